import { hash } from 'node:crypto';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { type Db, placeholder, prepared, preparedInsert } from './dialect.ts';

/** What to select of a violation: its columns, with why it stands in full wherever that is kept. */
export const violationColumns = ({ q, t }: Pick<Db, 'q' | 't'>) => {
  const { violations: v, explanations: e } = t;
  const shared = q.select({ text: e.text }).from(e).where(eq(e.key, v.why));
  const why = sql<unknown>`coalesce((${shared}), ${v.why})`.mapWith((text: string): unknown => JSON.parse(text));
  return { ...getTableColumns(v), why };
};

/**
 * Gives what a violation keeps of why it stands. A decision is the same for all that were decided alike, so its text is kept
 * once, under a key. What people wrote and what was odd about one passage stays with its violation.
 */
export const keepWhy = (db: Db) => {
  const { explanations: e } = db.t;
  const find = prepared(() =>
    db.q
      .select({ key: e.key })
      .from(e)
      .where(eq(e.key, placeholder(e.key, 'key'))),
  );
  const insert = preparedInsert(db, e, { unlessThere: true });
  // Passages that were decided alike give the same object.
  const keys = new WeakMap<object, string>();
  return async (why: unknown): Promise<string> => {
    if (typeof why !== 'object' || why === null || !('decision' in why)) return JSON.stringify(why);
    const key = keys.get(why) ?? keyOf(JSON.stringify(why));
    keys.set(why, key);
    if ((await find({ key })).length === 0) await insert({ key, text: JSON.stringify(why) });
    return key;
  };
};

const keyOf = (text: string): string => hash('sha256', text, 'buffer').subarray(0, 16).toString('base64url');
