import { z } from 'zod';
import { decidedUnderOrders } from '../../actions/alerts/decided-under-orders.ts';
import { checkVehicle } from '../../actions/gates/check-vehicle.ts';
import { noteLater } from '../../actions/gates/note-later.ts';
import { gateAction } from '../../actions/gates/passage-answer.ts';
import type { Recorded, RecordedRow } from '../../actions/gates/passage-intake.ts';
import type { PassageItem } from '../../actions/gates/record-passages.ts';
import { conflict, Failure, type FieldError, invalid } from '../../domain/failure.ts';
import type { Actor, GateActor } from '../../domain/identity/actor.ts';
import type { Reader } from '../../store/store.ts';
import { answeredDecisions, flagOut, writeDecisions } from '../decisions.ts';
import { inSlices } from '../in-slices.ts';
import { fieldErrors } from '../issues.ts';
import { withMember } from '../json-member.ts';
import { split, verdict } from '../passage-answer.ts';
import {
  assertedVehicle,
  barrier,
  cargo,
  direction,
  eventIdText,
  messageOf,
  passageBody,
  plateColour,
  plateOf,
  plateText,
  REASON_NEEDED,
} from '../passage-schema.ts';
import { ok, type Request, route, written } from '../route.ts';
import { eventTimeProblem, idOut, line, refuse } from '../schemas.ts';

const answerOut = z
  .strictObject({
    id: idOut,
    eventId: z.string(),
    duplicate: z.boolean(),
    ...verdict,
    violations: z.array(flagOut),
    findings: z.array(flagOut),
  })
  .meta({ id: 'PassageAnswer' });

const verdictOut = z.strictObject({ ...verdict, findings: z.array(z.string()) }).meta({ id: 'Verdict' });

const batchBody = z.strictObject({ passages: z.array(z.unknown()).min(1).max(1_000) });
const batchOut = z.strictObject({
  results: z.array(
    z.strictObject({
      index: z.int(),
      status: z.enum(['created', 'duplicate', 'invalid', 'conflict']),
      id: idOut.optional(),
      outcome: verdict.outcome.optional(),
      gateAction: verdict.gateAction.optional(),
      errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
    }),
  ),
});

const TIME = ['passedAt'];

