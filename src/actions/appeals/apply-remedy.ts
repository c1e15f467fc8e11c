import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { correctPassage } from '../gates/correct-passage.ts';
import { correctPlate } from '../gates/correct-plate.ts';
import { correctFiling } from '../machinery/correct-filing.ts';
import { correctMachine } from '../machinery/correct-machine.ts';
import { correctInspection, correctSiteEntry, voidInspection } from '../machinery/correct-sighting.ts';
import { correctEnterprise } from './correct-enterprise.ts';
import { correctVehicle } from './correct-vehicle.ts';
import { rePointed } from './re-pointed.ts';
import type { Remedy } from './remedy.ts';

export type Remedying = {
  readonly policies: PolicySet;
  readonly at: At;
  readonly wakeJobs: () => void;
  /** `appeal:<id>`. */
  readonly cause: string;
  readonly reason: string;
};

/**
 * Puts the fact right that violations hung on, by the action that everybody uses for it; what depends on it is judged again
 * at once or by the jobs given. Fails as that action does, about `#/remedy`.
 */
export async function applyRemedy(
  tx: Writer,
  actor: Actor,
  remedy: Remedy,
  violations: readonly ViolationRow[],
  context: Remedying,
): Promise<string[]> {
  const { policies, at, cause, reason } = context;
  const why = { reason, cause };
  const machinery = { ...at, policies, cause };
  const on = <T>(member: string, work: () => Promise<T>) => rePointed('#/remedy', `#/remedy/${member}`, work);
  switch (remedy.kind) {
    case 'none':
      return [];
    case 'vehicle':
      return correctVehicle(tx, actor, remedy, violations, context);
    case 'enterprise':
      return correctEnterprise(tx, actor, remedy, violations, context);
    case 'plate': {
      const { plate, plateColour } = remedy;
      for (const id of remedy.passageIds ?? (await readingsOf(tx, violations)))
        await on('passageIds', () =>
          correctPlate(tx, actor, id, { plate, plateColour, reason }, { policies, at, cause }),
        );
      return [];
    }
    case 'cargo': {
      const ids = remedy.passageId ? [remedy.passageId] : named(violations, ({ raisedBy }) => raisedBy, 'passageId');
      for (const id of ids)
        await on('passageId', () => correctPassage(tx, actor, id, { cargo: remedy.cargo }, why, { policies, at }));
      return [];
    }
    case 'barrier': {
      const { result: barrier, barrierReason } = remedy;
      for (const id of remedy.passageId ? [remedy.passageId] : await accessOf(tx, violations))
        await on('passageId', () => correctPassage(tx, actor, id, { barrier, barrierReason }, why, { policies, at }));
      return [];
    }
    case 'machine': {
      const [id = ''] = remedy.machineId ? [remedy.machineId] : machinesOf(violations);
      await rePointed('#/remedy/facts', '#/remedy/machineId', () =>
        correctMachine(tx, actor, id, remedy.change, why, machinery),
      );
      return [];
    }
    case 'filing': {
      const id = remedy.filingId ?? only(violations, 'filingIds', 'filingId');
      await on('filingId', () => correctFiling(tx, actor, id, remedy, why, machinery));
      return [];
    }
    case 'site_entry': {
      const id = remedy.siteEntryId ?? only(violations, 'siteEntryIds', 'siteEntryId');
      await on('siteEntryId', () => correctSiteEntry(tx, actor, id, remedy, why, machinery));
      return [];
    }
    case 'inspection': {
      const id = remedy.inspectionId ?? only(violations, 'inspectionIds', 'inspectionId');
      await on('inspectionId', () => correctInspection(tx, actor, id, remedy, why, machinery));
      return [];
    }
    case 'void_inspection': {
      const id = remedy.inspectionId ?? only(violations, 'inspectionIds', 'inspectionId');
      await on('inspectionId', () => voidInspection(tx, actor, id, why, machinery));
      return [];
    }
  }
}

type Evidence = Readonly<Record<string, unknown>> & { readonly raisedBy?: string };

/** Every reading of the visits that the violations are about. */
async function readingsOf(tx: Writer, violations: readonly ViolationRow[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { plate, subjectKey } of violations) {
    const visitId = subjectKey.startsWith('access:') ? subjectKey.slice('access:'.length) : undefined;
    if (plate === null || visitId === undefined) throw invalid('#/remedy/kind', NO_PASSAGE);
    ids.push(...(await tx.passages.ofVisit(plate, visitId)).map(({ id }) => id));
  }
  return [...new Set(ids)];
}

/** Every reading of the accesses at which the violations were raised. */
async function accessOf(tx: Writer, violations: readonly ViolationRow[]): Promise<string[]> {
  const ids: string[] = [];
  for (const id of named(violations, ({ raisedBy }) => raisedBy, 'passageId')) {
    const row = await tx.passages.find(id);
    const readings = row && row.plate !== '' ? await tx.passages.ofVisit(row.plate, row.visitId) : [];
    ids.push(...(row ? [row, ...readings] : []).filter((one) => one.accessId === row?.accessId).map((one) => one.id));
  }
  return [...new Set(ids)];
}

function named(
  violations: readonly ViolationRow[],
  name: (evidence: Evidence) => string | undefined,
  member: string,
): string[] {
  const ids = violations.flatMap(({ evidence }) => name(evidence as Evidence) ?? []);
  if (ids.length < violations.length) throw invalid(`#/remedy/${member}`, NAME_IT);
  return [...new Set(ids)];
}

/** The one thing of its sort that the violations' evidence names. */
function only(violations: readonly ViolationRow[], list: string, member: string): string {
  const told = violations.flatMap(({ evidence }) => ((evidence as Evidence)[list] ?? []) as string[]);
  const [id, ...others] = new Set(told);
  if (id === undefined || others.length > 0) throw invalid(`#/remedy/${member}`, NAME_IT);
  return id;
}

function machinesOf(violations: readonly ViolationRow[]): string[] {
  const ids = [...new Set(violations.flatMap(({ machineId }) => machineId ?? []))];
  if (ids.length !== 1) throw invalid('#/remedy/machineId', NAME_IT);
  return ids;
}

const NO_PASSAGE = { en: 'These violations are about no passage.', zh: '这些违规线索与过车记录无关。' };
const NAME_IT = {
  en: 'The violations do not tell which one: name it.',
  zh: '违规线索未能确定具体对象，请指明。',
};
