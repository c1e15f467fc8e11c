import type { Columns } from '../columns.ts';

/** The life of a policy (政策) before it is law: drafts, and previews of what a draft would flag. */
export const policyLifeTables = (c: Columns) => {
  /** A policy that is not published (草案): any JSON object, faults and all. It keeps its id when it is published. */
  const policyDrafts = c.table('policy_drafts', {
    id: c.id('id').primaryKey(),
    document: c.json('document').notNull(),
    /** What it was copied from, `yangquan-2021@1`. */
    basedOn: c.text('based_on'),
    /** `draft` or `withdrawn`. */
    status: c.text('status').notNull(),
    createdAt: c.instant('created_at').notNull(),
    createdBy: c.id('created_by').notNull(),
    changedAt: c.instant('changed_at').notNull(),
    changedBy: c.id('changed_by').notNull(),
    withdrawReason: c.text('withdraw_reason'),
  });

  /** One run over a past period with a draft as it stood then (试算); kept for some days. */
  const policyPreviews = c.table(
    'policy_previews',
    {
      id: c.id('id').primaryKey(),
      policyId: c.id('policy_id').notNull(),
      document: c.json('document').notNull(),
      /** The published policies it is held against, `yangquan-2021@1`. */
      against: c.json('against').notNull(),
      /** Legal days, both included. */
      from: c.day('from_day').notNull(),
      to: c.day('to_day').notNull(),
      /** Null: the whole city. */
      countyCode: c.text('county_code'),
      judgedOn: c.text('judged_on').notNull(),
      jobId: c.id('job_id').notNull(),
      /** The counts so far. */
      summary: c.json('summary').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
    },
    (t) => [c.index('policy_previews_county').on(t.countyCode, t.id), c.index('policy_previews_age').on(t.createdAt)],
  );

  /** A passage, vehicle, enterprise or machine that a previewed draft treats otherwise. */
  const policyPreviewRows = c.table(
    'policy_preview_rows',
    {
      id: c.id('id').primaryKey(),
      previewId: c.id('preview_id').notNull(),
      /** `passages`, `vehicles`, `enterprises` or `machines`. */
      list: c.text('list').notNull(),
      /** What it is of within its list: a visit, a plate with its colour, an enterprise, a machine. */
      key: c.text('key').notNull(),
      /** How bad it is: breaches newly flagged; lists are sorted by it. */
      rank: c.int('rank').notNull(),
      newly: c.int('newly').notNull(),
      noLonger: c.int('no_longer').notNull(),
      changed: c.int('changed').notNull(),
      detail: c.json('detail').notNull(),
    },
    (t) => [
      c.uniqueIndex('policy_preview_rows_key').on(t.previewId, t.list, t.key),
      c.index('policy_preview_rows_rank').on(t.previewId, t.list, t.rank, t.id),
    ],
  );

  return { policyDrafts, policyPreviews, policyPreviewRows };
};