/** Passages (过车): how gates post them, and what they are answered. */
export const passageRoutes = [
  route({
    method: 'POST',
    path: '/passages',
    id: 'postPassage',
    tag: 'passages',
    summary: 'Post one passage; the answer is its verdict',
    description: 'Durable before it is answered. The same event again answers 200 with what is stored.',
    who: 'passage.create',
    body: passageBody,
    replies: {
      201: { description: 'Stored and judged.', schema: answerOut },
      200: { description: 'Known already.', schema: answerOut },
    },
    problems: ['conflict', 'too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const gate = gateOf(req.actor);
      const problem = eventTimeProblem(req.body.passedAt, req.now);
      if (problem) throw timeFailure(problem, '#/passedAt');
      if ((req.body.decidedBy?.list ?? 0) > (await newestList(req, gate, [req.body])))
        throw invalid('#/decidedBy/list', NO_SUCH_LIST);
      const item = itemOf(gate, req.body, req.now);
      const [[result], mode] = await Promise.all([req.env.passages.record([item]), req.env.gateModes.of(gate.id)]);
      if (!result || result.status === 'conflict') throw otherContent(result?.passageId);
      const text = withMember(
        summaryOf(result, mode),
        'decisions',
        writeDecisions(await decided(req.env.store.read, req, result.row), req.language),
      );
      if (result.status === 'duplicate') return written(text);
      return written(text, { status: 201, headers: { Location: `/api/v1/passages/${result.row.id}` } });
    },
  }),
  route({
    method: 'POST',
    path: '/passages/batch',
    id: 'postPassages',
    tag: 'passages',
    summary: 'Post up to 1,000 passages; the good ones are stored, each bad one is named',
    who: 'passage.create',
    body: batchBody,
    replies: { 200: { description: 'One result per passage, in order.', schema: batchOut } },
    problems: ['too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const gate = gateOf(req.actor);
      const newest = await newestList(req, gate, req.body.passages);
      const parsed = await inSlices(req.body.passages, (input, index) => parseItem(req, gate, input, index, newest));
      const items = parsed.flatMap((one) => ('item' in one ? [one.item] : []));
      const [recorded, mode] = await Promise.all([req.env.passages.record(items), req.env.gateModes.of(gate.id)]);
      let next = 0;
      const results = parsed.map((one, index) => {
        if (!('item' in one))
          return {
            index,
            status: 'invalid' as const,
            errors: one.errors.map(({ pointer, detail }) => ({ pointer, detail: detail[req.language] })),
          };
        const result = recorded[next++];
        if (!result || result.status === 'conflict')
          return {
            index,
            status: 'conflict' as const,
            ...(result ? { id: result.passageId } : {}),
            errors: [{ pointer: `#/passages/${index}/eventId`, detail: OTHER_CONTENT[req.language] }],
          };
        const { row, status } = result;
        return { index, status, id: row.id, outcome: row.outcome, gateAction: gateAction(mode, row.hold) };
      });
      return ok({ results });
    },
  }),
  route({
    method: 'POST',
    path: '/passages/cargo',
    id: 'notePassageCargo',
    tag: 'passages',
    summary: 'Tell the cargo of a passage that was posted before; it is judged again',
    description: 'Adds to what was told of the load before, unless it is another load or none.',
    who: 'passage.create',
    body: z.strictObject({ eventId: eventIdText, cargo }).superRefine((body, context) => {
      if (body.cargo === null)
        refuse(context, { en: 'This says nothing of the cargo.', zh: '未提供任何货物信息。' }, ['cargo']);
    }),
    replies: { 200: { description: 'The passage as judged now.', schema: answerOut } },
    problems: ['too-many-requests'],
    idempotent: false,
    write: async (tx, req) => {
      const gate = gateOf(req.actor);
      const { eventId, cargo: told } = req.body;
      if (told === null) throw new Error('refused by the schema');
      const noted = await noteLater(tx, gate, { eventId, cargo: told }, recording(req));
      const mode = (await tx.gates.find(gate.id))?.mode ?? 'advise';
      return ok(await answer(tx, req, { status: 'created', ...noted }, mode));
    },
  }),
  route({
    method: 'POST',
    path: '/passages/barrier',
    id: 'notePassageBarrier',
    tag: 'passages',
    summary: 'Tell what the barrier did for a passage that was posted before; it is judged again',
    who: 'passage.create',
    body: z
      .strictObject({ eventId: eventIdText, result: barrier, reason: line(200).nullish() })
      .superRefine(({ result, reason }, context) => {
        if (result === 'forced' && !reason) refuse(context, REASON_NEEDED, ['reason']);
      }),
    replies: { 200: { description: 'The passage as judged now.', schema: answerOut } },
    problems: ['too-many-requests'],
    idempotent: false,
    write: async (tx, req) => {
      const gate = gateOf(req.actor);
      const { eventId, result, reason } = req.body;
      const noted = await noteLater(tx, gate, { eventId, barrier: result, reason: reason ?? null }, recording(req));
      const mode = (await tx.gates.find(gate.id))?.mode ?? 'advise';
      return ok(await answer(tx, req, { status: 'created', ...noted }, mode));
    },
  }),
  route({
    method: 'POST',
    path: '/gates/{id}/check',
    id: 'checkVehicle',
    tag: 'gates',
    summary: 'The verdict on a vehicle now, without a passage',
    who: 'gate.check',
    body: z.strictObject({
      plate: plateText.nullish(),
      plateColour: plateColour.nullish(),
      direction: direction.default('in'),
      vehicle: assertedVehicle.nullish(),
      cargo: cargo.nullish(),
    }),
    replies: { 200: { description: 'The verdict.', schema: verdictOut } },
    problems: ['too-many-requests'],
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour, vehicle, cargo: load, direction: way } = req.body;
      const seen = {
        plate: plateOf(plate),
        plateColour: colour ?? null,
        direction: way,
        vehicle: vehicle ?? null,
        cargo: load ?? null,
      };
      const { judgement, mode } = await checkVehicle(reader, req.actor, req.params.id, seen, recording(req));
      return ok({
        outcome: judgement.outcome,
        basis: judgement.basis,
        gateAction: gateAction(mode, judgement.hold),
        decisions: answeredDecisions(judgement, req.language),
        findings: [...judgement.flags.filter(({ effect }) => effect === 'review'), ...judgement.findings].map(
          ({ kind }) => kind,
        ),
      });
    },
  }),
];

