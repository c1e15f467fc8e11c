import { z } from 'zod';
import { gateAction } from '../../actions/gates/passage-answer.ts';
import { conflict, Failure, type FailureKind, type Message } from '../../domain/failure.ts';
import { BASES, OUTCOMES } from '../../domain/gates/passage.ts';
import { judgeInSandbox } from '../../domain/gates/sandbox.ts';
import { requireTurn } from '../address-limits.ts';
import { tooLarge, unsupported } from '../body.ts';
import { answeredDecisions, decisionOut, flagOut } from '../decisions.ts';
import { messageOf, passageBody } from '../passage-schema.ts';
import { tooManyRequests, unauthenticated } from '../problem.ts';
import { created, ok, route } from '../route.ts';
import { SANDBOX_EVENTS } from '../sandbox-examples.ts';
import { eventTimeProblem, idOut } from '../schemas.ts';

const answerOut = z
  .strictObject({
    id: idOut,
    eventId: z.string(),
    duplicate: z.boolean(),
    outcome: z.enum(OUTCOMES),
    basis: z.enum(BASES),
    gateAction: z.enum(['open', 'hold']),
    decisions: z.array(decisionOut),
    violations: z.array(flagOut),
    findings: z.array(flagOut),
  })
  .meta({ id: 'SandboxAnswer', description: 'As of a posted passage; its ids stand for nothing.' });

const OTHER = {
  en: 'This stands for another passage under the same eventId.',
  zh: '模拟：此 eventId 已用于内容不同的记录。',
};
const BUSY = { en: 'This stands for a failure of ours. Send it again.', zh: '模拟：平台故障，请重发。' };
const TOO_FAST = { en: 'This stands for a gate that sends too fast.', zh: '模拟：该门禁发送过于频繁。' };
const MEDIA = { en: 'This stands for a body that is not application/json.', zh: '模拟：请求体不是 application/json。' };

/** What the event ids for it fail with. */
const FAILURES: Readonly<Record<string, () => Failure>> = {
  'sandbox-401': () => unauthenticated(),
  'sandbox-409': () => conflict(OTHER, '#/eventId'),
  'sandbox-413': () => tooLarge(2 * 1024 * 1024),
  'sandbox-415': () => unsupported(MEDIA),
  'sandbox-429': () => tooManyRequests(TOO_FAST, 2_000),
};
const PROBLEMS: readonly FailureKind[] = ['unauthenticated', 'conflict', 'too-many-requests'];

/** Where vendors try the JSON API (沙箱): no token, nothing stored. */
export const sandboxRoutes = [
  route({
    method: 'POST',
    path: '/sandbox/passages',
    id: 'trySandboxPassage',
    tag: 'sandbox',
    summary: 'Try to post a passage: fixed plates give each outcome, fixed event ids each error',
    description: [
      'Takes what POST /passages takes, needs no token, stores nothing. The verdict hangs on `plate` alone and is that of the',
      'law in force at `passedAt`, at a gate that enforces. Plates, event ids and curl lines for this and for each camera',
      `protocol: [/docs/sandbox](/docs/sandbox). Event ids: ${SANDBOX_EVENTS.map(({ eventId }) => `\`${eventId}\``).join(' ')}.`,
    ].join(' '),
    who: 'anyone',
    body: passageBody,
    replies: {
      201: { description: 'As if stored and judged.', schema: answerOut },
      200: { description: 'As if known already.', schema: answerOut },
    },
    problems: PROBLEMS,
    idempotent: false,
    raw: (req) => {
      requireTurn(req.env.sandboxLimits, req);
      const { eventId, passedAt, plate } = messageOf(req.body);
      const failure = Object.hasOwn(FAILURES, eventId) ? FAILURES[eventId]?.() : undefined;
      if (failure) throw failure;
      const problem = eventTimeProblem(passedAt, req.now);
      if (problem) throw invalidTime(problem);
      const { judgement, fate } = judgeInSandbox(req.env.policies.current(), plate, passedAt);
      if (fate === 'failure') throw new Failure('unavailable', BUSY, { extra: { retryAfter: 1 } });
      const duplicate = fate === 'duplicate' || eventId === 'sandbox-200';
      const flags = (effect: string) =>
        judgement.flags.filter((flag) => flag.effect === effect).map(({ kind }) => ({ id: req.env.newId(), kind }));
      const body = {
        id: req.env.newId(),
        eventId,
        duplicate,
        outcome: judgement.outcome,
        basis: judgement.basis,
        gateAction: gateAction('enforce', judgement.hold),
        decisions: answeredDecisions(judgement, req.language),
        violations: flags('breach'),
        findings: flags('review'),
      };
      return Promise.resolve(duplicate ? ok(body) : created(`/passages/${body.id}`, body));
    },
  }),
];

const invalidTime = (detail: Message) =>
  new Failure('invalid-request', detail, { errors: [{ pointer: '#/passedAt', detail, in: 'body' }] });
