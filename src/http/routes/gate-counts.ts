import { z } from 'zod';
import { declareCounts } from '../../actions/gates/declare-counts.ts';
import { getGate } from '../../actions/gates/get-gate.ts';
import { gateDays, isFinal } from '../../actions/gates/judge-transmission.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { notFound } from '../../domain/failure.ts';
import { permilleOf } from '../../domain/gates/transmission.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { addDays, startOfDay } from '../../domain/time.ts';
import type { GateCountRow } from '../../store/gate-counts.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const number = z.int().min(0).max(10_000_000);

const declared = {
  id: idOut,
  gateId: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  day: dayOut,
  passages: z.int(),
  cargo: z.int().nullable(),
  checks: z.int().nullable(),
  declaredAt: instantOut,
};
const listedOut = z.strictObject(declared).meta({ id: 'DeclaredCounts' });
const comparedOut = z
  .strictObject({
    ...declared,
    declared: z.int(),
    received: z.int().meta({ description: 'Passages of that gate and day that are stored.' }),
    counted: z.int().meta({ description: 'Of these not more than were declared: what the transmission rate counts.' }),
  })
  .meta({ id: 'DeclaredAndReceived' });
const countsOut = z
  .strictObject({
    ...declared,
    final: z.boolean().meta({ description: 'The day is over, so that its rate is judged.' }),
    received: z.int().meta({ description: 'Passages of that day that are stored.' }),
    rate: z
      .number()
      .meta({ description: 'Received out of declared (数据传输率), at most 1, rounded down to three decimals.' }),
  })
  .meta({ id: 'GateCounts' });

/** Daily reconciliation (日对账): what a gate says it counted, beside what arrived. */
export const gateCountRoutes = [
  route({
    method: 'POST',
    path: '/gates/{id}/counts',
    id: 'declareGateCounts',
    tag: 'gates',
    summary: 'Declare what a gate counted in a day; the latest word counts',
    description:
      'A day is judged once it is over: under the rate the policy asks for, its enterprise gets a `low_transmission` finding, which goes when late passages lift the rate.',
    who: 'gate.count',
    body: z.strictObject({
      day: dayText,
      passages: number,
      cargo: number.nullish().meta({ description: 'Passages of which the load was weighed or named.' }),
      checks: number.nullish().meta({ description: 'Vehicles it asked about.' }),
    }),
    replies: {
      201: { description: 'The first word on that day.', schema: countsOut },
      200: { description: 'A later word in place of the one before.', schema: countsOut },
    },
    write: async (tx, req) => {
      const { day, passages, cargo = null, checks = null } = req.body;
      const at = { ...req.at, policies: req.env.policies.current() };
      const counts = { day, passages, cargo, checks };
      const { row, created: first } = await declareCounts(tx, req.actor, req.params.id, counts, at);
      const body = await present(tx, row, req.now);
      return first ? created(`/gates/${row.gateId}/counts/${row.id}`, body) : ok(body);
    },
  }),
  route({
    method: 'GET',
    path: '/gate-counts',
    id: 'listDeclaredCounts',
    tag: 'gates',
    summary: 'The counts that gates declared for the days of a period, with what arrived, last declared first',
    who: 'connectivity.read',
    query: z.strictObject({
      ...pageQuery,
      enterpriseId: idText.optional(),
      countyCode: countyInput.optional(),
      from: dayText.optional(),
      to: dayText.optional(),
    }),
    replies: { 200: { description: 'A page of declared counts.', schema: listOf(comparedOut) } },
    raw: async (req) => {
      const { enterpriseId, countyCode, from: fromDay, to: toDay } = req.query;
      const { bulk } = req.env.store;
      const scope = scopeOf(req.actor, 'connectivity.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => bulk.gateCounts.pageOfDays(scope, { enterpriseId, countyCode, fromDay, toDay }, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: await compared(bulk, rows), next });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}/counts',
    id: 'listGateCounts',
    tag: 'gates',
    summary: 'The days a gate declared counts for, last declared first',
    who: 'gate.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of declared counts.', schema: listOf(listedOut) } },
    read: async (reader, req) => {
      const gate = await getGate(reader, req.actor, req.params.id);
      const { rows, next } = await page(
        { ...req, operation: `${req.operation} ${gate.id}` },
        req.query,
        (request) => reader.gateCounts.page(gate.id, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(told), next });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}/counts/{countsId}',
    id: 'getGateCounts',
    tag: 'gates',
    summary: 'What a gate declared for a day, and what arrived of it',
    who: 'gate.read',
    params: z.object({ id: idText, countsId: idText }),
    replies: { 200: { description: 'The counts.', schema: countsOut } },
    etag: true,
    read: async (reader, req) => {
      const gate = await getGate(reader, req.actor, req.params.id);
      const row = await reader.gateCounts.find(req.params.countsId);
      if (row?.gateId !== gate.id) throw notFound('#/countsId');
      return ok(await present(reader, row, req.now));
    },
  }),
];

const told = (row: GateCountRow) => ({
  id: row.id,
  gateId: row.gateId,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  day: row.day,
  passages: row.passages,
  cargo: row.cargo,
  checks: row.checks,
  declaredAt: instant(row.declaredAt),
});

async function present(reader: Pick<Reader, 'connectivity'>, row: GateCountRow, now: number) {
  const [day] = await gateDays(reader, row.enterpriseId, row.day, [row]);
  const received = day?.received ?? 0;
  const rate = permilleOf(Math.min(received, row.passages), row.passages) / 1000;
  return { ...told(row), final: isFinal(row.day, now), received, rate };
}

async function compared(bulk: Reader, rows: readonly GateCountRow[]) {
  const days = rows.map(({ day }) => day).sort();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const gates = [...new Set(rows.map(({ gateId }) => gateId))];
  const stored = await bulk.connectivity.receivedByDay(gates, startOfDay(first), startOfDay(addDays(last, 1)));
  return rows.map((row) => {
    const of = stored.find(({ gateId, day }) => gateId === row.gateId && day === row.day);
    const received = of?.received ?? 0;
    return { ...told(row), declared: row.passages, received, counted: Math.min(received, row.passages) };
  });
}
