import type { FilingEvent } from '../../domain/machinery/filing-validity.ts';
import type { InspectionRecord } from '../../domain/machinery/machine-history.ts';
import { type MachineRecord, machineRecord } from '../../domain/machinery/machine-record.ts';
import type { MachineSubject } from '../../domain/machinery/machine-subject.ts';
import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import { decide, type RuleDecision } from '../../domain/policy/kernel.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingEventRow, FilingRow } from '../../store/filings.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { SiteEntryRow } from '../../store/site-entries.ts';
import type { SiteUnitRow } from '../../store/site-units.ts';
import type { Reader } from '../../store/store.ts';
import type { Judging } from './context.ts';
import { workUnderOrders } from './work-under-orders.ts';

/** What an inspection came to, kept with it: lengths in 10⁻³ m⁻¹, power in watts, with the machine's facts of that time. */
export type InspectionJudgement = {
  readonly policy: string | null;
  readonly emissionStage: string;
  readonly powerW: number | null;
  /** Not in those of before it counted. */
  readonly fuel?: string | null;
  readonly class?: string;
  /** The laxest class that the zones of the site allowed on that day, and a stricter one that they may have required. */
  readonly leastClass?: SmokeClass;
  readonly possibleClass?: SmokeClass;
  readonly limitE3?: number;
  readonly valueE3?: number;
  readonly smokeWithinLimit?: boolean;
  readonly missing: readonly string[];
  readonly reasons: readonly string[];
};

/** A subject of a machine's record with what the policy of its day decides; no policy then, no decisions. */
export type JudgedSubject = {
  readonly subject: MachineSubject;
  readonly legalDay: string;
  readonly policy: string | null;
  readonly beforePublication: boolean;
  readonly decisions: readonly RuleDecision[];
};

/** Everything on file about one machine, and what it comes to today. */
export type MachineCase = {
  readonly filings: readonly FilingRow[];
  readonly siteEntries: readonly SiteEntryRow[];
  /** Those that count. */
  readonly inspections: readonly InspectionRow[];
  /** Of the sites concerned. */
  readonly units: readonly SiteUnitRow[];
  readonly record: MachineRecord;
  readonly judged: readonly JudgedSubject[];
};

type From = Pick<
  Reader,
  'filings' | 'siteEntries' | 'siteUnits' | 'inspections' | 'machines' | 'alerts' | 'exemptions'
>;

/** Gathers a machine's history and judges it, each subject by the law of its own day. */
export async function machineCase(reader: From, machineId: string, { policies, now }: Judging): Promise<MachineCase> {
  const filings = await reader.filings.ofMachine(machineId);
  const events = await reader.filings.eventsOfMachine(machineId);
  const siteEntries = await reader.siteEntries.ofMachine(machineId);
  const every = await reader.inspections.ofMachine(machineId);
  const inspections = every.filter(({ voidedAt }) => voidedAt === null);
  const record = machineRecord(
    {
      filings: filings.map((filing) => ({
        ...filing,
        events: events.flatMap((event) => (event.filingId === filing.id ? eventOf(event) : [])),
      })),
      siteEntries,
      inspections: inspections.map(recordOf),
      voided: every.filter(({ voidedAt }) => voidedAt !== null).map(recordOf),
    },
    legalDayOf(now),
  );
  const met = [...filings, ...siteEntries, ...every];
  const work = await workUnderOrders(reader, policies, machineId, record.stays, met);
  const judged = [...record.subjects.map((subject) => judge(policies, subject)), ...work];
  const units = await reader.siteUnits.ofSites(met.map(({ siteId }) => siteId));
  return { filings, siteEntries, inspections, units, record, judged };
}

const recordOf = (row: InspectionRow): InspectionRecord => ({
  ...row,
  result: row.result as InspectionRecord['result'],
  smokeWithinLimit: (row.judgement as InspectionJudgement).smokeWithinLimit ?? null,
});

/** Decides one subject by the policy of its legal day. */
export function judge(policies: PolicySet, subject: MachineSubject): JudgedSubject {
  const legalDay = legalDayOf(subject.occurredAt);
  const policy = policies.on(legalDay);
  return {
    subject,
    legalDay,
    policy: policy?.ref ?? null,
    beforePublication: policy !== undefined && legalDay < policy.publishedOn,
    decisions: policy ? decide(policy, subject.judges, legalDay, subject.facts) : [],
  };
}

/** What counts for whether a filing stands; entry and exit do not. */
export function eventOf({ action, at, resubmitBy }: FilingEventRow): FilingEvent[] {
  switch (action) {
    case 'submit':
    case 'resubmit':
    case 'accept':
    case 'reject':
    case 'withdraw':
      return [{ action, at }];
    case 'return':
      return resubmitBy === null ? [] : [{ action, at, resubmitBy }];
    default:
      return [];
  }
}
