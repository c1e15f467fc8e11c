import { z } from 'zod';
import { answerMachineClaim } from '../../actions/machinery/answer-machine-claim.ts';
import { claimsAwaiting, getMachineClaim } from '../../actions/machinery/get-machine-claim.ts';
import { claimMachine, offerMachine } from '../../actions/machinery/open-machine-claim.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import {
  CLAIM_GROUND_CODES,
  CLAIM_KINDS,
  CLAIM_STATUSES,
  type ClaimAction,
} from '../../domain/machinery/machine-claim.ts';
import type { MachineClaimRow } from '../../store/machine-claims.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { cardOut, presentCard } from '../machine-answers.ts';
import { machineryAt } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  dayOut,
  idOut,
  idText,
  instant,
  instantOut,
  known,
  line,
  listOf,
  pageQuery,
  prose,
  refuse,
} from '../schemas.ts';

const side = z.strictObject({ organisationId: idOut, name: z.string(), countyCode: z.string() });

const claim = {
  id: idOut,
  kind: z.enum(CLAIM_KINDS).meta({ description: '`claim`: from the holder; `offer`: by the holder.' }),
  status: z.enum(CLAIM_STATUSES),
  machineId: idOut,
  claimantId: idOut.meta({ description: 'The organisation that is to have the machine.' }),
  holderId: idOut,
  grounds: z.enum(CLAIM_GROUND_CODES),
  statement: z.string().optional(),
  openedAt: instantOut,
  openedBy: idOut,
  answerBy: dayOut.meta({
    description: 'The last day to answer; after it an officer decides on a claim, or ends an offer.',
  }),
  contestedAt: instantOut.optional(),
  contestedBy: idOut.optional(),
  objection: z.string().optional(),
  endedAt: instantOut.optional(),
  endedBy: idOut.optional(),
  reason: z.string().optional(),
};
const summaryOut = z.strictObject(claim).meta({ id: 'MachineClaimSummary' });
const claimOut = z
  .strictObject({ ...claim, machine: cardOut, claimant: side, holder: side })
  .meta({ id: 'MachineClaim' });

const answered = { 200: { description: 'The case.', schema: claimOut } };
const given = { grounds: z.enum(CLAIM_GROUND_CODES), statement: prose(2_000).optional() };
const ONE = { en: 'Give either machineId or code.', zh: 'machineId 与 code 必须且只能填写一项。' };

/** Steps without, and with an obligatory reason. */
const plain = z.strictObject({ reason: prose(1_000).optional() });
const reasoned = z.strictObject({ reason: prose(1_000) });

