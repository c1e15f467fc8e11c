import { clausesOf, exemptibleClauses } from '../../domain/alerts/exemptible.ts';
import type { ExemptedSubject } from '../../domain/alerts/exemption.ts';
import type { ExemptCategory } from '../../domain/alerts/order.ts';
import { forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { AlertRow } from '../../store/alerts.ts';
import type { ExemptionRow } from '../../store/exemptions.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import { getMachine } from '../machinery/get-machine.ts';
import { getSite } from '../machinery/get-site.ts';
import { getOrganisation } from '../registry/get-organisation.ts';
import { tell } from '../tell.ts';
import { getOrder } from './get-order.ts';
import type { OrderContext } from './issue-order.ts';
import { rejudgeExempted } from './rejudge-exempted.ts';

export type NewExemption = {
  readonly subject: ExemptedSubject;
  /** A clause that knows exemptions, or an order's id or number. */
  readonly clauseOrOrder: string;
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly reason: string;
  readonly category: ExemptCategory | null;
};

/**
 * Exempts a vehicle, enterprise, machine or site from a clause or an order for a time (豁免). A county officer's exemption
 * counts in the own county. What it touches is judged again: the first visits before this answers, the rest by a job.
 */
export async function grantExemption(
  tx: Writer,
  actor: Actor,
  { subject, clauseOrOrder, from, until, reason, category }: NewExemption,
  context: OrderContext,
): Promise<ExemptionRow> {
  const { at } = context;
  const place = await placeOf(tx, actor, subject);
  const { clause, orderId } = await exemptedFrom(tx, context.policies, subject, clauseOrOrder, category);
  const row: ExemptionRow = {
    id: at.newId(),
    subjectType: subject.type,
    subjectId: 'id' in subject ? subject.id : null,
    plate: 'plate' in subject ? subject.plate : null,
    plateColour: 'plate' in subject ? subject.plateColour : null,
    ...{ clause, orderId, category, from, until, plannedUntil: until, reason, ...place },
    ...{ grantedAt: at.now, grantedBy: actor.id },
    ...{ revokedFrom: null, revocationReason: null, revokedAt: null, revokedBy: null },
    ...{ zoneId: null, publicReason: null },
  };
  await tx.exemptions.insert(row);
  const detail = { subject: { ...subject, plate: undefined }, clause, orderId, category, from, until, reason };
  await record(tx, actor, at, 'exemption.grant', { type: 'exemption', id: row.id }, detail);
  await tellOfExemption(tx, row, 'exemption.granted', context);
  await rejudgeExempted(tx, actor, row, { from, until }, context);
  return row;
}

/** Tells the officers of where it counts, and the organisation whose it is. */
export async function tellOfExemption(
  tx: Writer,
  row: ExemptionRow,
  topic: 'exemption.granted' | 'exemption.revoked',
  { at }: Pick<OrderContext, 'at'>,
): Promise<void> {
  const from = row.clause ?? 'order';
  await tell(tx, at, {
    topic,
    subject: { type: 'exemption', id: row.id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId === null ? [] : [row.organisationId],
    summary: {
      en: `${topic === 'exemption.granted' ? 'Exempted' : 'No longer exempted'} from ${row.clause ? `clause ${from}` : 'an order'}: ${row.subjectType}`,
      zh: `${topic === 'exemption.granted' ? '已批准' : '已撤销'}${row.clause ? `条款 ${from}` : '管控令'} 的豁免`,
    },
  });
}

type Place = Pick<ExemptionRow, 'countyCode' | 'organisationId'>;

/** Where an exemption of the subject counts and whose it is. Not-found where the actor may not see the subject. */
async function placeOf(tx: Writer, actor: Actor, subject: ExemptedSubject): Promise<Place> {
  const scope = scopeOf(actor, 'exemption.write');
  if (scope.to === 'none') throw forbidden();
  const own = scope.to === 'county' ? scope.countyCode : null;
  if ('plate' in subject) return { countyCode: own, organisationId: null };
  const { id } = subject;
  switch (subject.type) {
    case 'vehicle':
      await findVehicle(tx, actor, id, 'vehicle.read', '#/subject');
      return { countyCode: own, organisationId: null };
    case 'machine': {
      const { organisationId } = await seen(() => getMachine(tx, actor, id));
      return { countyCode: own, organisationId };
    }
    case 'site':
      return within(scope, await getSite(tx, actor, id, 'site.read', '#/subject'));
    case 'enterprise': {
      const { id: organisationId, countyCode, kind } = await getOrganisation(tx, actor, id, '#/subject');
      if (kind !== 'enterprise') throw invalid('#/subject', NO_ENTERPRISE);
      return within(scope, { organisationId, countyCode });
    }
  }
}

function within(scope: Scope, { countyCode, organisationId }: { countyCode: string; organisationId: string }): Place {
  if (!covers(scope, { countyCode })) throw forbidden();
  return { countyCode, organisationId };
}

/** A machine that cannot be seen is missing from the body that names it. */
async function seen<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw (error as { kind?: string }).kind === 'not-found' ? notFound('#/subject') : error;
  }
}

/** The clause, or the order by its id or number; invalid where that knows no exemption of such a subject or category. */
async function exemptedFrom(
  tx: Writer,
  policies: PolicySet,
  subject: ExemptedSubject,
  named: string,
  category: ExemptCategory | null,
): Promise<Pick<ExemptionRow, 'clause' | 'orderId'>> {
  const ofMachines = subject.type === 'machine' || subject.type === 'site';
  if (exemptibleClauses(policies).includes(named)) {
    if (!clausesOf(policies, ofMachines ? 'machine_work' : 'passage').includes(named))
      throw invalid('#/subject', NOT_OF);
    return { clause: named, orderId: null };
  }
  if (policies.all.some(({ document }) => document.rules.some(({ clause }) => clause === named)))
    throw invalid('#/clauseOrOrder', NO_EXEMPTION);
  const { id } = await orderNamed(tx, named);
  const { revisions } = await getOrder(tx, id);
  const categories = revisions.flatMap((one) => one.restrictions.flatMap(({ exempt = [] }) => exempt));
  if (category !== null && !categories.includes(category)) throw invalid('#/category', NO_CATEGORY);
  return { clause: null, orderId: id };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function orderNamed(tx: Writer, named: string): Promise<AlertRow> {
  const found = UUID.test(named) ? await tx.alerts.find(named.toLowerCase()) : undefined;
  const [first, second] = found ? [found] : await tx.alerts.ofNumber(named);
  if (!first) throw notFound('#/clauseOrOrder');
  if (second) throw invalid('#/clauseOrOrder', SEVERAL);
  return first;
}

const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
const NO_EXEMPTION = { en: 'This clause knows no exemption.', zh: '该条款不允许豁免。' };
const NOT_OF = { en: 'This clause is not about such a subject.', zh: '该条款不适用于此类对象。' };
const NO_CATEGORY = { en: 'This order does not exempt that category.', zh: '该管控令未列此豁免类别。' };
const SEVERAL = {
  en: 'Several orders have this number: name one by its id.',
  zh: '存在多个同文号的管控令，请使用其 ID。',
};
