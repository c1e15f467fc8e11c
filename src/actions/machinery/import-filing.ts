import { identifyingCodes, soughtCodes } from '../../domain/codes/machine-identity.ts';
import { Failure, type FieldError, invalid, type Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { Noted, TableImport } from '../imports/table-import.ts';
import type { MachineryAt } from './context.ts';
import { requirePlannedDays } from './filing-checks.ts';
import { getSite } from './get-site.ts';
import { codeOnFile, requireIdentity } from './machine-numbers.ts';
import { notesOnFiling } from './notes-on-filing.ts';
import { differencesFrom } from './record-differences.ts';
import { type MachineDetails, registerMachine } from './register-machine.ts';
import { submitFiling } from './submit-filing.ts';

/** A row of a list of machines: which machine is filed, for which site, for when. */
export type ListedFiling = {
  /** The id, name or permit number of the site. */
  readonly site: string;
  readonly plannedEntryOn: string;
  readonly plannedExitOn: string;
  readonly remarks: string | null;
  /** What the row says of the machine. */
  readonly machine: Partial<MachineDetails>;
  /** The same as a whole record, where it says enough for one; else what it lacks. */
  readonly registration: MachineDetails | null;
  readonly missing: readonly string[];
};

/**
 * Files a row's machine: the one on file with any of its numbers, whoever registered it and without a change to its record,
 * else one that is registered from the row. Everything that is wrong with the row is told at once.
 */
async function importFiling(
  tx: Writer,
  actor: Actor,
  row: ListedFiling,
  at: MachineryAt,
): Promise<Noted<'filed' | 'registered' | 'unchanged'>> {
  const errors: FieldError[] = [];
  const site = await collecting(errors, () => siteOf(tx, actor, row.site));
  if (site) await collecting(errors, async () => requirePlannedDays(row, site));
  const found = await collecting(errors, () => machineOf(tx, actor, row, at));
  const [first] = errors;
  if (first || !site || !found) throw new Failure('invalid-request', first?.detail ?? NO_SITE, { errors });
  const { machine, registered } = found;
  const { plannedEntryOn, plannedExitOn, remarks } = row;
  const wanted = { siteId: site.id, machineId: machine.id, plannedEntryOn, plannedExitOn, remarks };
  const before = await tx.filings.ofMachineAndSite(machine.id, site.id);
  const same = before.some(
    (filing) =>
      (filing.status === 'submitted' || filing.status === 'accepted') &&
      filing.exitedAt === null &&
      filing.plannedEntryOn === plannedEntryOn &&
      filing.plannedExitOn === plannedExitOn,
  );
  const differences = registered ? [] : differencesFrom(machine, row.machine, actor);
  if (same) return { did: 'unchanged', notes: differences };
  const filing = await submitFiling(tx, actor, wanted, at);
  const notes = (await notesOnFiling(tx, filing, at)).map((detail) => ({ column: null, detail }));
  return { did: registered ? 'registered' : 'filed', notes: [...differences, ...notes] };
}

/** Filings by the table: a row that was sent before is left as it is. */
export const FILING_IMPORT: TableImport<ListedFiling, 'filed' | 'registered' | 'unchanged'> = {
  kind: 'filing-import',
  outcomes: ['filed', 'registered', 'unchanged'],
  notes: true,
  importRow: (tx, actor, row, { at, policies }) => importFiling(tx, actor, row, { ...at, policies }),
};

async function siteOf(tx: Writer, actor: Actor, text: string): Promise<SiteRow> {
  if (UUID.test(text)) return getSite(tx, actor, text.toLowerCase(), 'site.read', '#/site');
  const [site, another] = await tx.sites.named(scopeOf(actor, 'site.read'), text);
  if (!site) throw invalid('#/site', NO_SITE);
  if (another) throw invalid('#/site', TWO_SITES);
  return site;
}

async function machineOf(
  tx: Writer,
  actor: Actor,
  { machine, registration, missing }: ListedFiling,
  at: MachineryAt,
): Promise<{ readonly machine: MachineRow; readonly registered: boolean }> {
  requireIdentity(machine);
  const codes = identifyingCodes(machine);
  const onFile = await tx.machines.codesOnFile(soughtCodes(codes));
  const [known, another] = await tx.machines.ofIds([...new Set(onFile.map(({ machineId }) => machineId))]);
  if (known && another)
    throw codeOnFile(
      onFile.filter(({ machineId }) => machineId !== known.id),
      codes,
    );
  // One that was only seen becomes the own, as POST /machines has it, where the row tells enough of it.
  if (known && (known.origin === 'registered' || !registration)) return { machine: known, registered: false };
  if (registration) return { machine: await registerMachine(tx, actor, registration, at), registered: true };
  throw new Failure('invalid-request', NEEDED, {
    errors: missing.map((name) => ({ pointer: `#/${name}`, detail: NEEDED })),
  });
}

/** What `look` gives, or undefined where it fails about the row; then what is wrong is added to the rest. */
async function collecting<T>(errors: FieldError[], look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    errors.push(...(error.errors.length > 0 ? error.errors : [{ pointer: '#', detail: error.detail }]));
    return undefined;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NO_SITE: Message = {
  en: 'No site of yours has this name or permit number.',
  zh: '没有找到该名称或许可证号的工地。',
};
const TWO_SITES: Message = {
  en: 'Several sites have this name; give the permit number or the id.',
  zh: '存在多个同名工地，请填写施工许可证号或工地编号。',
};
const NEEDED: Message = {
  en: 'The machine is not on file yet, and this is needed to register it.',
  zh: '该机械尚未登记，登记时须填写此项。',
};
