import { canonicalJson } from '../../domain/canonical.ts';
import { conflict, forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ObservationKind, ObservationResult } from '../../domain/observations/kinds.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { ObservationRow } from '../../store/observations.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { lookAt } from './look-at.ts';

/** An observation as its source tells it. `externalId` is the source's own key of it. */
export type NewObservation = {
  readonly kind: ObservationKind;
  readonly source: string;
  readonly externalId: string;
  /** Normalised; empty where none was told. */
  readonly plate: string;
  readonly plateColour: string | null;
  readonly vin: string | null;
  readonly occurredAt: number;
  readonly countyCode: string | null;
  readonly result: ObservationResult;
  readonly details: Readonly<Record<string, unknown>>;
};

/** `duplicate`: it was sent before, with the same content. */
export type RecordedObservation = { readonly row: ObservationRow; readonly duplicate: boolean };

/** What each sender other than the bureau itself observes. */
const DEPARTMENT_KINDS: readonly ObservationKind[] = ['black_smoke', 'roadside_test', 'periodic_inspection'];
const ENTERPRISE_KINDS: readonly ObservationKind[] = ['obd_alarm', 'online_state'];

/**
 * Puts an observation on record, matched to the vehicle that it is about where one is on file. Sent again it is known by
 * source and key of the same sender; with other content it is a conflict. An enterprise tells only of vehicles it declared.
 */
export async function recordObservation(
  tx: Writer,
  actor: Actor,
  told: NewObservation,
  { at, policies }: { readonly at: At; readonly policies: PolicySet },
): Promise<RecordedObservation> {
  const from = senderOf(actor, told);
  const known = await tx.observations.findKey(from.sender, told.source, told.externalId);
  if (known) {
    if (canonicalJson(contentOf(known)) !== canonicalJson(contentOf({ ...told, ...from })))
      throw conflict(OTHER_CONTENT, '#/externalId', { existing: known.id });
    return { row: known, duplicate: true };
  }
  const open = {
    ...{ followUp: 'none', followedUpAt: null, followedUpBy: null, followUpReason: null },
    ...{ voidedAt: null, voidedBy: null, voidReason: null },
  };
  const made = { id: at.newId(), ...told, ...from, ...open, receivedAt: at.now, recordedBy: actor.id };
  const row: ObservationRow = { ...made, ...(await lookAt(tx, made, { policies, now: at.now, newId: at.newId })) };
  if (from.organisationId !== null) await requireDeclared(tx, row, from.organisationId);
  await tx.observations.insert(row);
  const { kind, source, externalId } = told;
  const detail = { kind, source, externalId, occurredAt: told.occurredAt, result: told.result };
  await record(tx, actor, at, 'observation.record', { type: 'observation', id: row.id }, detail);
  return { row, duplicate: false };
}

/** Fails as forbidden where the actor may not tell of observations of a kind. */
export function requireTeller(actor: Actor, kind: ObservationKind): void {
  const scope = scopeOf(actor, 'observation.create');
  if (actor.kind !== 'user' || scope.to === 'none') throw forbidden();
  if (scope.to === 'organisation' && !ENTERPRISE_KINDS.includes(kind)) throw forbidden();
  if (actor.role === 'department' && !DEPARTMENT_KINDS.includes(kind)) throw forbidden();
}

type Sender = Pick<ObservationRow, 'sender' | 'organisationId' | 'countyCode'>;

/** Whose word it is: officers of a county tell of what was in it. */
function senderOf(actor: Actor, { kind, countyCode }: NewObservation): Sender {
  requireTeller(actor, kind);
  const scope = scopeOf(actor, 'observation.create');
  const sender = actor.kind === 'user' ? (actor.organisationId ?? '') : '';
  if (scope.to === 'organisation') return { sender, organisationId: scope.organisationId, countyCode };
  if (scope.to !== 'county') return { sender, organisationId: null, countyCode };
  if (countyCode !== null && countyCode !== scope.countyCode) throw forbidden();
  return { sender, organisationId: null, countyCode: scope.countyCode };
}

const contentOf = (of: NewObservation | ObservationRow) => ({
  ...{ kind: of.kind, plate: of.plate, plateColour: of.plateColour, vin: of.vin, occurredAt: of.occurredAt },
  ...{ countyCode: of.countyCode, result: of.result, details: of.details },
});

/** A truck that it has not declared is as good as missing. */
async function requireDeclared(
  tx: Writer,
  { vehicleId, plate }: ObservationRow,
  organisationId: string,
): Promise<void> {
  const declared = vehicleId !== null && (await tx.vehicles.declarantsOf(vehicleId)).includes(organisationId);
  if (!declared) throw notFound(plate === '' ? '#/vin' : '#/plate');
}

const OTHER_CONTENT = {
  en: 'Another observation was sent under this key of the source.',
  zh: '该来源的此编号已用于其他监测内容。',
};
