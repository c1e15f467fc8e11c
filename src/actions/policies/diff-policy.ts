import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { checkPolicy } from '../../domain/policy/check-policy.ts';
import { diffPolicies, type PolicyDiff } from '../../domain/policy/diff-policies.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Reader } from '../../store/store.ts';
import { policyBefore } from './check-draft.ts';
import { readPolicy } from './read-policy.ts';

type From = Pick<Reader, 'policies' | 'policyDrafts'>;

export type DiffTold = { readonly policy: string; readonly against: string; readonly diff: PolicyDiff };

/**
 * What a policy or draft changes of another: of `against`, else of the one in force on the eve of its first day. Conflict
 * where either has faults that keep it from being read.
 */
export async function diffPolicy(reader: From, actor: Actor, ref: string, against?: string): Promise<DiffTold> {
  const after = soundOf((await readPolicy(reader, actor, ref)).row.document);
  const other =
    against === undefined
      ? policyBefore(await reader.policies.list(), after.from)
      : (await readPolicy(reader, actor, against, '#/against')).row;
  if (!other) throw invalid('#/against', NOTHING_BEFORE);
  const before = soundOf(other.document);
  return { policy: refOf(after), against: refOf(before), diff: diffPolicies(before, after) };
}

const refOf = ({ id, version }: PolicyDocument): string => `${id}@${version}`;

function soundOf(document: unknown): PolicyDocument {
  const checked = checkPolicy(document);
  if ('document' in checked) return checked.document;
  throw conflict(FAULTY);
}

const NOTHING_BEFORE = {
  en: 'No policy is in force before its first day: say against which it is to be held.',
  zh: '其首个施行日之前没有现行政策，请指定比较对象。',
};
const FAULTY = {
  en: 'The draft has faults; check it and mend them first.',
  zh: '草案存在问题，请先检查并修正。',
};
