import type { Warning } from '../../domain/codes/warning.ts';
import { conflict, Failure } from '../../domain/failure.ts';
import {
  actionRefusal,
  entryWarnings,
  type FilingAction,
  type FilingState,
  isOpen,
  type PlannedDays,
  plannedDayErrors,
  plannedDaysOverlap,
  stateAfter,
} from '../../domain/machinery/filing.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';

/** The state after an action; conflict where the filing's state forbids it. */
export function nextState(filing: FilingRow, action: FilingAction): FilingState {
  const standing = { ...filing, status: filing.status as FilingState };
  const refusal = actionRefusal(action, standing);
  if (refusal) throw conflict(refusal, undefined, { state: filing.status });
  return stateAfter(action, standing.status);
}

/** Invalid where planned days end before they start or lie outside the site's schedule, each wrong day named. */
export function requirePlannedDays(planned: PlannedDays, site: SiteRow): void {
  const errors = plannedDayErrors(planned, site);
  const [first] = errors;
  if (first) throw new Failure('invalid-request', first.detail, { errors });
}

/** Conflict where another open filing of the same machine and site covers one of the planned days. */
export async function requireNoOther(
  tx: Pick<Reader, 'filings'>,
  filing: Pick<FilingRow, 'machineId' | 'siteId'> & PlannedDays & { readonly id?: string },
): Promise<void> {
  const others = await tx.filings.ofMachineAndSite(filing.machineId, filing.siteId);
  const other = others.find(
    (row) =>
      row.id !== filing.id && isOpen({ ...row, status: row.status as FilingState }) && plannedDaysOverlap(row, filing),
  );
  if (other) throw conflict(FILED, '#/machineId', { existing: other.id });
}

/** What is odd about a filing's reported entry and exit; neither is refused for its date. */
export function filingWarnings(filing: FilingRow): Warning[] {
  const { enteredAt, exitedAt, plannedEntryOn, plannedExitOn } = filing;
  const warnings = enteredAt === null ? [] : entryWarnings(filing, enteredAt);
  if (exitedAt === null) return warnings;
  const day = legalDayOf(exitedAt);
  if (day < plannedEntryOn || day > plannedExitOn)
    warnings.push({ code: 'outside_planned_days', pointer: '#/exitedAt' });
  if (enteredAt !== null && exitedAt < enteredAt) warnings.push({ code: 'exit_before_entry', pointer: '#/exitedAt' });
  return warnings;
}

const FILED = {
  en: 'There is an open filing of this machine for this site and these days already.',
  zh: '该机械在该工地的相同日期已有未结申报。',
};
