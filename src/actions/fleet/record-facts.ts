import { forbidden } from '../../domain/failure.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { EnterpriseFactsRow } from '../../store/enterprise-facts.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { reaches } from '../registry/get-organisation.ts';
import { getEnterprise } from './get-enterprise.ts';

/**
 * Adds what is true of an enterprise from a day on; of two rows for one day the later posted counts. Queues a `rejudge`
 * job for its passages from that day, to be woken after the commit.
 */
export async function recordFacts(
  tx: Writer,
  actor: Actor,
  organisationId: string,
  facts: Omit<EnterpriseFacts, 'id'>,
  at: At,
): Promise<{ readonly row: EnterpriseFactsRow; readonly jobId: string }> {
  const enterprise = await getEnterprise(tx, actor, organisationId);
  if (!reaches(actor, 'facts.create', enterprise)) throw forbidden();
  const row: EnterpriseFactsRow = {
    ...facts,
    id: at.newId(),
    enterpriseId: enterprise.id,
    recordedAt: at.now,
    recordedBy: actor.id,
  };
  await tx.enterpriseFacts.insert(row);
  const subject = { type: 'enterprise_facts', id: row.id };
  await record(tx, actor, at, 'facts.create', subject, { enterpriseId: enterprise.id, ...facts });
  return { row, jobId: await queueRejudging(tx, actor, enterprise.id, facts.validFrom, at) };
}

async function queueRejudging(tx: Writer, actor: Actor, enterpriseId: string, from: string, at: At): Promise<string> {
  const id = at.newId();
  await tx.jobs.insert({
    id,
    kind: 'rejudge',
    status: 'queued',
    payload: { enterpriseId, from },
    cursor: null,
    done: 0,
    total: null,
    attempts: 0,
    error: null,
    runAfter: at.now,
    createdAt: at.now,
    finishedAt: null,
    createdBy: actor.id,
  });
  return id;
}
