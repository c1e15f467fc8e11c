import type { Columns } from '../columns.ts';

/** How counties handle the filings of machines. */
export const filingTables = (c: Columns) => {
  /** One row per version of a county's settings; the newest is in force. */
  const countySettings = c.table(
    'county_settings',
    {
      id: c.id('id').primaryKey(),
      countyCode: c.text('county_code').notNull(),
      version: c.int('version').notNull(),
      /** `off`, `complete` or `all`. */
      autoAccept: c.text('auto_accept').notNull(),
      /** Kinds of photos of a machine that a complete filing needs. */
      requiredPhotos: c.json('required_photos').notNull(),
      /** Working days for a review; null: no deadline. */
      reviewWorkingDays: c.int('review_working_days'),
      since: c.instant('since').notNull(),
      setBy: c.id('set_by').notNull(),
    },
    (t) => [c.uniqueIndex('county_settings_version').on(t.countyCode, t.version)],
  );

  return { countySettings };
};
