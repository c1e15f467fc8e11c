import { and, asc, desc, eq, gt, gte, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { arrival, type Db, endsAlike, placeholder, prepared, tailOf } from './dialect.ts';
import type { Tables } from './schema.ts';

type PassageRow = Tables['passages']['$inferSelect'];

/** The readings of one plate at one enterprise round an instant, by which visits are paired. */
export const readVehicleReadings = ({ q, t, engine }: Db) => {
  const p = t.passages;
  const came = arrival(engine, p.id);
  /** In the order of time, then of arrival. */
  const ordered = (way: typeof asc) => [way(p.passedAt), way(tailOf(engine, p.enterpriseId)), way(came)];
  // A truck is read at many plants, and each row that is looked at lies on a page of its own.
  const ofVehicle = () => {
    const plant = placeholder(p.enterpriseId, 'enterpriseId');
    return and(
      eq(p.plate, placeholder(p.plate, 'plate')),
      endsAlike(engine, p.enterpriseId, plant),
      eq(p.enterpriseId, plant),
    );
  };
  const accessBefore = () =>
    and(ofVehicle(), lt(p.passedAt, placeholder(p.passedAt, 'at')), or(isNull(p.barrier), ne(p.barrier, 'refused')));
  const access = prepared(() =>
    q
      .select()
      .from(p)
      .where(accessBefore())
      .orderBy(...ordered(desc))
      .limit(1),
  );
  const colouredAccess = prepared(() =>
    q
      .select()
      .from(p)
      .where(and(accessBefore(), eq(p.plateColour, placeholder(p.plateColour, 'plateColour'))))
      .orderBy(...ordered(desc))
      .limit(1),
  );
  const newest = prepared(() =>
    q
      .select()
      .from(p)
      .where(ofVehicle())
      .orderBy(...ordered(desc))
      .limit(1),
  );
  const newestAt = prepared(() =>
    q.select({ at: p.passedAt }).from(p).where(ofVehicle()).orderBy(desc(p.passedAt)).limit(1),
  );
  const newestSince = prepared(() =>
    q
      .select({ at: p.passedAt })
      .from(p)
      .where(and(ofVehicle(), gte(p.passedAt, placeholder(p.passedAt, 'since'))))
      .orderBy(desc(p.passedAt))
      .limit(1),
  );
  const following = prepared(() => {
    const [at, id] = [placeholder(p.passedAt, 'at'), placeholder(p.id, 'id')];
    return q
      .select()
      .from(p)
      .where(and(ofVehicle(), gte(p.passedAt, at), or(gt(p.passedAt, at), gt(p.id, id))))
      .orderBy(asc(p.passedAt), asc(p.id))
      .limit(sql.placeholder('limit'));
  });
  const between = prepared(() =>
    q
      .select()
      .from(p)
      .where(
        and(
          ofVehicle(),
          gte(p.passedAt, placeholder(p.passedAt, 'from')),
          lte(p.passedAt, placeholder(p.passedAt, 'until')),
        ),
      )
      .orderBy(...ordered(asc)),
  );
  return {
    /** The last reading of a plate at an enterprise before an instant that the barrier did not refuse. */
    lastAccessBefore: async (plate: string, enterpriseId: string, at: number): Promise<PassageRow | undefined> =>
      (await access({ plate, enterpriseId, at }))[0],

    /** The same of those that were read in one colour. */
    lastColouredAccessBefore: async (
      plate: string,
      enterpriseId: string,
      at: number,
      plateColour: string,
    ): Promise<PassageRow | undefined> => (await colouredAccess({ plate, enterpriseId, at, plateColour }))[0],

    /** The last reading of a plate at an enterprise of all. */
    newest: async (plate: string, enterpriseId: string): Promise<PassageRow | undefined> =>
      (await newest({ plate, enterpriseId }))[0],

    /** When that was: all that most passages need of it, for a sixth of the time. */
    newestAt: async (plate: string, enterpriseId: string): Promise<number | undefined> =>
      (await newestAt({ plate, enterpriseId }))[0]?.at,

    /** The same, where it was not before an instant: the readings of a busy truck at other plants need not be gone through. */
    newestSince: async (plate: string, enterpriseId: string, since: number): Promise<number | undefined> =>
      (await newestSince({ plate, enterpriseId, since }))[0]?.at,

    /** All readings of a plate at an enterprise from one instant to another, both included, oldest first. */
    between: async (plate: string, enterpriseId: string, from: number, until: number): Promise<PassageRow[]> =>
      between({ plate, enterpriseId, from, until }),

    /** The next `limit` readings of a plate at an enterprise after (instant, id), oldest first. */
    following: async (
      plate: string,
      enterpriseId: string,
      after: { at: number; id: string },
      limit: number,
    ): Promise<PassageRow[]> => following({ plate, enterpriseId, ...after, limit }),
  };
};
