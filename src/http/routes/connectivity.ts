import { z } from 'zod';
import { isFinal } from '../../actions/gates/judge-transmission.ts';
import { type ConnectivitySum, type Days, sumConnectivity } from '../../actions/gates/sum-connectivity.ts';
import { limitsOf, viewConnectivity } from '../../actions/gates/view-connectivity.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { invalid } from '../../domain/failure.ts';
import { type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import { addDays, legalDayOf } from '../../domain/time.ts';
import { page } from '../cursors.ts';
import { ok, type Request, route } from '../route.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

/** Days that one summary covers at the most. */
const MOST_DAYS = 366;
/** Days that it covers unless told. */
const USUAL_DAYS = 30;

const state = z.enum(['heard', 'silent', 'never']);
const standing = {
  state,
  silentSince: instantOut.nullable().meta({
    description: 'Since when it counts as silent: the limit ran out, or it was put on record and never heard.',
  }),
};
const lateness = {
  received: z.int(),
  late: z.int(),
  lateShare: z
    .number()
    .nullable()
    .meta({ description: 'Part of what arrived that came later than the policy allows.' }),
};
const sending = {
  ...lateness,
  skewSeconds: z
    .int()
    .nullable()
    .meta({ description: 'The most by which its clock was ahead of an arrival that day; negative: behind, or slow.' }),
};
const gateOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    enterpriseId: idOut,
    countyCode: z.string(),
    ...standing,
    lastHeardAt: instantOut.nullable(),
    day: dayOut,
    final: z.boolean(),
    ...sending,
    declared: z.int().nullable(),
    rate: z.number().nullable().meta({ description: 'Received out of declared, at most 1.' }),
    devices: z.array(
      z.strictObject({
        id: idOut,
        name: z.string(),
        ...standing,
        lastSeenAt: instantOut.nullable(),
        lastSkewSeconds: z.int().nullable(),
        ...sending,
      }),
    ),
  })
  .meta({ id: 'GateConnectivity' });

const sums = {
  from: dayOut,
  to: dayOut,
  gates: z.int(),
  heard: z.int(),
  silent: z.int(),
  never: z.int(),
  ...lateness,
  daysDeclared: z.int(),
  declared: z.int(),
  rate: z.number().nullable(),
};
const summaryOut = z.union([
  z.strictObject({ enterpriseId: idOut, name: z.string(), countyCode: z.string(), ...sums }),
  z.strictObject({ countyCode: z.string(), ...sums }),
]);

const narrowing = { enterpriseId: idText.optional(), countyCode: countyInput.optional() };

