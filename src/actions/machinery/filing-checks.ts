import type { Warning } from '../../domain/codes/warning.ts';
import { conflict, Failure, notFound } from '../../domain/failure.ts';
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
import type { MachineRow } from '../../store/machines.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { requireOpenSite } from '../sites/close-site.ts';
import { requireInUse } from './change-machine-life.ts';

/** The state after an action; conflict where the filing's state forbids it. */
export function nextState(filing: FilingRow, action: FilingAction): FilingState {
  const standing = { ...filing, status: filing.status as FilingState };
  const refusal = actionRefusal(action, standing);
  if (refusal) throw conflict(refusal, undefined, { state: filing.status });
  return stateAfter(action, standing.status);
}

type Filed = Pick<FilingRow, 'machineId' | 'siteId'> & PlannedDays & { readonly id?: string };

/** What a submission has to meet, each as a check of its own that fails: an open site, a machine in use, its days, no other filing. */
export const submissionChecks = (
  reader: Pick<Reader, 'filings'>,
  filing: Filed,
  site: SiteRow,
  machine: MachineRow,
): readonly (() => void | Promise<void>)[] => [
  () => requireOpenSite(site, '#/siteId'),
  () => requireInUse(machine),
  () => requirePlannedDays(filing, site),
  () => requireNoOther(reader, filing),
];

/** Fails as the first of the checks of a submission that fails; not-found where there is no such machine. */
export async function requireSubmittable(
  reader: Pick<Reader, 'filings' | 'machines'>,
  filing: Filed,
  site: SiteRow,
): Promise<void> {
  const machine = await reader.machines.find(filing.machineId);
  if (!machine) throw notFound('#/machineId');
  for (const check of submissionChecks(reader, filing, site, machine)) await check();
}

/** Invalid where planned days end before they start or lie outside the site's schedule, each wrong day of those given named. */
export function requirePlannedDays(planned: PlannedDays, site: SiteRow, given?: readonly (keyof PlannedDays)[]): void {
  const errors = plannedDayErrors(planned, site, given);
  const [first] = errors;
  if (first) throw new Failure('invalid-request', first.detail, { errors });
}

/** Conflict where another open filing of the same machine and site covers one of the planned days. */
export async function requireNoOther(reader: Pick<Reader, 'filings'>, filing: Filed): Promise<void> {
  const others = await reader.filings.ofMachineAndSite(filing.machineId, filing.siteId);
  const other = others.find(
    (row) =>
      row.id !== filing.id && isOpen({ ...row, status: row.status as FilingState }) && plannedDaysOverlap(row, filing),
  );
  if (other) throw conflict(FILED, '#/machineId', { existing: other.id });
}

/** The same of days that change on a filing: those that stay are not looked at again. */
export async function requireRoom(
  reader: Pick<Reader, 'filings'>,
  filing: FilingRow,
  days: Partial<PlannedDays>,
  site: SiteRow,
): Promise<void> {
  const given = (['plannedEntryOn', 'plannedExitOn'] as const).filter((day) => days[day] !== undefined);
  if (given.length === 0) return;
  const next = { ...filing, ...days };
  requirePlannedDays(next, site, given);
  await requireNoOther(reader, next);
}

/** What is odd about a filing's extension, and its reported entry and exit; none is refused for its date. */
export function filingWarnings(filing: FilingRow): Warning[] {
  const { enteredAt, exitedAt, plannedEntryOn, plannedExitOn } = filing;
  const warnings: Warning[] = [
    ...(filing.extensionUnreviewed ? [{ code: 'extension_unreviewed', pointer: '#/plannedExitOn' } as const] : []),
    ...(enteredAt === null ? [] : entryWarnings(filing, enteredAt)),
  ];
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
