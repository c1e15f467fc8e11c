import { Failure, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, scopeOf } from '../../domain/identity/permissions.ts';
import type { PageRequest } from '../../store/page.ts';
import type { PolicyRow } from '../../store/policies.ts';
import type { PolicyDraftRow } from '../../store/policy-drafts.ts';
import type { Reader } from '../../store/store.ts';
import { findPolicy } from './find-policy.ts';

/** A policy on record, or one that is not law. */
export type AnyPolicy =
  | { readonly kind: 'policy'; readonly row: PolicyRow }
  | { readonly kind: 'draft'; readonly row: PolicyDraftRow };

type From = Pick<Reader, 'policies' | 'policyDrafts'>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A policy by id, `code@version` or code; a draft by its id, for officers. Not-found otherwise. */
export async function readPolicy(reader: From, actor: Actor, ref: string, pointer = '#/id'): Promise<AnyPolicy> {
  try {
    return { kind: 'policy', row: await findPolicy(reader, ref) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  if (!UUID.test(ref) || !mayReach(actor, 'policy.draft')) throw notFound(pointer);
  return { kind: 'draft', row: await getDraft(reader, actor, ref.toLowerCase()) };
}

export const POLICY_STATUSES = ['draft', 'published', 'withdrawn'] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

/** Policies of these statuses, newest first by id; for officers with those that are not law. */
export async function pagePolicies(
  reader: From,
  actor: Actor,
  statuses: readonly PolicyStatus[],
  request: PageRequest,
): Promise<AnyPolicy[]> {
  const policies = await reader.policies.page(statuses, request);
  const drafts = mayReach(actor, 'policy.draft') ? await reader.policyDrafts.page(statuses, request) : [];
  const all: AnyPolicy[] = [
    ...policies.map((row) => ({ kind: 'policy' as const, row })),
    ...drafts.map((row) => ({ kind: 'draft' as const, row })),
  ];
  return all.sort((a, b) => (a.row.id < b.row.id ? 1 : -1)).slice(0, request.limit);
}

/** A draft, withdrawn ones included; officers see it, to all others there is none. */
export async function getDraft(
  reader: Pick<Reader, 'policyDrafts'>,
  actor: Actor,
  id: string,
): Promise<PolicyDraftRow> {
  const row = mayReach(actor, 'policy.draft') ? await reader.policyDrafts.find(id) : undefined;
  if (!row) throw notFound();
  return row;
}

/** Whether an actor may do something to policies at all: none belongs to a county or an organisation. */
export const mayReach = (actor: Actor, action: Action): boolean => scopeOf(actor, action).to !== 'none';
