import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import {
  CHINA_VI_BASES,
  CHINA_VI_STAGES,
  type ChinaVi,
  loadsOf,
  NO_TALLY,
  TALLY_PLACES,
  type TallyPart,
  type TallySpec,
  tallyLetter,
} from '../domain/gates/tally.ts';
import type { Tables } from './schema.ts';

/** What a list of passages may be narrowed to of what reports count. */
export type TallyFilter = TallySpec & {
  /** Accesses: the first reading of each that the barrier did not refuse. Plan-clauses, point 8. */
  readonly counted?: boolean;
};

type Passages = Tables['passages'];

/** The conditions of a filter on passages. */
export function tallied(p: Passages, f: TallyFilter): (SQL | undefined)[] {
  const parts: readonly (readonly [TallyPart, string | undefined])[] = [
    ['vehicleClass', f.vehicleClass],
    ['stage', f.emissionStage],
    ['basis', f.stageBasis],
    ['newEnergy', f.newEnergy],
  ];
  return [
    f.counted ? isCounted(p) : undefined,
    ...parts.map(([part, value]) =>
      value === undefined ? undefined : eq(letterOf(p, part), tallyLetter(part, value)),
    ),
    f.load &&
      inArray(
        letterOf(p, 'load'),
        loadsOf(f.load).map((load) => tallyLetter('load', load)),
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
  const letters = (part: 'basis' | 'newEnergy') => CHINA_VI_BASES[by].map((basis) => tallyLetter(part, basis));
  return or(
    and(inArray(letterOf(p, 'stage'), [...CHINA_VI_STAGES]), inArray(letterOf(p, 'basis'), letters('basis'))),
    inArray(letterOf(p, 'newEnergy'), letters('newEnergy')),
  );
}
