import type { Warning } from '../../domain/codes/warning.ts';
import { Failure, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import { requireInUse } from '../machinery/change-machine-life.ts';
import type { MachineryAt } from '../machinery/context.ts';
import { requireNoOther, requirePlannedDays } from '../machinery/filing-checks.ts';
import { getSiteOfUnit } from '../machinery/get-site.ts';
import { warningsOf } from '../machinery/parameters.ts';
import type { NewFiling } from '../machinery/submit-filing.ts';
import { requireOpenSite } from './close-site.ts';
import { type ZoneFinding, zoneFindings, zoneWarnings } from './zone-findings.ts';

export type FilingCheck = {
  /** Why it would be refused, if anything. */
  readonly refusals: readonly { readonly kind: string; readonly pointer: string; readonly detail: Message }[];
  readonly warnings: readonly Warning[];
  readonly zones: readonly ZoneFinding[];
};

type From = Pick<Reader, 'sites' | 'siteUnits' | 'machines' | 'filings' | 'zones' | 'exemptions' | 'prohibitions'>;

/**
 * All that submitting a filing would meet, at once and without any trace: each refusal and each warning. Not-found about the
 * site or the machine, forbidden to who files for no such site: there is nothing to look at then.
 */
export async function checkFiling(
  reader: From,
  actor: Actor,
  input: Omit<NewFiling, 'remarks'>,
  at: Pick<MachineryAt, 'now' | 'policies'>,
): Promise<FilingCheck> {
  const today = legalDayOf(at.now);
  const { site } = await getSiteOfUnit(reader, actor, input.siteId, 'filing.create', today, '#/siteId');
  const machine = await reader.machines.find(input.machineId);
  if (!machine) throw notFound('#/machineId');
  const refusals = [
    ...(await refusalsOf(() => requireOpenSite(site, '#/siteId'))),
    ...(await refusalsOf(() => requireInUse(machine))),
    ...(await refusalsOf(() => requirePlannedDays(input, site))),
    ...(await refusalsOf(() => requireNoOther(reader, input))),
  ];
  const zones = await zoneFindings(reader, site, machine, {
    from: input.plannedEntryOn,
    until: input.plannedExitOn < input.plannedEntryOn ? input.plannedEntryOn : input.plannedExitOn,
  });
  const prohibited = (await reader.prohibitions.ofMachine(machine.id)).some(({ status }) => status === 'open');
  const doubts = new Set(warningsOf(machine, at).map(({ code }) => code));
  const warnings: Warning[] = [
    ...(input.plannedEntryOn < today ? [{ code: 'planned_entry_past', pointer: '#/plannedEntryOn' } as const] : []),
    ...(prohibited ? [{ code: 'prohibition_open', pointer: '#/machineId' } as const] : []),
    ...[...doubts].map((code) => ({ code, pointer: '#/machineId' })),
    ...zoneWarnings(zones),
  ];
  return { refusals, warnings, zones };
}

async function refusalsOf(check: () => void | Promise<void>): Promise<FilingCheck['refusals']> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind } = error;
    return error.errors.map(({ pointer, detail }) => ({ kind, pointer, detail }));
  }
}
