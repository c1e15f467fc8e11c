import { z } from 'zod';
import type { Terms } from '../../actions/alerts/affected.ts';
import { getOrder } from '../../actions/alerts/get-order.ts';
import { effectOf } from '../../actions/alerts/order-effect.ts';
import { record } from '../../actions/audit.ts';
import { forbidden } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { affectedOut, presentEnterprise, presentSite } from '../alert-affected.ts';
import { orderMembers } from '../alert-schema.ts';
import { exported } from '../exported.ts';
import { namedThings } from '../papers/affected.ts';
import { ok, type Request, route } from '../route.ts';
import { check, dayOut, idOut, instantText } from '../schemas.ts';

const DAYS = { en: 'This must be a number of days from 1 to 31.', zh: '必须是 1 至 31 之间的天数。' };
const daysText = z
  .string()
  .superRefine(check((text) => /^(?:[1-9]|[12]\d|3[01])$/.test(text), DAYS))
  .transform(Number)
  .default(7);
const format = z.enum(TABLE_FORMATS);
const language = z.enum(['zh', 'en']).optional();

/** Enterprises and sites told at the most in an answer. */
const MOST_TOLD = 1_000;

const figures = {
  entries: z.number(),
  turnedAway: z.number().meta({ description: 'Barred, and refused at the barrier.' }),
  letIn: z.number().meta({ description: 'Barred, and let in all the same.' }),
  exempt: z.number(),
  unverified: z.number(),
};
const figuresOut = z.strictObject(figures).meta({ id: 'EntryFigures' });
const dayFigures = z
  .strictObject({ day: dayOut, ...figures, byStage: z.record(z.string(), figuresOut) })
  .meta({ id: 'EntryDay' });
const effectOut = z
  .strictObject({
    id: idOut,
    countyCodes: z.array(z.string()),
    during: z.array(dayFigures),
    before: z.array(dayFigures),
    after: z.array(dayFigures),
    meanDuring: figuresOut,
    meanAround: figuresOut.meta({ description: 'Of the days before and after.' }),
  })
  .meta({ id: 'AlertEffect' });

/** Before an order and after it: whom it binds, and what it made of the traffic. */
export const alertReachRoutes = [
  route({
    method: 'POST',
    path: '/alerts/preview',
    id: 'previewAlert',
    tag: 'alerts',
    summary: 'Whom an order would bind and what of the last days’ traffic it would bar; nothing is stored',
    description: 'County officers see their own county.',
    who: 'alert.reach',
    body: z.strictObject({
      ...orderMembers,
      issuedAt: instantText.optional(),
      days: z.int().min(1).max(31).default(7).meta({ description: 'Of how many last days passages are counted.' }),
    }),
    replies: { 200: { description: 'Enterprises and sites.', schema: affectedOut } },
    idempotent: false,
    raw: async (req) => {
      const { days, endsAt, ...terms } = req.body;
      return ok(await told(req, { ...terms, endsAt: endsAt ?? null }, days));
    },
  }),
  route({
    method: 'GET',
    path: '/alerts/{id}/affected',
    id: 'getAffected',
    tag: 'alerts',
    summary: 'Whom an order binds and what of the last days’ traffic it would bar',
    who: 'alert.reach',
    query: z.strictObject({ days: daysText }),
    replies: { 200: { description: 'Enterprises and sites.', schema: affectedOut } },
    raw: async (req) => {
      const { revision } = await getOrder(req.env.store.read, req.params.id);
      return ok(await told(req, revision, req.query.days));
    },
  }),
  route({
    method: 'GET',
    path: '/alerts/{id}/affected/export',
    id: 'exportAffected',
    tag: 'alerts',
    summary: 'The same as a table, one row for each enterprise and site',
    who: 'alert.reach',
    query: z.strictObject({ days: daysText, format, language }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: async (req) => {
      const { id } = req.params;
      const { days, format: as, language: asked } = req.query;
      const { revision } = await getOrder(req.env.store.read, id);
      const terms = { ...revision, countyCodes: reached(req, revision.countyCodes) };
      const language = asked ?? req.preferred ?? 'zh';
      return exported(req, {
        name: `affected.${as}`,
        contentType: TABLE_TYPES[as],
        note: (tx) => record(tx, req.actor, req.at, 'alert.affected-export', { type: 'alert', id }, { as, days }),
        make: () => req.env.papers.write('affected', { format: as, language, terms, now: req.now, days }),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/alerts/{id}/effect',
    id: 'getAlertEffect',
    tag: 'alerts',
    summary: 'Entries per day and stage on an order’s days, up to now, against the days around it',
    who: 'alert.reach',
    query: z.strictObject({ days: daysText }),
    replies: { 200: { description: 'Days and their means.', schema: effectOut } },
    raw: async (req) => {
      const { id } = req.params;
      const { revision } = await getOrder(req.env.store.read, id);
      const counties = reached(req, revision.countyCodes);
      const asked = { counties, around: req.query.days, now: req.now };
      const effect = await effectOf(req.env.store.bulk, req.env.policies.current(), revision, asked);
      return ok({ id, countyCodes: counties, ...effect });
    },
  }),
];

type Asking = Pick<Request, 'actor' | 'env' | 'now'>;

/** Of an order's counties those that the actor may look into. */
function reached({ actor }: Pick<Request, 'actor'>, countyCodes: readonly string[]): string[] {
  const scope = scopeOf(actor, 'alert.reach');
  if (scope.to === 'none') throw forbidden();
  return countyCodes.filter((code) => scope.to === 'all' || (scope.to === 'county' && scope.countyCode === code));
}

async function told(req: Asking, terms: Terms, days: number) {
  const enterprises: unknown[] = [];
  const sites: unknown[] = [];
  let more = false;
  const own = { ...terms, countyCodes: reached(req, terms.countyCodes) };
  const asked = { policies: req.env.policies.current(), now: req.now, days };
  for await (const things of namedThings(req.env.store.bulk, own, asked))
    for (const { thing, contractor } of things) {
      const into = 'enterprise' in thing ? enterprises : sites;
      if (into.length === MOST_TOLD) more = true;
      else into.push('enterprise' in thing ? presentEnterprise(thing.enterprise) : presentSite(thing.site, contractor));
    }
  return { days, enterprises, sites, more };
}
