import { z } from 'zod';
import { correctPlate, proposePlate } from '../../actions/gates/correct-plate.ts';
import { doubtfulPlates, type ReadPlate, readPlates } from '../../actions/gates/doubtful-plates.ts';
import { policyAt } from '../../actions/gates/gate-parameters.ts';
import { getPassage } from '../../actions/gates/get-passage.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { classifyPlate, plateInput } from '../../domain/codes/plate.ts';
import { notFound } from '../../domain/failure.ts';
import { DOUBTS } from '../../domain/gates/plate-candidates.ts';
import type { PlateCorrectionRow } from '../../store/plate-corrections.ts';
import { page, pageUpTo } from '../cursors.ts';
import { etagOf } from '../etag.ts';
import { detailOf, passageOut, summarise, summaryFields } from '../passage-answer.ts';
import { plateColour } from '../passage-schema.ts';
import { created, ok, route } from '../route.ts';
import { fromTo, idOut, idText, instant, instantOut, listOf, pageQuery, periodOf, prose } from '../schemas.ts';

const candidateOut = z.strictObject({
  vehicleId: idOut,
  plate: z.string(),
  plateColour,
  verified: z.boolean(),
  differences: z
    .array(z.strictObject({ at: z.int(), read: z.string(), instead: z.string() }))
    .meta({ description: 'Signs that may have been taken for one another; `at` counts from 0.' }),
  alternative: z
    .string()
    .nullable()
    .meta({ description: 'The camera’s other reading that it starts from; null for the plate as read.' }),
  colourAgrees: z.boolean().nullable(),
});
const doubted = {
  alternatives: z.array(z.string()).meta({ description: 'What else the camera thought possible, likeliest first.' }),
  registered: z.boolean().meta({ description: 'Whether the plate as it stands is on the register on that day.' }),
  candidates: z.array(candidateOut).meta({
    description: 'Registered vehicles it may have been, likeliest first; a person chooses, nothing is applied.',
  }),
};
const candidatesOut = z
  .strictObject({
    passageId: idOut,
    plate: z.string().nullable(),
    plateRaw: z.string().nullable(),
    plateColour: plateColour.nullable(),
    confidence: z.number().nullable(),
    shape: z.string().nullable().meta({ description: 'The kind of plate by its shape; null where no kind has it.' }),
    ...doubted,
  })
  .meta({ id: 'PlateCandidates' });
const doubtfulOut = z
  .strictObject({ ...summaryFields, doubts: z.array(z.enum(DOUBTS)), ...doubted })
  .meta({ id: 'DoubtfulPassage' });

const correctionOut = z
  .strictObject({
    id: idOut,
    passageId: idOut,
    status: z.enum(['proposed', 'made']).meta({ description: 'Enterprises propose; officers decide.' }),
    plateBefore: z.string().nullable(),
    colourBefore: plateColour.nullable(),
    plateAfter: z.string().nullable(),
    colourAfter: plateColour.nullable(),
    reason: z.string(),
    at: instantOut,
    actorId: idOut,
  })
  .meta({ id: 'PlateCorrection' });

const plateBody = z.strictObject({
  plate: plateInput,
  plateColour: plateColour.nullish().meta({ description: 'As it was read where absent; null where none can be told.' }),
  reason: prose(500).meta({ description: 'What it was seen on, such as the photo of the rear.' }),
});