/** Connectivity (联网情况): which gates are heard from, how they send, and how much of what they counted arrives. */
export const connectivityRoutes = [
  route({
    method: 'GET',
    path: '/connectivity',
    id: 'listConnectivity',
    tag: 'connectivity',
    summary: 'Each gate: heard from or silent now, and how it sent on a day (today unless given)',
    who: 'connectivity.read',
    query: z.strictObject({ ...pageQuery, ...narrowing, day: dayText.optional(), state: state.optional() }),
    replies: { 200: { description: 'A page of gates.', schema: listOf(gateOut) } },
    raw: async (req) => {
      const { bulk } = req.env.store;
      const { enterpriseId, countyCode, day = legalDayOf(req.now), state: wanted } = req.query;
      const context = { policies: req.env.policies.current(), now: req.now };
      const hearing = wanted && { state: wanted, after: req.now - limitsOf(context).silenceMs };
      const scope = scopeOf(req.actor, 'connectivity.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => bulk.gates.page(scope, { enterpriseId, countyCode, hearing }, request),
        ({ id }) => ({ id }),
      );
      const items = await viewConnectivity(bulk, rows, day, context);
      return ok({ items: items.map((one) => present(one, day, req.now)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/connectivity/summary',
    id: 'sumConnectivity',
    tag: 'connectivity',
    summary: 'Gates, arrivals and transmission rate of each enterprise or county over a range of days',
    description: `The last ${USUAL_DAYS} days that are over unless \`from\` and \`to\` are given; ${MOST_DAYS} days at most.`,
    who: 'connectivity.read',
    query: z.strictObject({
      ...pageQuery,
      ...narrowing,
      by: z.enum(['enterprise', 'county']).default('enterprise'),
      from: dayText.optional(),
      to: dayText.optional(),
    }),
    replies: { 200: { description: 'A page of sums.', schema: listOf(summaryOut) } },
    raw: async (req) => {
      const days = daysOf(req);
      const scope = scopeOf(req.actor, 'connectivity.read');
      return ok(await (req.query.by === 'county' ? counties(req, scope, days) : enterprises(req, scope, days)));
    },
  }),
];

type Query = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
type Asked = Request<unknown, Query>;

const contextOf = ({ env, now }: Asked) => ({ policies: env.policies.current(), now });

async function enterprises(req: Asked, scope: Scope, days: Days) {
  const { bulk } = req.env.store;
  const { enterpriseId, countyCode } = req.query;
  const filter = {
    kind: 'enterprise',
    ...(countyCode ? { countyCode } : {}),
    ...(enterpriseId ? { id: enterpriseId } : {}),
  };
  const { rows, next } = await page(
    req,
    req.query,
    (request) => bulk.organisations.page(scope, filter, request),
    ({ id }) => ({ id }),
  );
  const range = { scope, enterpriseIds: rows.map(({ id }) => id) };
  const sumOf = await sumConnectivity(bulk, 'enterprise', range, days, contextOf(req));
  const items = rows.map((row) => ({
    ...{ enterpriseId: row.id, name: row.name, countyCode: row.countyCode },
    ...inRange(sumOf(row.id), days),
  }));
  return { items, next };
}

/** The counties of the city are fewer than any page. */
async function counties(req: Asked, scope: Scope, days: Days) {
  const { enterpriseId, countyCode } = req.query;
  const range = { scope, countyCode, ...(enterpriseId ? { enterpriseIds: [enterpriseId] } : {}) };
  const sumOf = await sumConnectivity(req.env.store.bulk, 'county', range, days, contextOf(req));
  const shown = COUNTY_CODES.filter((code) => countyCode === undefined || code === countyCode);
  const items = shown.map((code) => ({ countyCode: code, ...inRange(sumOf(code), days) }));
  const { rows, next } = await page(
    req,
    req.query,
    ({ limit, after }) =>
      Promise.resolve(
        items.filter((one) => one.gates + one.received > 0 && (!after || one.countyCode > after.id)).slice(0, limit),
      ),
    (one) => ({ id: one.countyCode }),
  );
  return { items: rows, next };
}

const inRange = (sum: ConnectivitySum, { from, to }: Days) => ({ from, to, ...sum });

function daysOf({ query, now }: Asked): Days {
  const to = query.to ?? addDays(legalDayOf(now), -1);
  const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
  if (to < from) throw invalid('#/to', { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' });
  if (addDays(from, MOST_DAYS) <= to)
    throw invalid('#/from', {
      en: `The period is longer than ${MOST_DAYS} days.`,
      zh: `时间段超过 ${MOST_DAYS} 天。`,
    });
  return { from, to };
}

type Viewed = Awaited<ReturnType<typeof viewConnectivity>>[number];

function present({ gate, devices, silentSince, ...told }: Viewed, day: string, now: number) {
  return {
    id: gate.id,
    name: gate.name,
    enterpriseId: gate.enterpriseId,
    countyCode: gate.countyCode,
    ...told,
    silentSince: instant(silentSince),
    lastHeardAt: instant(gate.lastHeartbeatAt),
    day,
    final: isFinal(day, now),
    devices: devices.map(({ device, silentSince: since, ...of }) => ({
      id: device.id,
      name: device.name,
      ...of,
      silentSince: instant(since),
      lastSeenAt: instant(device.lastSeenAt),
      lastSkewSeconds: device.lastSkewS,
    })),
  };
}
