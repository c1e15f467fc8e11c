import { and, asc, eq, lte } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type JobRow = Tables['jobs']['$inferSelect'];
export type JobChange = Partial<Omit<JobRow, 'id' | 'kind' | 'createdAt' | 'createdBy'>>;

export const readJobs = ({ q, t: { jobs } }: Db) => ({
  find: async (id: string): Promise<JobRow | undefined> => {
    const rows = await q.select().from(jobs).where(eq(jobs.id, id));
    return rows[0];
  },

  /** Jobs of a status whose time has come at `now` (ms), the longest due first. */
  due: async (status: string, now: number, limit: number): Promise<JobRow[]> =>
    q
      .select()
      .from(jobs)
      .where(and(eq(jobs.status, status), lte(jobs.runAfter, now)))
      .orderBy(asc(jobs.runAfter), asc(jobs.id))
      .limit(limit),

  page: async (scope: Scope, request: PageRequest, status?: string): Promise<JobRow[]> => {
    const { after, order, limit } = keyset(request, jobs.id);
    return q
      .select()
      .from(jobs)
      .where(
        and(within(scope, { user: jobs.createdBy }), status === undefined ? undefined : eq(jobs.status, status), after),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeJobs = (db: Db) => ({
  ...readJobs(db),

  insert: async (row: JobRow): Promise<void> => {
    await db.q.insert(db.t.jobs).values(row);
  },

  /** Whether there was such a job; with `whileStatus`, such a job still in that status. */
  update: async (id: string, change: JobChange, whileStatus?: string): Promise<boolean> => {
    const { jobs } = db.t;
    const still = whileStatus === undefined ? undefined : eq(jobs.status, whileStatus);
    const result = await db.q
      .update(jobs)
      .set(change)
      .where(and(eq(jobs.id, id), still));
    return affected(result) > 0;
  },
});
