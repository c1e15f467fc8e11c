import type { Columns } from '../columns.ts';

/** Official spot checks (抽查): what was drawn stays as it was drawn, whatever is stored later. */
export const spotCheckTables = (c: Columns) => {
  const spotChecks = c.table(
    'spot_checks',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** By which the sample can be drawn again. */
      seed: c.text('seed').notNull(),
      /** The legal days checked, both included. */
      fromDay: c.day('from_day').notNull(),
      toDay: c.day('to_day').notNull(),
      /** Of how many rows how many were asked for: `{ledgerRows,passages}`, each `{of,asked}`. */
      drawn: c.json('drawn').notNull(),
      /** `open` or `closed`. */
      status: c.text('status').notNull(),
      summary: c.text('summary'),
      /** Right and wrong items, and the wrong ones of them; set when it is closed. */
      itemsChecked: c.int('items_checked'),
      itemsWrong: c.int('items_wrong'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      closedAt: c.instant('closed_at'),
      closedBy: c.id('closed_by'),
    },
    (t) => [
      c.index('spot_checks_enterprise').on(t.enterpriseId, t.id),
      c.index('spot_checks_county').on(t.countyCode, t.id),
    ],
  );

  const spotCheckItems = c.table(
    'spot_check_items',
    {
      id: c.id('id').primaryKey(),
      checkId: c.id('check_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      position: c.int('position').notNull(),
      /** `ledger_row`, `passage`, `alert_day` or `video_vehicle`. */
      kind: c.text('kind').notNull(),
      /** The visit or passage drawn, or the visit a vehicle on video was found in. */
      subjectId: c.id('subject_id'),
      /** The slot in which a vehicle was seen. */
      slotId: c.id('slot_id'),
      /** What the registry held when it was drawn. */
      sample: c.json('sample').notNull(),
      /** `pending`, `right`, `wrong` or `undetermined`. */
      verdict: c.text('verdict').notNull(),
      /** What the officer found. */
      finding: c.json('finding'),
      checkedAt: c.instant('checked_at'),
      checkedBy: c.id('checked_by'),
      /** When the check was closed; null before. */
      closedAt: c.instant('closed_at'),
    },
    (t) => [
      c.index('spot_check_items_check').on(t.checkId, t.position),
      c.index('spot_check_items_enterprise').on(t.enterpriseId, t.id),
      c.index('spot_check_items_county').on(t.countyCode, t.id),
    ],
  );

  /** A stretch of video (视频时段) in which every vehicle seen was written down. */
  const spotCheckSlots = c.table(
    'spot_check_slots',
    {
      id: c.id('id').primaryKey(),
      checkId: c.id('check_id').notNull(),
      gateId: c.id('gate_id').notNull(),
      startsAt: c.instant('starts_at').notNull(),
      /** Exclusive. */
      endsAt: c.instant('ends_at').notNull(),
      seen: c.int('seen').notNull(),
      missing: c.int('missing').notNull(),
      remark: c.text('remark'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.index('spot_check_slots_check').on(t.checkId, t.id)],
  );

  return { spotChecks, spotCheckItems, spotCheckSlots };
};
