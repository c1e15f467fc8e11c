import type { Columns } from '../columns.ts';

/** Who works on a site, the zones that sites lie in, and requests to be exempted. */
export const siteTables = (c: Columns) => {
  /** Another unit on a site than the organisation whose site it is; a filing by any of them meets the duty. */
  const siteUnits = c.table(
    'site_units',
    {
      id: c.id('id').primaryKey(),
      siteId: c.id('site_id').notNull(),
      /** The site's organisation and county, which never change. */
      siteOrganisationId: c.id('site_organisation_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      role: c.text('role').notNull(),
      status: c.text('status').notNull(),
      since: c.day('since').notNull(),
      /** Its last day; null: no end is set. */
      until: c.day('until'),
      addedAt: c.instant('added_at').notNull(),
      addedBy: c.id('added_by').notNull(),
      confirmedAt: c.instant('confirmed_at'),
      confirmedBy: c.id('confirmed_by'),
      /** When it was declined or ended, by whom and why. */
      closedAt: c.instant('closed_at'),
      closedBy: c.id('closed_by'),
      reason: c.text('reason'),
    },
    (t) => [
      c.index('site_units_site').on(t.siteId, t.id),
      c.index('site_units_organisation').on(t.organisationId, t.id),
      c.index('site_units_owner').on(t.siteOrganisationId, t.id),
      c.index('site_units_county').on(t.countyCode, t.id),
    ],
  );

  /** A version of a low-emission zone; those that replaced each other share a series. */
  const zones = c.table(
    'zones',
    {
      id: c.id('id').primaryKey(),
      seriesId: c.id('series_id').notNull(),
      version: c.int('version').notNull(),
      /** The version that it replaces once it is published. */
      replacesId: c.id('replaces_id'),
      status: c.text('status').notNull(),
      name: c.text('name').notNull(),
      document: c.text('document').notNull(),
      citation: c.text('citation').notNull(),
      /** Polygons of closed rings of [longitude, latitude] in millionths of a degree. */
      polygons: c.json('polygons').notNull(),
      from: c.day('from_day').notNull(),
      /** Its last day; null: no end is set. */
      until: c.day('until_day'),
      minStage: c.text('min_stage'),
      smokeClass: c.text('smoke_class'),
      /** Null: machines of every category, of every fuel. */
      categories: c.json('categories'),
      fuels: c.json('fuels'),
      /** What the act itself exempts, in its words. */
      exempted: c.json('exempted').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      publishedAt: c.instant('published_at'),
      publishedBy: c.id('published_by'),
      endedAt: c.instant('ended_at'),
      endedBy: c.id('ended_by'),
      endReason: c.text('end_reason'),
      /** The version that cut it short. */
      replacedById: c.id('replaced_by_id'),
    },
    (t) => [c.index('zones_series').on(t.seriesId, t.version), c.index('zones_status').on(t.status, t.from)],
  );

  /** What somebody asks to be exempted from, and what an officer made of it. */
  const exemptionRequests = c.table(
    'exemption_requests',
    {
      id: c.id('id').primaryKey(),
      organisationId: c.id('organisation_id').notNull(),
      /** Whose officers decide; null: the city's alone. */
      countyCode: c.text('county_code'),
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.id('subject_id').notNull(),
      clause: c.text('clause'),
      orderId: c.id('order_id'),
      zoneId: c.id('zone_id'),
      category: c.text('category'),
      from: c.instant('asked_from').notNull(),
      /** Exclusive. */
      until: c.instant('asked_until').notNull(),
      grounds: c.text('grounds').notNull(),
      status: c.text('status').notNull(),
      submittedAt: c.instant('submitted_at').notNull(),
      submittedBy: c.id('submitted_by').notNull(),
      closedAt: c.instant('closed_at'),
      closedBy: c.id('closed_by'),
      reason: c.text('reason'),
      exemptionId: c.id('exemption_id'),
    },
    (t) => [
      c.index('exemption_requests_organisation').on(t.organisationId, t.id),
      c.index('exemption_requests_county').on(t.countyCode, t.status, t.id),
      c.index('exemption_requests_subject').on(t.subjectId, t.status),
    ],
  );

  return { siteUnits, zones, exemptionRequests };
};
