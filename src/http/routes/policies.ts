import { z } from 'zod';
import { checkDraft } from '../../actions/policies/check-draft.ts';
import { diffPolicy } from '../../actions/policies/diff-policy.ts';
import { createDraft, openDraft, replaceDraft } from '../../actions/policies/drafts.ts';
import { type AnyPolicy, POLICY_STATUSES, pagePolicies, readPolicy } from '../../actions/policies/read-policy.ts';
import { page } from '../cursors.ts';
import {
  checkOut,
  messageOut,
  policyOut,
  policySummaryOut,
  presentCheck,
  presentPolicy,
  presentPolicySummary,
} from '../policy-answers.ts';
import { created, ok, route } from '../route.ts';
import { listOf, pageQuery } from '../schemas.ts';

const byRef = z.object({ id: z.string().min(1).max(100) });
const ref = z.string().min(1).max(100);
const documentIn = z.record(z.string(), z.unknown()).meta({
  description:
    'The document, as `GET /policies/{id}` shows one. It may have faults; it is then saved and not published.',
});
/** A document of many rules. */
const MAX_BYTES = 1024 * 1024;

const sentences = z.array(messageOut);
const changeOut = z.enum(['added', 'removed', 'changed']);
const diffOut = z
  .strictObject({
    policy: z.string(),
    against: z.string(),
    plan: sentences,
    rules: z.array(
      z.strictObject({ rule: z.string(), clause: z.string(), change: changeOut, title: messageOut, sentences }),
    ),
    parameters: z.array(
      z.strictObject({ parameter: z.string(), change: changeOut, title: messageOut, sentence: messageOut }),
    ),
  })
  .meta({ id: 'PolicyDiff' });

/** Policies (政策): the law as data, with where each parameter comes from, and the drafts of what is to be law. */
export const policyRoutes = [
  route({
    method: 'GET',
    path: '/policies',
    id: 'listPolicies',
    tag: 'policies',
    summary: 'List policies, newest first; officers see drafts as well',
    who: 'policy.read',
    query: z.strictObject({ ...pageQuery, status: z.enum(POLICY_STATUSES).optional() }),
    replies: { 200: { description: 'A page of policies.', schema: listOf(policySummaryOut) } },
    read: async (reader, req) => {
      const { status } = req.query;
      const statuses = status === undefined ? POLICY_STATUSES : [status];
      const { rows, next } = await page<AnyPolicy>(
        req,
        req.query,
        (request) => pagePolicies(reader, req.actor, statuses, request),
        ({ row: { id } }) => ({ id }),
      );
      return ok({ items: rows.map(presentPolicySummary), next });
    },
  }),
  route({
    method: 'POST',
    path: '/policies',
    id: 'draftPolicy',
    tag: 'policies',
    summary: 'Begin a draft: a whole document, or what it changes of the policy it is based on',
    description:
      'Members of `document` take the place of those of `basedOn`. The answer says everything that is wrong.',
    who: 'policy.write',
    body: z.strictObject({ basedOn: ref.optional(), document: documentIn }),
    maxBytes: MAX_BYTES,
    replies: { 201: { description: 'The draft.', schema: policyOut } },
    write: async (tx, req) => {
      const row = await createDraft(tx, req.actor, req.body, req.at);
      const check = await checkDraft(tx, row.document, req.now);
      return created(`/policies/${row.id}`, presentPolicy({ kind: 'draft', row }, check));
    },
  }),
  route({
    method: 'GET',
    path: '/policies/{id}',
    id: 'getPolicy',
    tag: 'policies',
    summary: 'One policy in full: rules, citations, parameters',
    description:
      'By its id, by `code@version`, or by its code alone, which gives the highest version; a draft by its id.',
    who: 'policy.read',
    params: byRef,
    replies: { 200: { description: 'The policy.', schema: policyOut } },
    etag: true,
    read: async (reader, req) => ok(presentPolicy(await readPolicy(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/policies/{id}',
    id: 'replacePolicyDraft',
    tag: 'policies',
    summary: 'Put another document in the place of a draft’s; what is published is never edited',
    who: 'policy.write',
    body: z.strictObject({ document: documentIn }),
    maxBytes: MAX_BYTES,
    replies: { 200: { description: 'The draft.', schema: policyOut } },
    current: async (tx, req) => presentPolicy({ kind: 'draft', row: await openDraft(tx, req.actor, req.params.id) }),
    write: async (tx, req) => {
      const row = await replaceDraft(tx, req.actor, req.params.id, req.body.document, req.at);
      return ok(presentPolicy({ kind: 'draft', row }, await checkDraft(tx, row.document, req.now)));
    },
  }),
  route({
    method: 'POST',
    path: '/policies/{id}/check',
    id: 'checkPolicyDraft',
    tag: 'policies',
    summary: 'Everything that keeps a draft from being published, and what deserves a look',
    who: 'policy.draft',
    body: z.strictObject({}),
    replies: { 200: { description: 'What was found.', schema: checkOut } },
    read: async (reader, req) => {
      const { document } = await openDraft(reader, req.actor, req.params.id, 'policy.draft');
      return ok(presentCheck(await checkDraft(reader, document, req.now)));
    },
  }),
  route({
    method: 'GET',
    path: '/policies/{id}/diff',
    id: 'diffPolicy',
    tag: 'policies',
    summary: 'What a policy or draft changes of another, in sentences',
    description: 'Against the policy in force on the eve of its first day unless another is named.',
    who: 'policy.read',
    params: byRef,
    query: z.strictObject({ against: ref.optional() }),
    replies: { 200: { description: 'The differences.', schema: diffOut } },
    problems: ['conflict'],
    read: async (reader, req) => {
      const { diff, ...told } = await diffPolicy(reader, req.actor, req.params.id, req.query.against);
      return ok({ ...told, ...diff });
    },
  }),
];
