import type { Columns } from '../columns.ts';

/** What is handed out about prohibitions of machines. */
export const fieldCheckTables = (c: Columns) => {
  /** Decisions that prohibit a machine's use, and those that lift it. Their PDF is a piece of evidence about the prohibition. */
  const prohibitionNotices = c.table(
    'prohibition_notices',
    {
      id: c.id('id').primaryKey(),
      prohibitionId: c.id('prohibition_id').notNull(),
      /** `prohibition` or `lifting`. */
      kind: c.text('kind').notNull(),
      /** The inspection that it cites: the one that opens it, or the one that lifts it; where none does, the one that is void. */
      inspectionId: c.id('inspection_id'),
      /** Where it was made: of the prohibition at that time. */
      countyCode: c.text('county_code').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      year: c.int('year').notNull(),
      serial: c.int('serial').notNull(),
      number: c.text('number').notNull(),
      template: c.text('template').notNull(),
      /** All that is printed. */
      content: c.json('content').notNull(),
      /** The check value at the foot of its pages. */
      digest: c.text('digest').notNull(),
      evidenceId: c.id('evidence_id').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      servedAt: c.instant('served_at'),
      /** Of a served one: how, by whom, to whom (送达回证). */
      service: c.json('service'),
    },
    (t) => [
      c.uniqueIndex('prohibition_notices_number').on(t.number),
      c.uniqueIndex('prohibition_notices_prohibition').on(t.prohibitionId, t.kind, t.inspectionId),
      c.index('prohibition_notices_serial').on(t.kind, t.year, t.countyCode, t.serial),
    ],
  );

  return { prohibitionNotices };
};
