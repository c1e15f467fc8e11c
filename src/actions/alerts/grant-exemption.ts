import type { ExemptedSubject } from '../../domain/alerts/exemption.ts';
import type { ExemptCategory } from '../../domain/alerts/order.ts';
import { forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionRow } from '../../store/exemptions.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import { getMachine } from '../machinery/get-machine.ts';
import { getSite } from '../machinery/get-site.ts';
import { getOrganisation } from '../registry/get-organisation.ts';
import { tell } from '../tell.ts';
import { type ExemptedFrom, exemptedFrom } from './exempted-from.ts';
import type { OrderContext } from './issue-order.ts';
import { rejudgeExempted } from './rejudge-exempted.ts';

export type NewExemption = ExemptedFrom & {
  readonly subject: ExemptedSubject;
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly reason: string;
  readonly category: ExemptCategory | null;
  /** What anybody may read of why; the reason itself may hold names. */
  readonly publicReason: string | null;
};

/**
 * Exempts a vehicle, enterprise, machine or site from a clause, an order or a zone for a time (豁免). A county officer's exemption
 * counts in the own county. What it touches is judged again: the first visits before this answers, the rest by a job.
 */
export async function grantExemption(
  tx: Writer,
  actor: Actor,
  { subject, from, until, reason, category, publicReason, ...given }: NewExemption,
  context: OrderContext,
): Promise<ExemptionRow> {
  const { at } = context;
  const place = await placeOf(tx, actor, subject);
  const named = await exemptedFrom(tx, actor, context.policies, subject, given, category);
  const row: ExemptionRow = {
    id: at.newId(),
    subjectType: subject.type,
    subjectId: 'id' in subject ? subject.id : null,
    plate: 'plate' in subject ? subject.plate : null,
    plateColour: 'plate' in subject ? subject.plateColour : null,
    ...{ ...named, category, from, until, plannedUntil: until, reason, publicReason, ...place },
    ...{ grantedAt: at.now, grantedBy: actor.id },
    ...{ revokedFrom: null, revocationReason: null, revokedAt: null, revokedBy: null },
  };
  await tx.exemptions.insert(row);
  const detail = { subject: { ...subject, plate: undefined }, ...named, category, from, until, reason };
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
  const from =
    row.clause !== null
      ? { en: `clause ${row.clause}`, zh: `条款 ${row.clause} ` }
      : row.orderId !== null
        ? ORDER
        : ZONE;
  await tell(tx, at, {
    topic,
    subject: { type: 'exemption', id: row.id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId === null ? [] : [row.organisationId],
    summary: {
      en: `${topic === 'exemption.granted' ? 'Exempted' : 'No longer exempted'} from ${from.en}: ${row.subjectType}`,
      zh: `${topic === 'exemption.granted' ? '已批准' : '已撤销'}${from.zh}的豁免`,
    },
  });
}

const ORDER = { en: 'an order', zh: '管控令' };
const ZONE = { en: 'a low-emission zone', zh: '低排放区' };

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

const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
