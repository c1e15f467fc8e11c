import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import { type Contradiction, contradictionsOf, impliedStage } from '../../domain/fleet/verification.ts';
import type { AssertedVehicle } from '../../domain/gates/passage.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { Policy } from '../../domain/policy/policy-set.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Cursor, PageRequest } from '../../store/page.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import type { WaitingFilter } from '../../store/verification.ts';
import { observedNetwork } from '../observations/observed-network.ts';
import { type VehicleSight, viewVehicles } from './view-vehicle.ts';

/** A pending vehicle with what an officer needs to decide on it. */
export type PendingVehicle = {
  readonly sight: VehicleSight;
  readonly declarants: readonly string[];
  readonly evidence: readonly EvidenceRow[];
  readonly contradictions: readonly Contradiction[];
  readonly impliedStage: number | undefined;
};

/** One plate to verify; without vehicles it is on no register. */
export type Waiting = {
  readonly plate: string;
  readonly colours: readonly string[];
  readonly passages: number;
  readonly enterprises: number;
  readonly lastAt: number | null;
  readonly vehicles: readonly PendingVehicle[];
  /** How often gates asserted which stage. */
  readonly assertedStages: ReadonlyMap<string, number>;
};

/** Of a plate gates say the same over and over; so many of their words are enough. */
const WORDS = 50;

/**
 * What is to be verified, the plates on which most passages hang first, then pending vehicles on which none does. Officers of
 * a county count what passed there. Goes on after (passages, plate), or after a vehicle's id.
 */
export async function verificationQueue(
  reader: Reader,
  actor: Actor,
  filter: WaitingFilter,
  { limit, after }: PageRequest,
  { policy, now }: { readonly policy: Policy; readonly now: number },
): Promise<{ readonly rows: Waiting[]; readonly reached?: Cursor }> {
  const scope = scopeOf(actor, 'passage.read');
  const busy =
    after && after.at === undefined
      ? []
      : await reader.verification.waitingPlates(scope, filter, limit + 1, placeOf(after));
  const idle = await idleAfter(reader, scope, filter, limit + 1 - busy.length, after);
  const found = [
    ...busy.map((one) => ({ ...one, colours: one.colours === '' ? [] : one.colours.split(',').sort() })),
    ...idle.map(({ plate, plateColour }) => ({
      plate,
      passages: 0,
      enterprises: 0,
      lastAt: null,
      colours: [plateColour],
    })),
  ];
  const shown = found.slice(0, limit);
  const pending = [...(await reader.verification.pendingUnder(busy.map(({ plate }) => plate))), ...idle];
  const vehicles = await viewPending(reader, actor, pending, filter, policy, now);
  const rows: Waiting[] = [];
  for (const [index, one] of shown.entries()) {
    const own = index < busy.length ? undefined : idle[index - busy.length]?.id;
    const asserted = vehicles.asserted.get(one.plate) ?? (await assertedOf(reader, one.plate, filter));
    rows.push({
      ...one,
      vehicles: vehicles.pending.filter(({ sight }) => (own ? sight.row.id === own : sight.row.plate === one.plate)),
      assertedStages: countsOf(asserted),
    });
  }
  const last = shown.at(-1);
  if (found.length <= limit || !last) return { rows };
  const idleLast = idle[shown.length - busy.length - 1];
  return { rows, reached: idleLast ? { id: idleLast.id } : { id: last.plate, at: last.passages } };
}

/** The first so many plates and pending vehicles that wait in the queue, without what an officer needs to decide on them. */
export async function waitingInQueue(
  reader: Pick<Reader, 'verification'>,
  scope: Scope,
  filter: WaitingFilter,
  limit: number,
): Promise<readonly { readonly plate: string }[]> {
  const busy = await reader.verification.waitingPlates(scope, filter, limit);
  return [...busy, ...(await idleAfter(reader, scope, filter, limit - busy.length, undefined))];
}

const placeOf = (after: Cursor | undefined) =>
  after?.at === undefined ? undefined : { passages: after.at, plate: after.id };

async function idleAfter(
  reader: Pick<Reader, 'verification'>,
  scope: Scope,
  filter: WaitingFilter,
  limit: number,
  after: Cursor | undefined,
): Promise<VehicleRow[]> {
  if (limit <= 0) return [];
  const on = after && after.at === undefined ? { after } : {};
  return reader.verification.idleVehicles(scope, filter, { limit, ...on });
}

async function viewPending(
  reader: Reader,
  actor: Actor,
  rows: readonly VehicleRow[],
  filter: WaitingFilter,
  policy: Policy,
  now: number,
): Promise<{ readonly pending: PendingVehicle[]; readonly asserted: Map<string, AssertedVehicle[]> }> {
  const stages = policy.parameter('stageByRegistration');
  const asserted = new Map<string, AssertedVehicle[]>();
  const pending: PendingVehicle[] = [];
  for (const sight of await viewVehicles(reader, actor, rows, now)) {
    const { id, plate } = sight.row;
    const words = asserted.get(plate) ?? (await assertedOf(reader, plate, filter));
    asserted.set(plate, words);
    const facts: VehicleFacts = { ...sight.declared, ...sight.verified, ...(await observedNetwork(reader, id)) };
    pending.push({
      sight,
      declarants: await reader.vehicles.declarantsOf(id),
      evidence: await reader.evidence.page('vehicle', id, { limit: 20 }),
      contradictions: contradictionsOf(facts, words, stages),
      impliedStage: impliedStage(facts, stages),
    });
  }
  return { pending, asserted };
}

const assertedOf = (reader: Pick<Reader, 'verification'>, plate: string, { since }: WaitingFilter) =>
  reader.verification.assertedOf(plate, since, WORDS);

function countsOf(asserted: readonly AssertedVehicle[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { emissionStage } of asserted)
    if (emissionStage) counts.set(emissionStage, (counts.get(emissionStage) ?? 0) + 1);
  return counts;
}
