import { canonicalJson } from '../../domain/canonical.ts';
import { calledFor, type Verdict } from '../../domain/policy/compare.ts';
import type { Compared } from '../../domain/policy/preview-tally.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';
import {
  type InspectionJudgement,
  type JudgedSubject,
  judge,
  type MachineCase,
  machineCase,
} from '../machinery/machine-case.ts';
import { resultWith } from '../machinery/rejudge-inspection.ts';
import { draftOf, type PreviewContext } from './preview-context.ts';

export type ComparedMachine = { readonly machine: MachineRow; readonly compared: Compared };

/**
 * What machines did in the period (2.4.6): entries, inspections and uses. Where the draft has other limits of smoke, each
 * inspection is measured by them from its readings, and the prohibitions that follow are derived anew.
 */
export async function compareMachines(
  bulk: Reader,
  context: PreviewContext,
  machines: readonly MachineRow[],
): Promise<ComparedMachine[]> {
  const reader = underDraft(bulk, context);
  const compared: ComparedMachine[] = [];
  for (const machine of machines) {
    const found = await machineCase(bulk, machine.id, { policies: context.against, now: context.now });
    const after = reader
      ? (await machineCase(reader, machine.id, { policies: context.draft, now: context.now })).judged
      : found.judged.map(({ subject }) => judge(context.draft, subject));
    for (const one of paired(found, found.judged, after))
      if (isAsked(one, context)) compared.push({ machine, compared: one });
  }
  return compared;
}

const isAsked = ({ legalDay, countyCode }: Compared, { from, to, countyCode: asked }: PreviewContext): boolean =>
  from <= legalDay && legalDay <= to && (asked === null || countyCode === asked);

/** The same subject under both laws; one that only a prohibition of one law makes has nothing to answer for under the other. */
function paired(found: MachineCase, before: readonly JudgedSubject[], after: readonly JudgedSubject[]): Compared[] {
  const nameOf = ({ subject: { judges, subjectKey } }: JudgedSubject) => `${judges} ${subjectKey}`;
  const [old, now] = [before, after].map((judged) => new Map(judged.map((one) => [nameOf(one), one])));
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].flatMap((name): Compared[] => {
    const [was, is] = [old?.get(name), now?.get(name)];
    const told = was ?? is;
    if (!told) return [];
    const { siteId } = told.subject;
    const place = [...found.filings, ...found.siteEntries, ...found.inspections].find((row) => row.siteId === siteId);
    const { legalDay } = told;
    const countyCode = place?.countyCode ?? null;
    return [{ what: 'machine', before: verdictOf(was), after: verdictOf(is), countyCode, legalDay }];
  });
}

const verdictOf = (judged: JudgedSubject | undefined): Verdict => ({ flags: calledFor(judged?.decisions ?? []) });

/** The reader with inspections as the draft would have judged them; undefined where it measures alike. */
function underDraft(bulk: Reader, context: PreviewContext): Reader | undefined {
  const smoke = draftOf(context).parameter('smoke');
  const alike = context.against.all.every(
    (policy) => canonicalJson(policy.parameter('smoke')) === canonicalJson(smoke),
  );
  if (alike) return undefined;
  const judged = (row: InspectionRow): InspectionRow => {
    if (!context.against.on(legalDayOf(row.inspectedAt))) return row;
    const { emissionStage, powerW, leastClass = null, possibleClass = null } = row.judgement as InspectionJudgement;
    const tested = { emissionStage, powerW, fuel: null };
    return { ...row, ...resultWith(row, tested, { leastClass, possibleClass }, { policies: context.draft }) };
  };
  const ofMachine: Reader['inspections']['ofMachine'] = async (id) =>
    (await bulk.inspections.ofMachine(id)).map(judged);
  return { ...bulk, inspections: { ...bulk.inspections, ofMachine } };
}
