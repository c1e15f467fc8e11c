import type { NoticeContent, NoticePicture } from '../../domain/cases/notice-content.ts';
import { noticeContent } from '../../domain/cases/notice-content.ts';
import { serialNumber } from '../../domain/documents/serial-number.ts';
import { conflict, type Message } from '../../domain/failure.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { evidenceOfViolations, picturesIn } from './case-pictures.ts';
import type { KnownOffender } from './describe-offender.ts';
import { findingsOf } from './find-aggravating.ts';
import { countyWord, fellAway } from './open-case.ts';
import { toldViolations } from './told-violations.ts';

/** So many pictures are printed; the others lie with the case. */
const MOST_PICTURES = 24;

export type GatheredNotice = {
  readonly year: number;
  readonly serial: number;
  readonly number: string;
  readonly content: NoticeContent;
};

/**
 * All that the next notice of a case says, as things stand: of the violations named, else of all that can be told of.
 * Conflict about a named one that cannot be, and where there is none.
 */
export async function gatherNotice(
  reader: Reader,
  row: CaseRow,
  wanted: readonly string[] | undefined,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<GatheredNotice> {
  const all = (await reader.cases.violationsOf([row.id])).map(({ violation }) => violation);
  const chosen = choose(all, wanted);
  const policy = policyAt(policies, now);
  const today = legalDayOf(now);
  const year = Number(today.slice(0, 4));
  const serial = (await reader.notices.lastSerial(year, row.countyCode)) + 1;
  const county = countyWord(policy, row.countyCode);
  const { notice: form, digits } = policy.parameter('caseNumbering');
  const number = serialNumber(form, digits, { year, serial, county });
  const findings = (await findingsOf(reader, policies, row, all)).map(({ finding, computed, found }) => ({
    finding,
    reason: computed?.reason ?? { en: found?.reason ?? '', zh: found?.reason ?? '' },
    violationIds: computed?.violationIds ?? found?.violationIds ?? [],
  }));
  const pictures = picturesIn(await evidenceOfViolations(reader, chosen));
  const content = noticeContent({
    ...{ number, caseNumber: row.number, today, findings },
    offender: row.offender as KnownOffender,
    county: row.countyCode === null ? null : county,
    answerDays: policy.parameter('noticeAnswerWorkingDays'),
    violations: await toldViolations(reader, policies, chosen),
    pictures: pictures.slice(0, MOST_PICTURES).map(({ violationId, evidence }): NoticePicture => {
      const at = chosen.findIndex(({ id }) => id === violationId) + 1;
      const { id: evidenceId, folder, sha256, kind } = evidence;
      return { evidenceId, folder, sha256, caption: `第 ${at} 项 ${kind} ${sha256.slice(0, 16)}` };
    }),
    morePictures: Math.max(0, pictures.length - MOST_PICTURES),
  });
  return { year, serial, number, content };
}

function choose(all: readonly ViolationRow[], wanted: readonly string[] | undefined): ViolationRow[] {
  if (wanted === undefined) {
    const fit = all.filter((one) => whyNotTold(one) === undefined);
    if (fit.length === 0) throw conflict(NONE);
    return fit;
  }
  return wanted.map((id, index) => {
    const found = all.find((one) => one.id === id);
    const refused = found ? whyNotTold(found) : NOT_IN_IT;
    if (!found || refused) throw conflict(refused ?? NOT_IN_IT, `#/violationIds/${index}`, { violationId: id });
    return found;
  });
}

/** Why a violation is left out of notices, if it is. */
export function whyNotTold(one: Pick<ViolationRow, 'status' | 'beforePublication'>): Message | undefined {
  if (fellAway(one)) return GONE;
  if (one.beforePublication) return BEFORE;
  if (one.status === 'appealed') return APPEALED;
  return one.status === 'open' || one.status === 'notified' ? undefined : SETTLED;
}

const NONE: Message = {
  en: 'No violation of this case can be told of in a notice.',
  zh: '本案没有可以告知的违规线索。',
};
const NOT_IN_IT: Message = { en: 'This violation is not in the case.', zh: '该违规线索不在本案中。' };
const GONE: Message = { en: 'This violation does not stand any more.', zh: '该违规线索已撤销或失效。' };
const BEFORE: Message = {
  en: 'This violation is of a day before the policy was published; nobody is notified of such.',
  zh: '该违规发生在政策公布之前，不予告知。',
};
const APPEALED: Message = { en: 'An appeal against this violation runs.', zh: '该违规线索正在申诉。' };
const SETTLED: Message = { en: 'This violation is settled already.', zh: '该违规线索已办结。' };
