import { z } from 'zod';
import { getHold, placeHold, releaseHold } from '../../actions/retention/legal-holds.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { invalid } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { keptFrom, LEAST_RETENTION } from '../../domain/ledgers/retention.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { LegalHoldRow } from '../../store/legal-holds.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import {
  dayOut,
  flagQuery,
  fromTo,
  idOut,
  idText,
  instant,
  instantOut,
  listOf,
  pageQuery,
  periodOf,
  prose,
} from '../schemas.ts';

const holdOut = z
  .strictObject({
    id: idOut,
    enterpriseId: idOut,
    countyCode: z.string(),
    plate: z.string().nullable().meta({ description: 'Null: all vehicles.' }),
    from: instantOut,
    until: instantOut.meta({ description: 'Exclusive.' }),
    reason: z.string(),
    createdAt: instantOut,
    createdBy: idOut,
    releasedAt: instantOut.nullable(),
  })
  .meta({ id: 'LegalHold' });

const months = z.strictObject({ configured: z.int(), least: z.int(), keptFrom: dayOut });

/** Legal holds (证据保全), and how long things are kept without one. */
export const legalHoldRoutes = [
  route({
    method: 'POST',
    path: '/legal-holds',
    id: 'placeLegalHold',
    tag: 'retention',
    summary: 'Keep the passages of an enterprise, or of one vehicle there, whatever their age',
    who: 'hold.write',
    body: z.strictObject({
      enterpriseId: idText,
      plate: plateInput.nullish(),
      from: fromTo.from.unwrap(),
      to: fromTo.to.unwrap(),
      reason: prose(500),
    }),
    replies: { 201: { description: 'The hold.', schema: holdOut } },
    write: async (tx, req) => {
      const { enterpriseId, plate, reason } = req.body;
      const { from, until } = periodOf(req.body);
      if (from === undefined || until === undefined) throw invalid('#/from', NO_PERIOD);
      const row = await placeHold(tx, req.actor, { enterpriseId, plate: plate ?? null, from, until, reason }, req.at);
      return created(`/legal-holds/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/legal-holds',
    id: 'listLegalHolds',
    tag: 'retention',
    summary: 'List legal holds, newest first',
    who: 'hold.read',
    query: z.strictObject({ ...pageQuery, enterpriseId: idText.optional(), released: flagQuery.optional() }),
    replies: { 200: { description: 'A page of holds.', schema: listOf(holdOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'hold.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.legalHolds.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/legal-holds/{id}',
    id: 'getLegalHold',
    tag: 'retention',
    summary: 'One legal hold',
    who: 'hold.read',
    replies: { 200: { description: 'The hold.', schema: holdOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getHold(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/legal-holds/{id}/release',
    id: 'releaseLegalHold',
    tag: 'retention',
    summary: 'Release a hold; what is old enough goes at the next run',
    who: 'hold.write',
    replies: { 200: { description: 'The hold as it ended.', schema: holdOut } },
    write: async (tx, req) => ok(present(await releaseHold(tx, req.actor, req.params.id, req.at))),
  }),
  route({
    method: 'GET',
    path: '/retention',
    id: 'getRetention',
    tag: 'retention',
    summary: 'How long passages, their pictures and video references are kept',
    description:
      'Settings of this service, at least what HJ 1321-2023 is quoted to ask. Legal holds and open cases keep things longer.',
    who: 'signed-in',
    replies: {
      200: {
        description: 'In months.',
        schema: z.strictObject({ ledgers: months, videos: months }).meta({ id: 'Retention' }),
      },
    },
    read: (_reader, req) => {
      const { retention } = req.env.config;
      const told = (what: 'ledger' | 'video') => ({
        configured: retention[what],
        least: LEAST_RETENTION[what],
        keptFrom: legalDayOf(keptFrom(req.now, retention[what])),
      });
      return Promise.resolve(ok({ ledgers: told('ledger'), videos: told('video') }));
    },
  }),
];

const NO_PERIOD = { en: 'Give the period that is held.', zh: '请填写保全的时间段。' };

const present = (row: LegalHoldRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  plate: row.plate,
  from: instant(row.from),
  until: instant(row.until),
  reason: row.reason,
  createdAt: instant(row.createdAt),
  createdBy: row.createdBy,
  releasedAt: instant(row.releasedAt),
});
