import type { Columns } from '../columns.ts';

/** Cases (案件) and what became of the violations in them. */
export const caseTables = (c: Columns) => {
  /** One row per change of a violation's state by a person, or by judging again: who, when and why. */
  const violationEvents = c.table(
    'violation_events',
    {
      id: c.id('id').primaryKey(),
      violationId: c.id('violation_id').notNull(),
      at: c.instant('at').notNull(),
      /** `none` where judging again raised it. */
      from: c.text('from_status').notNull(),
      to: c.text('to_status').notNull(),
      /** `user`, `gate` or `system`. */
      actorKind: c.text('actor_kind').notNull(),
      actorId: c.text('actor_id').notNull(),
      reason: c.text('reason'),
      /** What caused it, such as `appeal:<id>` or `notice:<id>`. */
      cause: c.text('cause'),
    },
    (t) => [
      c.index('violation_events_violation').on(t.violationId, t.id),
      c.index('violation_events_cause').on(t.cause, t.id),
    ],
  );

  return { violationEvents };
};
