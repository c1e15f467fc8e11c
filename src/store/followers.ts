import { eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';

export const readFollowers = ({ q, t: { followers: f } }: Db) => ({
  /** The id up to which someone has followed a table; undefined before it began. */
  reached: async (name: string): Promise<string | undefined> =>
    (await q.select().from(f).where(eq(f.name, name)))[0]?.after,
});

export const writeFollowers = (db: Db) => ({
  ...readFollowers(db),

  reach: async (name: string, after: string): Promise<void> => {
    const { followers: f } = db.t;
    await db.q.insert(f).values({ name, after }).onConflictDoUpdate({ target: f.name, set: { after } });
  },
});
