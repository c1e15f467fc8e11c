import { z } from 'zod';
import { publishDraft, withdrawPolicy } from '../../actions/policies/publish-policy.ts';
import { publishedPolicies } from '../../actions/policies/published-policies.ts';
import { Failure } from '../../domain/failure.ts';
import type { PolicyFault } from '../../domain/policy/faults.ts';
import { pointerOf } from '../pointer.ts';
import { policyOut, presentPolicy } from '../policy-answers.ts';
import { ok, route } from '../route.ts';
import { dayText, prose } from '../schemas.ts';

/** Making a draft law (发布), and taking it back while its first day is ahead (撤回). */
export const policyPublicationRoutes = [
  route({
    method: 'POST',
    path: '/policies/{id}/publish',
    id: 'publishPolicy',
    tag: 'policies',
    summary: 'Make a draft law from its first day on, which must lie ahead',
    description:
      'It is checked again; 409 names its faults. What was in force is never edited: days before its first keep the law ' +
      'they had, and nothing of the past is judged again. `publishedOn` is the day the plan was issued, today unless given.',
    who: 'policy.write',
    body: z.strictObject({ publishedOn: dayText.optional(), reason: prose(500) }),
    replies: { 200: { description: 'The policy.', schema: policyOut } },
    write: async (tx, req) => {
      const row = await publishDraft(tx, req.actor, req.params.id, req.body, req.at);
      if ('faults' in row) throw faulty(row.faults);
      const next = await publishedPolicies(tx);
      tx.afterCommit(() => req.env.policies.take(next));
      return ok(presentPolicy({ kind: 'policy', row }));
    },
  }),
  route({
    method: 'POST',
    path: '/policies/{id}/withdraw',
    id: 'withdrawPolicy',
    tag: 'policies',
    summary: 'Take back a draft, or a published policy before its first day',
    who: 'policy.write',
    body: z.strictObject({ reason: prose(500) }),
    replies: { 200: { description: 'The policy.', schema: policyOut } },
    write: async (tx, req) => {
      const row = await withdrawPolicy(tx, req.actor, req.params.id, req.body.reason, req.at);
      if (!('code' in row)) return ok(presentPolicy({ kind: 'draft', row }));
      const next = await publishedPolicies(tx);
      tx.afterCommit(() => req.env.policies.take(next));
      return ok(presentPolicy({ kind: 'policy', row }));
    },
  }),
];

const MOST_NAMED = 50;

function faulty(faults: readonly PolicyFault[]): Failure {
  const errors = faults
    .slice(0, MOST_NAMED)
    .map(({ path, detail }) => ({ pointer: pointerOf(['document', ...path]), detail }));
  const detail = {
    en: `The draft has ${faults.length} faults and is not published.`,
    zh: `草案存在 ${faults.length} 处问题，未发布。`,
  };
  return new Failure('conflict', detail, { errors });
}