type GateRequest = Pick<Request, 'env' | 'language' | 'now'>;

function gateOf(actor: Actor): GateActor {
  if (actor.kind !== 'gate') throw new Error('the permission table lets only gates post passages');
  return actor;
}

const recording = (req: GateRequest) => ({
  policies: req.env.policies.current(),
  now: req.now,
  newId: req.env.newId,
});

function itemOf(gate: GateActor, body: z.output<typeof passageBody>, now: number): PassageItem {
  return {
    gateId: gate.id,
    enterpriseId: gate.enterpriseId,
    countyCode: gate.countyCode,
    receivedAt: now,
    message: messageOf(body),
  };
}

/** The newest version of the gate's list; looked up only where a passage says that a list decided it. */
async function newestList({ env }: GateRequest, gate: GateActor, passages: readonly unknown[]): Promise<number> {
  const asked = passages.some((one) => typeof one === 'object' && one !== null && 'decidedBy' in one);
  return asked ? env.store.read.gateLists.latestVersion(gate.enterpriseId) : 0;
}

const NO_SUCH_LIST = {
  en: 'There never was such a version of the list of this enterprise.',
  zh: '该企业从未有过该版本的离线名单。',
};

function parseItem(
  req: GateRequest,
  gate: GateActor,
  input: unknown,
  index: number,
  newest: number,
): { item: PassageItem } | { errors: readonly FieldError[] } {
  const placed = (errors: readonly FieldError[]) =>
    errors.map((error) => ({ ...error, pointer: `#/passages/${index}${error.pointer.slice(1)}` }));
  const parsed = passageBody.safeParse(input);
  if (!parsed.success) return { errors: placed(fieldErrors(parsed.error.issues, input, 'body')) };
  const detail = eventTimeProblem(parsed.data.passedAt, req.now);
  if (detail) return { errors: placed([{ pointer: `#/${TIME.join('/')}`, detail }]) };
  if ((parsed.data.decidedBy?.list ?? 0) > newest)
    return { errors: placed([{ pointer: '#/decidedBy/list', detail: NO_SUCH_LIST }]) };
  return { item: itemOf(gate, parsed.data, req.now) };
}

type Known = Exclude<Recorded, { status: 'conflict' }>;

async function answer(reader: Reader, req: GateRequest, result: Known, mode: string) {
  const decisions = answeredDecisions(await decided(reader, req, result.row), req.language);
  return { ...summaryOf(result, mode), decisions };
}

function summaryOf({ row, flags, status }: Known, mode: string) {
  return {
    id: row.id,
    eventId: row.eventId,
    duplicate: status === 'duplicate',
    outcome: row.outcome,
    basis: row.basis,
    gateAction: gateAction(mode, row.hold),
    ...split(flags),
  };
}

const decided = (reader: Reader, { env }: GateRequest, row: RecordedRow) =>
  decidedUnderOrders(reader, env.policies.current(), row, row);

const OTHER_CONTENT = {
  en: 'This gate posted another passage under this eventId.',
  zh: '该门禁已用此 eventId 上报过内容不同的记录。',
};

const otherContent = (passageId: string | undefined): Failure =>
  conflict(OTHER_CONTENT, '#/eventId', passageId ? { existing: passageId } : undefined);

function timeFailure(detail: { en: string; zh: string }, pointer: string): Failure {
  return new Failure('invalid-request', detail, { errors: [{ pointer, detail, in: 'body' }] });
}
