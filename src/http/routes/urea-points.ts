import { z } from 'zod';
import { changePoint, createPoint, getPoint } from '../../actions/urea/points.ts';
import { declareReporting, getReporting } from '../../actions/urea/reporting.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { dayText, flagQuery, idText, listOf, pageQuery } from '../schemas.ts';
import { POINT_KINDS, pointFields, pointOut, presentPoint, presentReporting, reportingOut } from '../urea-schema.ts';

const { closedOn, ...open } = pointFields;

/** Where vehicles are refilled with urea (尿素加注点), and since when an enterprise reports that here. Clause 2.4.5. */
export const ureaPointRoutes = [
  route({
    method: 'POST',
    path: '/urea-points',
    id: 'createUreaPoint',
    tag: 'urea',
    summary: 'Put a refill point of an enterprise on file',
    who: 'urea.write',
    body: z.strictObject({ enterpriseId: idText, ...pointFields }),
    replies: { 201: { description: 'The point.', schema: pointOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const { enterpriseId, ...facts } = req.body;
      const row = await createPoint(tx, req.actor, enterpriseId, facts, req.at);
      return created(`/urea-points/${row.id}`, presentPoint(row));
    },
  }),
  route({
    method: 'GET',
    path: '/urea-points',
    id: 'listUreaPoints',
    tag: 'urea',
    summary: 'List refill points, newest first',
    who: 'urea.read',
    query: z.strictObject({
      ...pageQuery,
      enterpriseId: idText.optional(),
      kind: z.enum(POINT_KINDS).optional(),
      open: flagQuery.optional(),
    }),
    replies: { 200: { description: 'A page of points.', schema: listOf(pointOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'urea.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.ureaPoints.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentPoint), next });
    },
  }),
  route({
    method: 'GET',
    path: '/urea-points/{id}',
    id: 'getUreaPoint',
    tag: 'urea',
    summary: 'One refill point',
    who: 'urea.read',
    replies: { 200: { description: 'The point.', schema: pointOut } },
    etag: true,
    read: async (reader, req) => ok(presentPoint(await getPoint(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/urea-points/{id}',
    id: 'changeUreaPoint',
    tag: 'urea',
    summary: 'Change a refill point, or close it',
    who: 'urea.write',
    body: z.strictObject({ ...z.strictObject(open).partial().shape, closedOn: closedOn.unwrap().optional() }),
    replies: { 200: { description: 'The point.', schema: pointOut } },
    problems: ['precondition-failed', 'precondition-required'],
    current: async (tx, req) => presentPoint(await getPoint(tx, req.actor, req.params.id, 'urea.write')),
    write: async (tx, req) => {
      const given = Object.entries(req.body).filter(([, value]) => value !== undefined);
      const row = await changePoint(tx, req.actor, req.params.id, Object.fromEntries(given), req.at);
      return ok(presentPoint(row));
    },
  }),
  route({
    method: 'POST',
    path: '/urea-reporting',
    id: 'declareUreaReporting',
    tag: 'urea',
    summary: 'Declare from which day an enterprise reports its refills here',
    description:
      'Without it an enterprise counts as reporting from its first refill on record. What is declared last counts. Only ' +
      'whole windows of the urea check from then on are judged.',
    who: 'urea.write',
    body: z.strictObject({ enterpriseId: idText, startsOn: dayText }),
    replies: { 201: { description: 'What was declared.', schema: reportingOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const row = await declareReporting(tx, req.actor, req.body, {
        at: req.at,
        policies: req.env.policies.current(),
        wakeJobs: () => req.env.jobs.wake(),
      });
      return created(`/urea-reporting/${row.id}`, presentReporting(row));
    },
  }),
  route({
    method: 'GET',
    path: '/urea-reporting',
    id: 'listUreaReporting',
    tag: 'urea',
    summary: 'List what enterprises declared of their reporting, newest first',
    who: 'urea.read',
    query: z.strictObject({ ...pageQuery, enterpriseId: idText.optional() }),
    replies: { 200: { description: 'A page of declarations.', schema: listOf(reportingOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'urea.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.ureaRefills.reportingPage(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentReporting), next });
    },
  }),
  route({
    method: 'GET',
    path: '/urea-reporting/{id}',
    id: 'getUreaReporting',
    tag: 'urea',
    summary: 'One such declaration',
    who: 'urea.read',
    replies: { 200: { description: 'What was declared.', schema: reportingOut } },
    etag: true,
    read: async (reader, req) => ok(presentReporting(await getReporting(reader, req.actor, req.params.id))),
  }),
];