/** Cases about who holds a machine (机械归属、过户): claims from its holder, and offers by it. */
export const machineClaimRoutes = [
  route({
    method: 'POST',
    path: '/machine-claims',
    id: 'claimMachine',
    tag: 'machine-claims',
    summary: 'Claim a machine that another organisation registered',
    description:
      'By id, or by any of its numbers. The holder agrees, and it changes hands at once, or contests it with a reason; then, or when ' +
      'the time to answer has passed, an officer of either county decides. Files are added as evidence about `machine_claim`.',
    who: 'machine-claim.create',
    body: z
      .strictObject({ machineId: idText.optional(), code: line(60).optional(), ...given })
      .superRefine(({ machineId, code }, context) => {
        if ((machineId === undefined) === (code === undefined))
          refuse(context, ONE, [machineId === undefined ? 'machineId' : 'code']);
      })
      .meta({ id: 'NewMachineClaim' }),
    replies: { 201: { description: 'The case.', schema: claimOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { machineId, code = '', grounds, statement = null } = req.body;
      const named = machineId === undefined ? { code } : { machineId };
      const row = await claimMachine(tx, req.actor, named, { grounds, statement }, machineryAt(req));
      return created(`/machine-claims/${row.id}`, await detail(tx, row));
    },
  }),
  route({
    method: 'POST',
    path: '/machines/{id}/transfers',
    id: 'offerMachine',
    tag: 'machine-claims',
    summary: 'Offer a machine of the own organisation to another contractor',
    description:
      'Opens a case of kind `offer` at `/machine-claims`, which the other side agrees to or declines; unanswered past `answerBy`, an officer may refuse it.',
    who: 'machine.update',
    body: z.strictObject({ creditCode: creditCodeInput, ...given }),
    replies: { 201: { description: 'The case.', schema: claimOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { statement = null, ...rest } = req.body;
      const row = await offerMachine(tx, req.actor, req.params.id, { ...rest, statement }, machineryAt(req));
      return created(`/machine-claims/${row.id}`, await detail(tx, row));
    },
  }),
  route({
    method: 'GET',
    path: '/machine-claims',
    id: 'listMachineClaims',
    tag: 'machine-claims',
    summary: 'List cases about who holds a machine, newest first',
    description: 'Both sides see a case, and the officers of the counties of both.',
    who: 'machine-claim.read',
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(CLAIM_KINDS).optional(),
      status: z.enum(CLAIM_STATUSES).optional(),
      machineId: idText.optional(),
      countyCode: countyInput.optional().meta({ description: 'Of either side.' }),
      awaits: z.enum(['answer', 'decision']).optional().meta({
        description:
          '`answer`: of the own organisation. `decision`: of an officer, since it is contested or unanswered.',
      }),
    }),
    replies: { 200: { description: 'A page of cases.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'machine-claim.read');
      const { awaits, ...query } = req.query;
      const filter = { ...query, ...(awaits ? { awaits: claimsAwaiting(awaits, req.actor, req.now) } : {}) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.machineClaims.page(scope, filter, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(summary), next });
    },
  }),
  route({
    method: 'GET',
    path: '/machine-claims/{id}',
    id: 'getMachineClaim',
    tag: 'machine-claims',
    summary: 'One case about who holds a machine',
    who: 'machine-claim.read',
    replies: answered,
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getMachineClaim(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/agree',
    id: 'agreeToMachineClaim',
    tag: 'machine-claims',
    summary: 'Agree: the holder to a claim, the other side to an offer; the machine changes hands at once',
    who: 'machine-claim.answer',
    body: plain,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'agree'),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/contest',
    id: 'contestMachineClaim',
    tag: 'machine-claims',
    summary: 'Contest a claim as the holder; an officer then decides',
    who: 'machine-claim.answer',
    body: reasoned,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'contest'),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/decline',
    id: 'declineMachineOffer',
    tag: 'machine-claims',
    summary: 'Decline an offer',
    who: 'machine-claim.answer',
    body: plain,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'decline'),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/withdraw',
    id: 'withdrawMachineClaim',
    tag: 'machine-claims',
    summary: 'Take a claim or an offer back',
    who: 'machine-claim.answer',
    body: plain,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'withdraw'),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/grant',
    id: 'grantMachineClaim',
    tag: 'machine-claims',
    summary: 'Grant a contested or unanswered claim; the machine changes hands at once',
    who: 'machine-claim.decide',
    body: reasoned,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'grant'),
  }),
  route({
    method: 'POST',
    path: '/machine-claims/{id}/refuse',
    id: 'refuseMachineClaim',
    tag: 'machine-claims',
    summary: 'Refuse a contested or unanswered claim, or end an offer that was not answered in time',
    who: 'machine-claim.decide',
    body: reasoned,
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => step(tx, req, 'refuse'),
  }),
];

type Step = Pick<Request, 'actor' | 'at'> & {
  readonly params: { readonly id: string };
  readonly body: { readonly reason?: string | undefined };
};

async function step(tx: Writer, { actor, at, params, body }: Step, action: ClaimAction) {
  return ok(await detail(tx, await answerMachineClaim(tx, actor, params.id, action, body.reason ?? null, at)));
}

const summary = (row: MachineClaimRow) => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  machineId: row.machineId,
  claimantId: row.claimantId,
  holderId: row.holderId,
  grounds: row.grounds,
  openedAt: instant(row.openedAt),
  openedBy: row.openedBy,
  answerBy: row.answerBy,
  ...known({
    statement: row.statement,
    contestedAt: instant(row.contestedAt),
    contestedBy: row.contestedBy,
    objection: row.objection,
    endedAt: instant(row.endedAt),
    endedBy: row.endedBy,
    reason: row.reason,
  }),
});

async function detail(reader: Pick<Reader, 'machines' | 'organisations'>, row: MachineClaimRow) {
  const machine = await reader.machines.find(row.machineId);
  const nameOf = async (organisationId: string, countyCode: string) => {
    const { name = '' } = (await reader.organisations.find(organisationId)) ?? {};
    return { organisationId, name, countyCode };
  };
  const claimant = await nameOf(row.claimantId, row.claimantCounty);
  const holder = await nameOf(row.holderId, row.holderCounty);
  if (!machine) throw new Error(`a case about no machine: ${row.id}`);
  return { ...summary(row), machine: presentCard(machine), claimant, holder };
}
