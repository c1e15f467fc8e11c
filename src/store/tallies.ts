import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { NO_TALLY, TALLY_PLACES, type TallyPart, tallyLetter } from '../domain/gates/tally.ts';
import type { Tables } from './schema.ts';

/** What a list of passages may be narrowed to of what reports count; absent members narrow nothing. */
export type TallyFilter = {
  /** Accesses: the first reading of each that the barrier did not refuse. Plan-clauses, point 8. */
  readonly counted?: boolean;
  readonly vehicleClass?: string;
  readonly emissionStage?: string;
  readonly stageBasis?: string;
  readonly newEnergy?: string;
  readonly load?: string;
  /** China VI, zero-tailpipe or new-energy: by the register alone, or by the gate's word too. */
  readonly chinaVi?: ChinaVi;
};
export type ChinaVi = 'verified' | 'told';

type Passages = Tables['passages'];

/** The stages that count as China VI or better; a stage nobody knows is never among them. */
const CLEAN_STAGES = ['6', '7', 'D'];

/** The conditions of a filter on passages. */
export function tallied(p: Passages, f: TallyFilter): (SQL | undefined)[] {
  const parts: readonly (readonly [TallyPart, string | undefined])[] = [
    ['vehicleClass', f.vehicleClass],
    ['stage', f.emissionStage],
    ['basis', f.stageBasis],
    ['newEnergy', f.newEnergy],
    ['load', f.load],
  ];
  return [
    f.counted ? isCounted(p) : undefined,
    ...parts.map(([part, value]) =>
      value === undefined ? undefined : eq(letterOf(p, part), tallyLetter(part, value)),
    ),
    f.chinaVi && isChinaVi(p, f.chinaVi),
  ];
}

/** Whether a reading stands for an access. */
export const isCounted = (p: Passages): SQL | undefined =>
  and(eq(p.accessId, p.id), or(isNull(p.barrier), ne(p.barrier, 'refused')));

/** The tally of a reading, that of nothing known where it has none yet. */
export const tallyOf = (p: Passages): SQL<string> => sql<string>`coalesce(${p.tally}, ${sql.raw(`'${NO_TALLY}'`)})`;

const letterOf = (p: Passages, part: TallyPart): SQL<string> =>
  sql<string>`substr(${tallyOf(p)}, ${sql.raw(String(TALLY_PLACES[part]))}, 1)`;

function isChinaVi(p: Passages, by: ChinaVi): SQL | undefined {
  const bases = by === 'verified' ? (['verified'] as const) : (['verified', 'asserted'] as const);
  const letters = (part: 'basis' | 'newEnergy') => bases.map((basis) => tallyLetter(part, basis));
  return or(
    and(inArray(letterOf(p, 'stage'), CLEAN_STAGES), inArray(letterOf(p, 'basis'), letters('basis'))),
    inArray(letterOf(p, 'newEnergy'), letters('newEnergy')),
  );
}
