import type { ExemptedType } from '../../domain/alerts/exemption.ts';
import type { ExemptCategory } from '../../domain/alerts/order.ts';
import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionRequestRow } from '../../store/exemption-requests.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import { getSite } from '../machinery/get-site.ts';
import { tell } from '../tell.ts';
import { type ExemptedFrom, exemptedFrom } from './exempted-from.ts';
import type { OrderContext } from './issue-order.ts';

export type NewRequest = ExemptedFrom & {
  readonly subject: { readonly type: ExemptedType; readonly id: string };
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly grounds: string;
  readonly category: ExemptCategory | null;
  /** Of a machine: where it is to be exempted, unless in the county that keeps the organisation's account. */
  readonly countyCode?: string | undefined;
};

/**
 * Asks for an exemption (豁免申请): a contractor for its own machine or site, an enterprise for itself or a vehicle that it
 * declared. Not-found about what is not its own; conflict where the same is asked already.
 */
export async function requestExemption(
  tx: Writer,
  actor: Actor,
  input: NewRequest,
  context: OrderContext,
): Promise<ExemptionRequestRow> {
  const { at, policies } = context;
  const scope = scopeOf(actor, 'exemption-request.create');
  if (scope.to !== 'organisation') throw forbidden();
  const { organisationId } = scope;
  const { subject, from, until, grounds, category } = input;
  const countyCode = await countyOf(tx, actor, organisationId, input);
  const named = await exemptedFrom(tx, actor, policies, subject, input, category);
  const waiting = (await tx.exemptionRequests.waiting(subject.id)).find(
    (one) =>
      one.clause === named.clause &&
      one.orderId === named.orderId &&
      one.zoneId === named.zoneId &&
      one.countyCode === countyCode,
  );
  if (waiting) throw conflict(ASKED, undefined, { existing: waiting.id });
  const row: ExemptionRequestRow = {
    id: at.newId(),
    ...{ organisationId, countyCode, subjectType: subject.type, subjectId: subject.id, ...named },
    ...{ category, from, until, grounds, status: 'submitted' },
    ...{ submittedAt: at.now, submittedBy: actor.id },
    ...{ closedAt: null, closedBy: null, reason: null, exemptionId: null },
  };
  await tx.exemptionRequests.insert(row);
  const detail = { subject, ...named, category, from, until };
  await record(tx, actor, at, 'exemption-request.submit', { type: 'exemption_request', id: row.id }, detail);
  await tell(tx, at, {
    topic: 'exemption-request.submitted',
    subject: { type: 'exemption_request', id: row.id },
    countyCodes: countyCode === null ? [] : [countyCode],
    organisationIds: [],
    summary: { en: `An exemption is asked for: ${subject.type}`, zh: '收到豁免申请' },
  });
  return row;
}

/**
 * Whose officers decide: those of where the site lies, of the county that is named for a machine, as its sites lie anywhere, else
 * of the one that keeps the organisation's account.
 */
async function countyOf(
  tx: Writer,
  actor: Actor,
  organisationId: string,
  { subject: { type, id }, countyCode }: NewRequest,
): Promise<string | null> {
  const contractor = actor.kind === 'user' && actor.role === 'contractor';
  if (contractor !== (type === 'machine' || type === 'site')) throw notFound('#/subject');
  if (type !== 'machine' && countyCode !== undefined) throw invalid('#/countyCode', OF_MACHINES);
  switch (type) {
    case 'site': {
      const site = await getSite(tx, actor, id, 'site.read', '#/subject');
      if (site.organisationId !== organisationId) throw forbidden();
      return site.countyCode;
    }
    case 'machine':
      if ((await tx.machines.find(id))?.organisationId !== organisationId) throw notFound('#/subject');
      if (countyCode === undefined) break;
      // Where it was never filed or seen nobody could decide: they do not see it.
      if (!(await tx.machines.countiesOf(id)).includes(countyCode)) throw invalid('#/countyCode', NOT_THERE);
      return countyCode;
    case 'enterprise':
      if (id !== organisationId) throw notFound('#/subject');
      break;
    case 'vehicle':
      await findVehicle(tx, actor, id, 'vehicle.read', '#/subject');
  }
  return (await tx.organisations.find(organisationId))?.countyCode ?? null;
}

const OF_MACHINES = { en: 'Only of a machine is the county named.', zh: '仅机械的豁免申请填写县区。' };
const NOT_THERE = {
  en: 'The machine was never filed or seen in this county: file it for a site there first.',
  zh: '该机械未在该县区申报或出现，请先申报进场。',
};
const ASKED = {
  en: 'This is asked already and waits for a decision.',
  zh: '相同的豁免申请已提交，正等待审批。',
};
