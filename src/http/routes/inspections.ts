import { z } from 'zod';
import { judgementOf } from '../../actions/machinery/machine-event.ts';
import { recordInspection } from '../../actions/machinery/record-inspection.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { inspectionMembers, measuredOf, newInspection, presentInspection, RESULTS } from '../inspection-schema.ts';
import { warningOut } from '../machine-answers.ts';
import { metOf } from '../machine-schema.ts';
import { judgementOut, machineryAt, metWarnings, presentJudgement } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import { idOut, idText, known, listOf, pageQuery, requireEventTime } from '../schemas.ts';

const summaryOut = z.strictObject(inspectionMembers).meta({ id: 'InspectionSummary' });
const inspectionOut = z
  .strictObject({
    ...inspectionMembers,
    prohibition: z
      .strictObject({ id: idOut, status: z.enum(['open', 'lifted']) })
      .optional()
      .meta({ description: 'The prohibition that a fail opened, or found open.' }),
    lifted: z.strictObject({ id: idOut }).optional().meta({ description: 'The prohibition that a pass lifted.' }),
    warnings: z.array(warningOut),
    ...judgementOut,
  })
  .meta({ id: 'Inspection' });

/** Inspections of machines' exhaust (排气烟度检查). Clause 2.4.6b. */
export const inspectionRoutes = [
  route({
    method: 'POST',
    path: '/inspections',
    id: 'recordInspection',
    tag: 'inspections',
    summary: 'Record an inspection of a machine',
    description:
      'A fail opens a prohibition of use, a later pass lifts it. Limits are those of the day of the inspection.',
    who: 'inspection.create',
    body: newInspection,
    replies: {
      201: { description: 'The inspection and how it was judged.', schema: inspectionOut },
      200: { description: 'The one that was sent before under the same clientId.', schema: inspectionOut },
    },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      requireEventTime(req.body.inspectedAt, req.now, '#/inspectedAt');
      const input = { siteId: req.body.siteId, met: metOf(req.body), ...measuredOf(req.body) };
      const { row, again } = await recordInspection(tx, req.actor, input, machineryAt(req));
      if (again) return ok(await detail(tx, row, req));
      return created(`/inspections/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/inspections',
    id: 'listInspections',
    tag: 'inspections',
    summary: 'List inspections, newest first',
    who: 'inspection.read',
    query: z.strictObject({
      ...pageQuery,
      siteId: idText.optional(),
      machineId: idText.optional(),
      countyCode: countyInput.optional(),
      result: z.enum(RESULTS).optional(),
    }),
    replies: { 200: { description: 'A page of inspections.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'inspection.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.inspections.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => presentInspection(row, req.env.policies.current(), req.language)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/inspections/{id}',
    id: 'getInspection',
    tag: 'inspections',
    summary: 'One inspection and how it is judged now',
    who: 'inspection.read',
    replies: { 200: { description: 'The inspection.', schema: inspectionOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await reader.inspections.find(req.params.id);
      if (!row || !covers(scopeOf(req.actor, 'inspection.read'), row)) throw notFound();
      return ok(await detail(reader, row, req));
    },
  }),
];

async function detail(reader: Reader, row: InspectionRow, req: Pick<Request, 'at' | 'env' | 'language'>) {
  const { id, machineId, siteId, inspectedAt, working } = row;
  const at = machineryAt(req);
  const told = row.voidedAt === null ? inspectedAt : null;
  const event = { kind: 'inspection', id, machineId, siteId, at: told, working } as const;
  return {
    ...presentInspection(row, at.policies, req.language),
    ...known(bearingOn(row, await reader.prohibitions.ofMachine(machineId))),
    warnings: await metWarnings(reader, machineId, at),
    ...presentJudgement(await judgementOf(reader, event, at), req.language),
  };
}

function bearingOn({ id, result, inspectedAt }: InspectionRow, prohibitions: readonly ProhibitionRow[]) {
  const opened = prohibitions.find(
    ({ inspectionId, openedAt, liftedAt }) =>
      inspectionId === id || (openedAt <= inspectedAt && (liftedAt === null || inspectedAt < liftedAt)),
  );
  const lifted = prohibitions.find(({ liftedBy }) => liftedBy === id);
  return {
    prohibition: result === 'fail' && opened ? { id: opened.id, status: opened.status } : null,
    lifted: lifted ? { id: lifted.id } : null,
  };
}
