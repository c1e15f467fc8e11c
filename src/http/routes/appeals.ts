import { z } from 'zod';
import { refuseAppeal, withdrawAppeal } from '../../actions/appeals/end-appeal.ts';
import { getAppeal } from '../../actions/appeals/get-appeal.ts';
import { grantAppeal } from '../../actions/appeals/grant-appeal.ts';
import { previewAppeal } from '../../actions/appeals/preview-appeal.ts';
import { submitAppeal } from '../../actions/appeals/submit-appeal.ts';
import { type AppealSight, effectOfAppeal, viewAppeals } from '../../actions/appeals/view-appeal.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { APPEAL_STATUSES, GROUND_CODES } from '../../domain/enforcement/appeal.ts';
import { VIOLATION_STATUSES } from '../../domain/enforcement/violation.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { AppealRow } from '../../store/appeals.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { claimedIn, claimedOut, momentsOf, presentRemedy, remedyIn, remedyOut } from '../appeal-schema.ts';
import { page } from '../cursors.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  check,
  dayOut,
  flagQuery,
  idOut,
  idText,
  instant,
  instantOut,
  known,
  line,
  listOf,
  pageQuery,
  prose,
  requireEventTime,
} from '../schemas.ts';

const violationIds = z
  .array(idText)
  .min(1)
  .max(50)
  .superRefine(
    check((ids: string[]) => new Set(ids).size === ids.length, {
      en: 'Name each violation once.',
      zh: '每条违规线索只能填写一次。',
    }),
  );

