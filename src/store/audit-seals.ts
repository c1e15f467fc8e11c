import { asc, desc } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type AuditSealRow = Tables['auditSeals']['$inferSelect'];

export const readAuditSeals = ({ q, t: { auditSeals } }: Db) => ({
  last: async (): Promise<AuditSealRow | undefined> =>
    (await q.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1))[0],

  /** The whole chain, oldest first. */
  all: async (): Promise<AuditSealRow[]> => q.select().from(auditSeals).orderBy(asc(auditSeals.id)),
});

export const writeAuditSeals = (db: Db) => ({
  ...readAuditSeals(db),

  insert: async (row: AuditSealRow): Promise<void> => {
    await db.q.insert(db.t.auditSeals).values(row);
  },
});