/** Plates as read (号牌识别): what they may have been, who put them right, and what is still to be looked at. */
export const plateRoutes = [
  route({
    method: 'GET',
    path: '/passages/doubtful',
    id: 'listDoubtfulPassages',
    tag: 'passages',
    summary: 'Passages whose plate a person should look at, newest first',
    description:
      'Read with little confidence or not at all, of a shape that no plate has, or close to a registered vehicle while itself ' +
      'on no register; and what an enterprise proposed. A page may hold few items, or none, and still go on.',
    who: 'reading.review',
    query: z.strictObject({
      ...pageQuery,
      ...fromTo,
      enterpriseId: idText.optional(),
      gateId: idText.optional(),
      countyCode: countyInput.optional(),
      doubt: z.enum(DOUBTS).optional(),
      below: z
        .string()
        .regex(/^(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)$/)
        .transform(Number)
        .optional()
        .meta({ description: 'The confidence below which a reading is doubtful; by the policy unless given.' }),
    }),
    replies: { 200: { description: 'A page of passages.', schema: listOf(doubtfulOut) } },
    raw: async (req) => {
      const { enterpriseId, gateId, countyCode, doubt, below } = req.query;
      const { bulk } = req.env.store;
      const filter = {
        ...periodOf(req.query),
        ...(enterpriseId ? { enterpriseId } : {}),
        ...(gateId ? { gateId } : {}),
        ...(countyCode ? { countyCode } : {}),
        ...(doubt ? { doubt } : {}),
      };
      const least = below ?? policyAt(req.env.policies.current(), req.now).parameter('doubtfulConfidence');
      const belowE4 = Math.round(least * 10_000);
      const { rows, next } = await pageUpTo(req, req.query, (request) =>
        doubtfulPlates(bulk, req.actor, filter, belowE4, request),
      );
      const items = rows.map((plate) => ({ ...summarise(plate.row), doubts: plate.doubts, ...presentDoubted(plate) }));
      return ok({ items, next });
    },
  }),
  route({
    method: 'GET',
    path: '/passages/{id}/candidates',
    id: 'getPlateCandidates',
    tag: 'passages',
    summary: 'Registered vehicles that a passage may have been of',
    description: 'Enterprises are shown such vehicles as they declared themselves.',
    who: 'reading.review',
    replies: { 200: { description: 'The plate as read, and what it may have been.', schema: candidatesOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await getPassage(reader, req.actor, req.params.id, 'reading.review');
      const [plate] = await readPlates(reader, req.actor, [row]);
      if (!plate) throw notFound();
      return ok({
        passageId: row.id,
        plate: row.plate || null,
        plateRaw: row.plateRaw,
        plateColour: row.plateColour,
        confidence: row.confidenceE4 === null ? null : row.confidenceE4 / 10_000,
        shape: classifyPlate(row.plate)?.kind ?? null,
        ...presentDoubted(plate),
      });
    },
  }),
  route({
    method: 'POST',
    path: '/passages/{id}/plate',
    id: 'correctPlate',
    tag: 'passages',
    summary: 'Put the plate of a passage right, or confirm it',
    description:
      'The raw reading stays. The visits of both plates are judged again at once, each by the law of its own day; what stood ' +
      'against the vehicle that was not there is withdrawn. Needs the passage’s ETag as `If-Match`.',
    who: 'reading.correct',
    body: plateBody,
    replies: { 200: { description: 'The passage as judged now.', schema: passageOut } },
    problems: ['precondition-failed', 'precondition-required'],
    current: async (tx, req) => detailOf(tx, req, await getPassage(tx, req.actor, req.params.id, 'reading.correct')),
    write: async (tx, req) => {
      const context = { policies: req.env.policies.current(), at: req.at };
      const row = await correctPlate(tx, req.actor, req.params.id, req.body, context);
      const body = await detailOf(tx, req, row);
      return { ...ok(body), headers: { ETag: etagOf(JSON.stringify(body)) } };
    },
  }),
  route({
    method: 'POST',
    path: '/passages/{id}/plate-proposals',
    id: 'proposePlate',
    tag: 'passages',
    summary: 'Propose another plate for a passage at the own gate; an officer decides',
    who: 'reading.propose',
    body: plateBody,
    replies: { 201: { description: 'The proposal.', schema: correctionOut } },
    write: async (tx, req) => {
      const { id } = await proposePlate(tx, req.actor, req.params.id, req.body, req.at);
      const row = await tx.plateCorrections.find(req.params.id, id);
      if (!row) throw notFound();
      return created(`/passages/${req.params.id}/corrections/${id}`, presentCorrection(row));
    },
  }),
  route({
    method: 'GET',
    path: '/passages/{id}/corrections',
    id: 'listPlateCorrections',
    tag: 'passages',
    summary: 'Who put the plate of a passage right, or proposed to, and why; newest first',
    who: 'passage.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of corrections.', schema: listOf(correctionOut) } },
    read: async (reader, req) => {
      const { id } = await getPassage(reader, req.actor, req.params.id);
      const { rows, next } = await page(
        // The passage is part of what a cursor goes on with.
        { ...req, operation: `${req.operation} ${id}` },
        req.query,
        (request) => reader.plateCorrections.page(id, request),
        (row) => ({ id: row.id }),
      );
      return ok({ items: rows.map(presentCorrection), next });
    },
  }),
  route({
    method: 'GET',
    path: '/passages/{id}/corrections/{correctionId}',
    id: 'getPlateCorrection',
    tag: 'passages',
    summary: 'One correction of a plate, or proposal of one',
    who: 'passage.read',
    replies: { 200: { description: 'The correction.', schema: correctionOut } },
    etag: true,
    read: async (reader, req) => {
      const { id } = await getPassage(reader, req.actor, req.params.id);
      const row = await reader.plateCorrections.find(id, req.params.correctionId);
      if (!row) throw notFound('#/correctionId');
      return ok(presentCorrection(row));
    },
  }),
];

const presentDoubted = ({ alternatives, registered, candidates }: ReadPlate) => ({
  alternatives,
  registered,
  candidates: candidates.map(({ alternative, ...candidate }) => ({
    vehicleId: candidate.vehicleId,
    plate: candidate.plate,
    plateColour: candidate.plateColour,
    verified: candidate.verified,
    differences: candidate.differences,
    alternative: alternative === null ? null : (alternatives[alternative] ?? null),
    colourAgrees: candidate.colourAgrees,
  })),
});

const presentCorrection = (row: PlateCorrectionRow) => ({
  id: row.id,
  passageId: row.passageId,
  status: row.proposed ? 'proposed' : 'made',
  plateBefore: row.plateBefore || null,
  colourBefore: row.colourBefore,
  plateAfter: row.plateAfter || null,
  colourAfter: row.colourAfter,
  reason: row.reason,
  at: instant(row.at),
  actorId: row.actorId,
});