const appeal = {
  id: idOut,
  status: z.enum(APPEAL_STATUSES),
  grounds: z.enum(GROUND_CODES),
  statement: z.string(),
  claimed: claimedOut.optional().meta({ description: 'What the appellant holds to be true.' }),
  appellant: z
    .strictObject({ name: z.string() })
    .optional()
    .meta({ description: 'Of one put on record by an officer.' }),
  organisationId: idOut.nullable(),
  countyCode: z.string().nullable(),
  violations: z.array(
    z.strictObject({
      id: idOut,
      kind: z.string(),
      status: z.enum(VIOLATION_STATUSES),
      statusBefore: z.enum(VIOLATION_STATUSES).meta({ description: 'What a refusal puts it back to.' }),
    }),
  ),
  late: z.boolean().meta({ description: 'Whether it came after its time; it is dealt with all the same.' }),
  submittedAt: instantOut,
  submittedBy: idOut,
  decideBy: dayOut.meta({ description: 'The last day on which it should be decided.' }),
  overdue: z.boolean(),
  endedAt: instantOut.optional(),
  endedBy: idOut.optional(),
  reason: z.string().optional(),
};
const summaryOut = z.strictObject(appeal).meta({ id: 'AppealSummary' });
const appealOut = z
  .strictObject({
    ...appeal,
    remedy: remedyOut.optional().meta({ description: 'How the fact was put right.' }),
    effect: z
      .strictObject({
        cancelled: z.array(idOut),
        withdrawn: z.array(idOut),
        raised: z.array(idOut).meta({ description: 'Raised by the corrected fact, or standing again.' }),
        complete: z.boolean().meta({ description: 'False while jobs judge, and where not every change is told.' }),
        rejudging: z.array(z.strictObject({ jobId: idOut, status: z.string() })),
      })
      .optional()
      .meta({ description: 'What granting it brought about, as far as judging has come.' }),
    history: z.array(
      z.strictObject({
        action: z.enum(APPEAL_STATUSES),
        at: instantOut,
        by: idOut,
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Appeal' });

const flagOut = {
  kind: z.string(),
  rule: z.string(),
  clause: z.string(),
  effect: z.enum(['breach', 'review']),
  occurredAt: instantOut,
  plate: z.string().optional(),
  machineId: idOut.optional(),
  siteId: idOut.optional(),
  enterpriseId: idOut.optional(),
};
const standingOut = z.strictObject({ id: idOut, ...flagOut });
const previewOut = z
  .strictObject({
    falls: z.array(standingOut).meta({ description: 'Violations that the corrected fact does not make.' }),
    arises: z.array(z.strictObject(flagOut)).meta({ description: 'Violations that it makes.' }),
    stillBroken: z
      .array(standingOut)
      .meta({ description: 'Appealed ones that the law calls for all the same; granting cancels them.' }),
    visits: z.int().meta({ description: 'Other visits that were judged on trial.' }),
    complete: z.boolean().meta({ description: 'Whether those were all.' }),
  })
  .meta({ id: 'AppealPreview' });

const answered = { 200: { description: 'The appeal.', schema: appealOut } };

/** Appeals (申诉) against violations; a granted one corrects the fact at its source. */
export const appealRoutes = [
  route({
    method: 'POST',
    path: '/appeals',
    id: 'submitAppeal',
    tag: 'appeals',
    summary: 'Appeal against violations of one offender that hang on the same fact',
    description:
      'By the organisation whose violations they are; an officer puts on record what somebody else handed in on paper, with ' +
      '`appellant`. They are `appealed` while it runs. After a refusal the same violation needs other grounds. Files are ' +
      'added as evidence about `appeal`.',
    who: 'appeal.create',
    body: z.strictObject({
      violationIds,
      grounds: z.enum(GROUND_CODES),
      statement: prose(4_000),
      claimed: claimedIn.optional(),
      appellant: z.strictObject({ name: line(100) }).optional(),
    }),
    replies: { 201: { description: 'The appeal.', schema: appealOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { claimed = null, appellant, ...told } = req.body;
      const given = { ...told, claimed, appellantName: appellant?.name ?? null };
      const row = await submitAppeal(tx, req.actor, given, { policies: req.env.policies.current(), at: req.at });
      return created(`/appeals/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/appeals',
    id: 'listAppeals',
    tag: 'appeals',
    summary: 'List appeals, newest first',
    who: 'appeal.read',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(APPEAL_STATUSES).optional(),
      countyCode: countyInput.optional(),
      organisationId: idText.optional(),
      violationId: idText.optional(),
      overdue: flagQuery.optional().meta({ description: 'Undecided, and past (or within) the day set for deciding.' }),
    }),
    replies: { 200: { description: 'A page of appeals.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'appeal.read');
      const { overdue: is, ...query } = req.query;
      const today = legalDayOf(req.now);
      const filter = { ...query, ...(is === undefined ? {} : { overdue: { today, is } }) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.appeals.page(scope, filter, request),
        ({ id }) => ({ id }),
      );
      const seen = await viewAppeals(reader, rows);
      return ok({ items: seen.map((sight) => summary(sight, today)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/appeals/{id}',
    id: 'getAppeal',
    tag: 'appeals',
    summary: 'One appeal: how it was decided, and what came of it',
    who: 'appeal.read',
    replies: answered,
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getAppeal(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'POST',
    path: '/appeals/{id}/preview',
    id: 'previewAppeal',
    tag: 'appeals',
    summary: 'See what granting an appeal with a remedy would do; nothing is kept',
    description: 'Judges up to a hundred other visits on trial; `complete` says whether those were all.',
    who: 'appeal.decide',
    body: z.strictObject({ remedy: remedyIn }),
    replies: { 200: { description: 'What would come of it.', schema: previewOut } },
    problems: ['not-found', 'conflict'],
    raw: async (req) => {
      const { remedy } = req.body;
      requireMoments(req);
      const context = { policies: req.env.policies.current(), at: req.at };
      const preview = await previewAppeal(req.env.store, req.actor, req.params.id, remedy, context);
      return ok({
        ...preview,
        falls: preview.falls.map(presentStanding),
        arises: preview.arises.map(presentFlag),
        stillBroken: preview.stillBroken.map(presentStanding),
      });
    },
  }),
  route({
    method: 'POST',
    path: '/appeals/{id}/grant',
    id: 'grantAppeal',
    tag: 'appeals',
    summary: 'Grant an appeal, and put the fact right at its source',
    description:
      'Its violations are cancelled for good. What else depended on the fact is judged again by the law of its own day: at once ' +
      'or by the jobs named in `effect`. What the remedy does not name is taken from the violations.',
    who: 'appeal.decide',
    body: z.strictObject({ reason: prose(2_000), remedy: remedyIn }),
    replies: answered,
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      requireMoments(req);
      const context = { policies: req.env.policies.current(), at: req.at, wakeJobs: () => req.env.jobs.wake() };
      const row = await grantAppeal(tx, req.actor, req.params.id, req.body, context);
      return ok(await detail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/appeals/{id}/refuse',
    id: 'refuseAppeal',
    tag: 'appeals',
    summary: 'Refuse an appeal; its violations are again what they were',
    who: 'appeal.decide',
    body: z.strictObject({ reason: prose(2_000) }),
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await detail(tx, await refuseAppeal(tx, req.actor, req.params.id, req.body.reason, req.at), req)),
  }),
  route({
    method: 'POST',
    path: '/appeals/{id}/withdraw',
    id: 'withdrawAppeal',
    tag: 'appeals',
    summary: 'Take an appeal back',
    who: 'appeal.create',
    body: z.strictObject({ reason: prose(2_000).optional() }),
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await detail(tx, await withdrawAppeal(tx, req.actor, req.params.id, req.body.reason ?? null, req.at), req)),
  }),
];

function requireMoments({ body, now }: { body: { remedy: z.output<typeof remedyIn> }; now: number }): void {
  for (const [pointer, ms] of momentsOf(body.remedy)) requireEventTime(ms, now, pointer);
}

function summary({ row, violations }: AppealSight, today: string) {
  return {
    id: row.id,
    status: row.status,
    grounds: row.grounds,
    statement: row.statement,
    ...known({
      claimed: row.claimed,
      appellant: row.appellantName === null ? null : { name: row.appellantName },
    }),
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    violations,
    late: row.late,
    submittedAt: instant(row.submittedAt),
    submittedBy: row.submittedBy,
    decideBy: row.decideBy,
    overdue: row.status === 'submitted' && row.decideBy < today,
    ...known({ endedAt: instant(row.endedAt), endedBy: row.endedBy, reason: row.reason }),
  };
}

async function detail(reader: Reader, row: AppealRow, { now }: Pick<Request, 'now'>) {
  const [sight = { row, violations: [] }] = await viewAppeals(reader, [row]);
  const { id, submittedAt, submittedBy, endedAt, endedBy, reason, remedy } = row;
  const submitted = { action: 'submitted', at: instant(submittedAt), by: submittedBy };
  const ended = { action: row.status, at: instant(endedAt), by: endedBy, ...known({ reason }) };
  const effect = await effectOfAppeal(reader, row);
  return {
    ...summary(sight, legalDayOf(now)),
    id,
    ...known({ remedy: remedy === null ? null : presentRemedy(remedy), effect }),
    history: endedAt === null ? [submitted] : [submitted, ended],
  };
}

const presentStanding = (row: ViolationRow) => ({ id: row.id, ...presentFlag(row) });

const presentFlag = (row: ViolationRow) => ({
  kind: row.kind,
  rule: row.rule,
  clause: row.clause,
  effect: row.effect,
  occurredAt: instant(row.occurredAt),
  ...known({ plate: row.plate, machineId: row.machineId, siteId: row.siteId, enterpriseId: row.enterpriseId }),
});
