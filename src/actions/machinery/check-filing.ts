import type { Warning } from '../../domain/codes/warning.ts';
import { Failure, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { type ZoneFinding, zoneFindings, zoneWarnings } from '../sites/zone-findings.ts';
import type { MachineryAt } from './context.ts';
import { submissionChecks } from './filing-checks.ts';
import { getSiteOfUnit } from './get-site.ts';
import { warningsOf } from './parameters.ts';
import type { NewFiling } from './submit-filing.ts';

/** What whoever files should hear, though it is no reason to refuse. */
export type FilingNotes = { readonly warnings: readonly Warning[]; readonly zones: readonly ZoneFinding[] };

export type FilingCheck = FilingNotes & {
  /** Why it would be refused, if anything. */
  readonly refusals: readonly { readonly kind: string; readonly pointer: string; readonly detail: Message }[];
};

type Asked = Omit<NewFiling, 'remarks'>;
type From = Pick<
  Reader,
  'sites' | 'siteUnits' | 'machines' | 'filings' | 'zones' | 'exemptions' | 'inspections' | 'prohibitions'
>;

/**
 * All that submitting a filing would meet, at once and without any trace: each refusal and each warning. Not-found about the
 * site or the machine, forbidden to who files for no such site: there is nothing to look at then.
 */
export async function checkFiling(
  reader: From,
  actor: Actor,
  input: Asked,
  at: Pick<MachineryAt, 'now' | 'policies'>,
): Promise<FilingCheck> {
  const today = legalDayOf(at.now);
  const { site } = await getSiteOfUnit(reader, actor, input.siteId, 'filing.create', today, '#/siteId');
  const machine = await reader.machines.find(input.machineId);
  if (!machine) throw notFound('#/machineId');
  const refusals = [];
  for (const check of submissionChecks(reader, input, site, machine)) refusals.push(...(await refusalsOf(check)));
  return { refusals, ...(await notesOn(reader, input, site, machine, at)) };
}

/** The warnings and zones of a filing that was just submitted. */
export async function notesOfSubmission(
  reader: From,
  input: Asked,
  at: Pick<MachineryAt, 'now' | 'policies'>,
): Promise<FilingNotes> {
  const site = await reader.sites.find(input.siteId);
  const machine = await reader.machines.find(input.machineId);
  if (!site || !machine) throw notFound();
  return notesOn(reader, input, site, machine, at);
}

async function notesOn(
  reader: From,
  input: Asked,
  site: SiteRow,
  machine: MachineRow,
  at: Pick<MachineryAt, 'now' | 'policies'>,
): Promise<FilingNotes> {
  const today = legalDayOf(at.now);
  const until = input.plannedExitOn < input.plannedEntryOn ? input.plannedEntryOn : input.plannedExitOn;
  const zones = await zoneFindings(reader, site, machine, { from: input.plannedEntryOn, until }, at);
  const prohibited = (await reader.prohibitions.ofMachine(machine.id)).some(({ status }) => status === 'open');
  const doubts = new Set(warningsOf(machine, at).map(({ code }) => code));
  const warnings: Warning[] = [
    ...(input.plannedEntryOn < today ? [{ code: 'planned_entry_past', pointer: '#/plannedEntryOn' } as const] : []),
    ...(prohibited ? [{ code: 'prohibition_open', pointer: '#/machineId' } as const] : []),
    ...[...doubts].map((code) => ({ code, pointer: '#/machineId' })),
    ...zoneWarnings(zones),
  ];
  return { warnings, zones };
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
