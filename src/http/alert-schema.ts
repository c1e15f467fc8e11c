import { z } from 'zod';
import type { OrderInFull } from '../actions/alerts/get-order.ts';
import { hoursForm, restrictionForm } from '../domain/alerts/forms.ts';
import { ALERT_LEVELS, EXEMPT_CATEGORIES, RESTRICTED } from '../domain/alerts/order.ts';
import { COUNTY_CODES, countyInput } from '../domain/codes/county.ts';
import { FIRST_EVENT_DAY, startOfDay } from '../domain/time.ts';
import type { AlertRevisionRow, AlertRow } from '../store/alerts.ts';
import { check, idOut, instant, instantOut, instantText, line, prose } from './schemas.ts';

const EARLIEST = startOfDay(FIRST_EVENT_DAY);
const LATEST = startOfDay('2200-01-01');

/** An instant that an order can have or be asked of. */
export const moment = instantText.superRefine(
  check((ms) => ms >= EARLIEST && ms < LATEST, {
    en: 'An order lies between 2015 and 2199.',
    zh: '管控令的时间应在 2015 年至 2199 年之间。',
  }),
);

const level = z.enum(ALERT_LEVELS);
const countyCodes = z
  .array(countyInput)
  .min(1)
  .transform((codes) => [...new Set(codes)].sort());
const restrictions = z.array(restrictionForm).max(50);
const closedHours = z.array(hoursForm).max(24).meta({
  description: 'Hours in which enterprises that missed clean transport (2.4.2d) may not be entered with bulk cargo.',
});
const orderNumber = line(100);
const issuer = line(100);
const note = prose(2_000);
const issuedAt = instantText.meta({ description: 'Now unless given; earlier where an order is entered late.' });

/** The members of an order's body. */
export const orderMembers = {
  orderNumber: orderNumber.nullish().meta({ description: 'The number of the order (文号).' }),
  issuer: issuer.nullish(),
  level,
  countyCodes,
  startsAt: moment,
  endsAt: moment.nullish().meta({ description: 'Exclusive; absent or null: until it is lifted.' }),
  restrictions,
  closedHours: closedHours.default([]),
  note: note.nullish(),
};
export const orderBody = z.strictObject({ ...orderMembers, issuedAt: issuedAt.optional() });

/** What a revision changes; absent members stay as they are. */
export const orderChange = z.strictObject({
  orderNumber: orderNumber.nullable().optional(),
  issuer: issuer.nullable().optional(),
  level: level.optional(),
  countyCodes: countyCodes.optional(),
  startsAt: moment.optional(),
  endsAt: moment.nullable().optional().meta({ description: 'Lifts the order where it comes earlier; null: no end.' }),
  restrictions: restrictions.optional(),
  closedHours: closedHours.optional(),
  note: note.nullable().optional(),
  issuedAt: issuedAt.optional(),
});

const hoursOut = z.strictObject({ from: z.string(), to: z.string() });
export const restrictionOut = z.strictObject({
  appliesTo: z.enum(RESTRICTED),
  maxStage: z.string().optional(),
  fuels: z.array(z.string()).optional(),
  grades: z.array(z.string()).optional(),
  sectors: z.array(z.string()).optional(),
  hours: z.array(hoursOut).optional(),
  exempt: z.array(z.enum(EXEMPT_CATEGORIES)).optional(),
});
export const termsOut = {
  level,
  restrictions: z.array(restrictionOut),
  closedHours: z.array(hoursOut),
};

const revisionMembers = {
  orderNumber: z.string().nullable(),
  issuer: z.string().nullable(),
  revision: z.int().meta({ description: 'Counted from 1 in the order in which revisions were recorded.' }),
  kind: z.enum(['issue', 'change_level', 'lift', 'extend', 'amend']),
  ...termsOut,
  countyCodes: z.array(z.enum(COUNTY_CODES)),
  startsAt: instantOut,
  endsAt: instantOut.nullable().meta({ description: 'Exclusive; null: until it is lifted.' }),
  issuedAt: instantOut,
  note: z.string().nullable(),
  recordedAt: instantOut,
  recordedBy: idOut,
};
const summary = { id: idOut, ...revisionMembers, createdAt: instantOut, createdBy: idOut };
export const listedOrderOut = z.strictObject(summary).meta({ id: 'ListedAlert' });
const warnings = z.array(z.strictObject({ code: z.string(), pointer: z.string() }));
const full = {
  ...summary,
  revisions: z.array(z.strictObject(revisionMembers).meta({ id: 'AlertRevision' })),
};
/** An order with its latest issued revision, and all of them. */
export const orderOut = z.strictObject(full).meta({ id: 'Alert' });
/** The same as the call that changed it answers. */
export const issuedOut = z
  .strictObject({
    ...full,
    warnings,
    rejudging: z
      .strictObject({ jobId: idOut })
      .optional()
      .meta({ description: 'The job that judges again what it touches; absent where nothing changed.' }),
  })
  .meta({ id: 'IssuedAlert' });

export function presentOrder({ alert, revision, revisions }: OrderInFull) {
  return { ...presentListed(alert, revision), revisions: revisions.map(presentRevision) };
}

export function presentListed(alert: AlertRow, revision: AlertRevisionRow) {
  return {
    id: alert.id,
    ...presentRevision(revision),
    createdAt: instant(alert.createdAt),
    createdBy: alert.createdBy,
  };
}

function presentRevision(row: AlertRevisionRow) {
  return {
    orderNumber: row.orderNumber,
    issuer: row.issuer,
    revision: row.revision,
    kind: row.kind,
    level: row.level,
    countyCodes: row.countyCodes,
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    issuedAt: instant(row.issuedAt),
    restrictions: row.restrictions,
    closedHours: row.closedHours,
    note: row.note,
    recordedAt: instant(row.recordedAt),
    recordedBy: row.recordedBy,
  };
}
