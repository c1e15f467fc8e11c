import { desc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type CountySettingsRow = Tables['countySettings']['$inferSelect'];

export const readCountySettings = ({ q, t: { countySettings: s } }: Db) => ({
  /** The version in force; undefined where the county has set nothing. */
  current: async (countyCode: string): Promise<CountySettingsRow | undefined> =>
    (await q.select().from(s).where(eq(s.countyCode, countyCode)).orderBy(desc(s.version)).limit(1))[0],

  /** The versions of a county, the newest first, at most so many. */
  versions: async (countyCode: string, limit: number): Promise<CountySettingsRow[]> =>
    q.select().from(s).where(eq(s.countyCode, countyCode)).orderBy(desc(s.version)).limit(limit),
});

export const writeCountySettings = (db: Db) => ({
  ...readCountySettings(db),

  insert: async (row: CountySettingsRow): Promise<void> => {
    await db.q.insert(db.t.countySettings).values(row);
  },
});
