import type { Known } from './known-vehicle.ts';
import type { Cargo } from './passage.ts';
import type { Access, Visit } from './visit.ts';

/** Whether a load is bulk (大宗物料): as said, else by the policy's list of names; undefined where neither tells. */
export function isBulk(cargo: Cargo | null, bulkNames: readonly string[]): boolean | undefined {
  if (!cargo) return undefined;
  if (cargo.empty) return false;
  if (cargo.bulk !== undefined) return cargo.bulk;
  const name = cargo.name?.normalize('NFKC').trim();
  return name ? bulkNames.some((bulk) => name.includes(bulk)) : undefined;
}

/**
 * A load as known after a gate told more of it, such as the weighbridge's tonnes: what is told replaces its own kind and
 * leaves the rest. Another name is another load, and an empty truck carries none. Plan-clauses, point 7.
 */
export function cargoAfter(known: Cargo | null, told: Cargo): Cargo {
  const another = known?.name !== undefined && told.name !== undefined && told.name !== known.name;
  return known === null || known.empty || told.empty || another ? told : { ...known, ...told };
}

/**
 * The bulk fact of a visit: what the truck carried in; where it came empty, what it carries out, which `settledBy` then
 * names. An exit without entry is judged by its own load. Unknown stays unknown. Plan-clauses, point 7.
 */
export function bulkOf(
  { entry, exit }: Visit,
  bulkNames: readonly string[],
): { readonly fact: Known<boolean>; readonly settledBy: Access | undefined } {
  const cameIn = entry && loadOf(entry, bulkNames);
  const judged = entry && !cameIn?.empty ? entry : exit;
  const bulk = judged && isBulk(loadOf(judged, bulkNames), bulkNames);
  if (bulk === undefined) return { fact: undefined, settledBy: undefined };
  return { fact: { value: bulk, origin: 'message' }, settledBy: judged === entry ? undefined : judged };
}

/** The load of an access: what the first reading says that tells whether it is bulk. */
function loadOf({ readings }: Access, bulkNames: readonly string[]): Cargo | null {
  return readings.find(({ cargo }) => isBulk(cargo, bulkNames) !== undefined)?.cargo ?? null;
}
