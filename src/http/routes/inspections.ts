import { z } from 'zod';
import type { InspectionJudgement } from '../../actions/machinery/machine-case.ts';
import { judgementOf } from '../../actions/machinery/machine-event.ts';
import { recordInspection } from '../../actions/machinery/record-inspection.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { SMOKE_CLASSES, SMOKE_REASONS, type SmokeReason } from '../../domain/machinery/smoke.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import type { Language } from '../language.ts';
import { known, metFields, metOf, oneMachine, warningOut } from '../machine-schema.ts';
import { judgementOut, machineryAt, metWarnings, presentJudgement } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  listOf,
  pageQuery,
  prose,
  requireEventTime,
  scaled,
} from '../schemas.ts';

const RESULTS = ['pass', 'fail', 'inconclusive'] as const;
const smokeClass = z.enum(SMOKE_CLASSES);

const newInspection = z
  .strictObject({
    siteId: idText,
    ...metFields,
    inspectedAt: instantText,
    working: z.boolean().nullish().meta({ description: 'Whether it was found at work; a test run is none.' }),
    smoke: z
      .strictObject({
        class: smokeClass
          .nullish()
          .meta({ description: 'By the stage unless given; a laxer one than that is refused.' }),
        readings: z
          .array(scaled(3, { max: 1_000 }))
          .max(100)
          .meta({ description: 'Light absorption in m⁻¹, in the order taken, at most three decimals.' }),
      })
      .nullish(),
    ringelmann: z.int().min(0).max(5).nullish(),
    remarks: prose(2_000).nullish(),
  })
  .superRefine(oneMachine)
  .meta({ id: 'NewInspection' });

const inspection = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  inspectedAt: instantOut,
  working: z.boolean().optional(),
  smoke: z.strictObject({ class: smokeClass.optional(), readings: z.array(z.number()) }).optional(),
  ringelmann: z.int().optional(),
  remarks: z.string().optional(),
  result: z.enum(RESULTS),
  class: smokeClass.optional().meta({ description: 'The class of limits it was judged by.' }),
  limit: z.number().optional().meta({ description: 'm⁻¹' }),
  value: z.number().optional().meta({ description: 'The mean of the last readings, m⁻¹, rounded up.' }),
  missing: z.array(z.string()).meta({ description: 'What was not known and would have decided it.' }),
  reasons: z.array(z.strictObject({ code: z.string(), detail: z.string() })),
  voidedAt: instantOut.optional().meta({ description: 'Since when it counts for nothing; by a granted appeal.' }),
  recordedAt: instantOut,
  recordedBy: idOut,
};
const summaryOut = z.strictObject(inspection).meta({ id: 'InspectionSummary' });
const inspectionOut = z
  .strictObject({
    ...inspection,
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
    replies: { 201: { description: 'The inspection and how it was judged.', schema: inspectionOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { siteId, inspectedAt, working = null, smoke, ringelmann = null, remarks = null } = req.body;
      requireEventTime(inspectedAt, req.now, '#/inspectedAt');
      const row = await recordInspection(
        tx,
        req.actor,
        {
          siteId,
          met: metOf(req.body),
          inspectedAt,
          working,
          smokeClass: smoke?.class ?? null,
          readings: smoke?.readings ?? null,
          ringelmann,
          remarks,
        },
        machineryAt(req),
      );
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
      return ok({ items: rows.map((row) => summary(row, req.language)), next });
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

function summary(row: InspectionRow, language: Language) {
  const { class: judgedBy, limitE3, valueE3, missing, reasons } = row.judgement as InspectionJudgement;
  const readings = row.readings as readonly number[] | null;
  return {
    id: row.id,
    siteId: row.siteId,
    machineId: row.machineId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    inspectedAt: instant(row.inspectedAt),
    ...known({
      working: row.working,
      smoke: readings && { ...known({ class: row.smokeClass }), readings: readings.map((e3) => e3 / 1_000) },
      ringelmann: row.ringelmann,
      remarks: row.remarks,
    }),
    result: row.result,
    ...known({
      class: judgedBy,
      limit: limitE3 === undefined ? null : limitE3 / 1_000,
      value: valueE3 === undefined ? null : valueE3 / 1_000,
    }),
    missing,
    reasons: reasons.map((code) => ({ code, detail: REASONS[code]?.[language] ?? code })),
    ...known({ voidedAt: instant(row.voidedAt) }),
    recordedAt: instant(row.recordedAt),
    recordedBy: row.recordedBy,
  };
}

const REASONS: Readonly<Record<string, (typeof SMOKE_REASONS)[SmokeReason]>> = {
  ...SMOKE_REASONS,
  no_policy: { en: 'No policy was in force on that day.', zh: '检查当日没有生效的政策。' },
};

async function detail(reader: Reader, row: InspectionRow, req: Pick<Request, 'at' | 'env' | 'language'>) {
  const { id, machineId, siteId, inspectedAt, working } = row;
  const at = machineryAt(req);
  const told = row.voidedAt === null ? inspectedAt : null;
  const event = { kind: 'inspection', id, machineId, siteId, at: told, working } as const;
  return {
    ...summary(row, req.language),
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
