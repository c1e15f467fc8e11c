import { normalisePlate } from '../../domain/codes/plate.ts';
import {
  candidatesOf,
  type Doubt,
  doubtsOf,
  type PlateCandidate,
  type PlateVariant,
  variantsOf,
} from '../../domain/gates/plate-candidates.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Cursor, PageRequest } from '../../store/page.ts';
import type { PassageFilter, PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';
import type { RegisteredBinding } from '../../store/vehicles.ts';

/** A reading with the vehicles it may have been of. */
export type ReadPlate = {
  readonly row: PassageRow;
  /** What else the camera thought possible, likeliest first. */
  readonly alternatives: readonly string[];
  /** Whether the plate as it stands is on the register on that day. */
  readonly registered: boolean;
  readonly candidates: readonly PlateCandidate[];
};

export type DoubtfulPlate = ReadPlate & { readonly doubts: readonly Doubt[] };

/** Rows looked at in one go, and in one answer at the most. */
const CHUNK = 250;
const MOST_LOOKED_AT = 5_000;

/** Enterprises are shown such vehicles as they declared themselves. */
export async function readPlates(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  rows: readonly PassageRow[],
): Promise<ReadPlate[]> {
  const known = new Map<string, readonly PlateVariant[]>();
  const readings = rows.map((row) => {
    const alternatives = alternativesOf(row);
    const key = [row.plate, ...alternatives].join(' ');
    const variants = known.get(key) ?? variantsOf(row.plate, alternatives);
    known.set(key, variants);
    return { row, alternatives, variants };
  });
  const plates = new Set(readings.flatMap(({ row, variants }) => [row.plate, ...variants.map(({ plate }) => plate)]));
  const byPlate = new Map<string, RegisteredBinding[]>();
  for (const one of await reader.vehicles.registeredUnder(scopeOf(actor, 'vehicle.read'), [...plates]))
    byPlate.set(one.plate, [...(byPlate.get(one.plate) ?? []), one]);
  return readings.map(({ row, alternatives, variants }) => {
    const day = legalDayOf(row.passedAt);
    const on = (plate: string) => (byPlate.get(plate) ?? []).filter((one) => isOn(one, day));
    const registered = row.plate !== '' && on(row.plate).length > 0;
    const near = variants.flatMap(({ plate }) => on(plate));
    return { row, alternatives, registered, candidates: candidatesOf(variants, near, row.plateColour) };
  });
}

function alternativesOf({ alternatives, plate }: PassageRow): string[] {
  const told = Array.isArray(alternatives) ? alternatives.filter((one) => typeof one === 'string') : [];
  return [...new Set(told.map(normalisePlate))].filter((one) => one !== '' && one !== plate);
}

const isOn = ({ validFrom, validUntil }: RegisteredBinding, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validUntil === null || day < validUntil);

export type DoubtfulQuestion = Pick<PassageFilter, 'from' | 'until' | 'enterpriseId' | 'gateId' | 'countyCode'> & {
  readonly doubt?: Doubt;
};

/**
 * The next readings whose plate a person should look at, newest first, and how far was looked; a plate that an officer put
 * right or confirmed is in no doubt. `belowE4` is the confidence (10⁻⁴) below which a reading is doubtful.
 */
export async function doubtfulPlates(
  reader: Reader,
  actor: Actor,
  { doubt, ...filter }: DoubtfulQuestion,
  belowE4: number,
  { limit, after }: PageRequest,
): Promise<{ readonly rows: DoubtfulPlate[]; readonly reached?: Cursor }> {
  const found: DoubtfulPlate[] = [];
  let from = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += CHUNK) {
    const request = { limit: CHUNK, ...(from ? { after: from } : {}) };
    const rows = await reader.passages.doubtfulPage(scopeOf(actor, 'reading.review'), filter, belowE4, request);
    for (const plate of await inDoubt(reader, actor, rows, belowE4)) {
      if (doubt !== undefined && !plate.doubts.includes(doubt)) continue;
      const last = found.at(-1);
      if (last && found.length === limit) return { rows: found, reached: keyOf(last.row) };
      found.push(plate);
    }
    const end = rows.at(-1);
    if (!end || rows.length < CHUNK) return { rows: found };
    from = keyOf(end);
  }
  return from ? { rows: found, reached: from } : { rows: found };
}

const keyOf = ({ id, passedAt }: PassageRow): Cursor => ({ id, at: passedAt });

async function inDoubt(
  reader: Pick<Reader, 'vehicles' | 'plateCorrections'>,
  actor: Actor,
  rows: readonly PassageRow[],
  belowE4: number,
): Promise<DoubtfulPlate[]> {
  const trails = await reader.plateCorrections.ofPassages(rows.map(({ id }) => id));
  const settled = new Set(trails.filter(({ proposed }) => !proposed).map(({ passageId }) => passageId));
  const proposed = new Set(trails.map(({ passageId }) => passageId));
  const open = rows.filter(({ id }) => !settled.has(id));
  return (await readPlates(reader, actor, open)).flatMap((plate) => {
    const { row, registered, candidates } = plate;
    const known = { registered, candidates: candidates.length > 0, proposed: proposed.has(row.id) };
    const doubts = doubtsOf(row, known, belowE4);
    return doubts.length > 0 ? [{ ...plate, doubts }] : [];
  });
}
