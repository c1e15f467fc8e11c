import { dayWord, timeWord } from '../../domain/cases/words.ts';
import { filledPairs } from '../../domain/documents/pairs.ts';
import { serialNumber } from '../../domain/documents/serial-number.ts';
import { conflict } from '../../domain/failure.ts';
import { machinePairs } from '../../domain/machinery/machine-pairs.ts';
import {
  type ProhibitionNoticeContent,
  type ProhibitionNoticeKind,
  prohibitionNoticeContent,
  UNCONFIRMED_LIMIT,
} from '../../domain/machinery/prohibition-notice.ts';
import type { Rule } from '../../domain/policy/document.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';
import { countyWord } from '../cases/open-case.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import type { InspectionJudgement } from './machine-case.ts';

export type GatheredProhibitionNotice = {
  readonly year: number;
  readonly serial: number;
  readonly number: string;
  readonly content: ProhibitionNoticeContent;
};

/**
 * All that the decision about a prohibition says, as things stand at `now` (ms), with the next number of its kind. Conflict
 * where the policy by which the machine was judged forbids no use of machines over the limits.
 */
export async function gatherProhibitionNotice(
  reader: Reader,
  row: ProhibitionRow,
  kind: ProhibitionNoticeKind,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<GatheredProhibitionNotice> {
  const policy = policyAt(policies, now);
  const today = legalDayOf(now);
  const year = Number(today.slice(0, 4));
  const county = countyWord(policy, row.countyCode);
  const serial = (await reader.prohibitionNotices.lastSerial(kind, year, row.countyCode)) + 1;
  const numbering = policy.parameter('prohibitionNumbering');
  const number = serialNumber(numbering[kind], numbering.digits, { year, county, serial });
  const machine = await reader.machines.find(row.machineId);
  const user = await reader.organisations.find(row.organisationId);
  const concerned = kind === 'prohibition' ? row.inspectionId : row.liftedBy;
  const inspection = concerned === null ? undefined : await reader.inspections.find(concerned);
  if (!machine || !user) throw new Error(`prohibition ${row.id} has lost what it is about`);
  const lawOf = inspection === undefined ? policy : (judgedBy(policies, inspection) ?? policy);
  const rule = overLimitRule(lawOf);
  const content = prohibitionNoticeContent({
    ...{ kind, number, county },
    addressee: `${user.name}（统一社会信用代码 ${user.creditCode}）`,
    machine: [
      ...machinePairs(machine),
      ...filledPairs([['发动机额定功率', machine.powerW === null ? null : `${machine.powerW / 1000} kW`]]),
    ],
    facts: inspection ? await inspectionPairs(reader, inspection, lawOf) : [],
    clause: {
      source: `《${lawOf.document.title.zh}》第 ${rule.clause} 条款`,
      text: rule.citation.zh,
    },
    date: dayWord(today),
    retestBy: row.retestBy === null ? null : dayWord(row.retestBy),
    appealDays: policy.parameter('appealWorkingDays'),
    annulled: kind === 'lifting' && inspection === undefined,
  });
  return { year, serial, number, content };
}

const judgedBy = (policies: PolicySet, { judgement }: InspectionRow): Policy | undefined =>
  policies.get((judgement as InspectionJudgement).policy ?? '');

/** The rule that forbids the use of machines over the limits. */
function overLimitRule({ document }: Policy): Rule {
  const rule = document.rules.find(
    ({ judges, versions }) =>
      judges === 'inspection' && versions.some(({ flags }) => flags.some(({ kind }) => kind === 'machine_over_limit')),
  );
  if (!rule) throw conflict(NO_RULE);
  return rule;
}

const NO_RULE = {
  en: 'The policy of that day has no rule about machines over the limits, so no decision can cite it.',
  zh: '当日适用的方案没有关于排放超标机械的条款，决定书无依据可引。',
};

async function inspectionPairs(
  reader: Reader,
  inspection: InspectionRow,
  policy: Policy,
): Promise<ReturnType<typeof filledPairs>> {
  const { class: smokeClass, limitE3, valueE3 } = inspection.judgement as InspectionJudgement;
  const readings = inspection.readings as readonly number[] | null;
  const site = await reader.sites.find(inspection.siteId);
  const { readingsUsed, ringelmannMax } = policy.parameter('smoke');
  const table = policy.document.parameters['smoke'];
  const doubt = table?.origin === 'unconfirmed' ? UNCONFIRMED_LIMIT : '';
  const metres = (e3: number): string => `${e3 / 1000} m-1`;
  return filledPairs([
    ['检查时间', timeWord(inspection.inspectedAt)],
    ['检查地点', site ? `${site.name}（${site.address}）` : null],
    ['检查方法', inspection.method],
    ['各次读数', readings && readings.length > 0 ? readings.map(metres).join('、') : null],
    ['测量结果', valueE3 === undefined ? null : `${metres(valueE3)}（末 ${readingsUsed} 次读数的平均值）`],
    ['限值', limitE3 === undefined ? null : `${metres(limitE3)}（${smokeClass} 类，${table?.cite ?? ''}）${doubt}`],
    ['林格曼黑度', inspection.ringelmann === null ? null : `${inspection.ringelmann} 级（限值 ${ringelmannMax} 级）`],
    ['结论', inspection.result === 'pass' ? '合格' : '不合格'],
    ['检查记录编号', inspection.id],
  ]);
}
