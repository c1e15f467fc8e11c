import type { FilingEvent } from './filing-validity.ts';

/** A filing with its whole history, events oldest first. */
export type FilingRecord = {
  readonly id: string;
  readonly siteId: string;
  readonly enteredAt: number | null;
  readonly exitedAt: number | null;
  readonly events: readonly FilingEvent[];
};

export type SiteEntryRecord = {
  readonly id: string;
  readonly siteId: string;
  readonly enteredAt: number;
  readonly working: boolean | null;
};

/** An inspection as it was judged when recorded (`SmokeJudgement`). */
export type InspectionRecord = {
  readonly id: string;
  readonly siteId: string;
  readonly inspectedAt: number;
  readonly working: boolean | null;
  readonly result: 'pass' | 'fail' | 'inconclusive';
  readonly smokeWithinLimit: boolean | null;
  readonly ringelmann: number | null;
};

/** All that is on file about one machine, in any order. */
export type MachineHistory = {
  readonly filings: readonly FilingRecord[];
  readonly siteEntries: readonly SiteEntryRecord[];
  readonly inspections: readonly InspectionRecord[];
  /** Inspections declared void: they count for nothing, and flags once stood under their ids. */
  readonly voided?: readonly InspectionRecord[];
};
