import { listedPlaceOn } from '../../domain/fleet/retirement.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PageRequest } from '../../store/page.ts';
import type { RetirementProofRow } from '../../store/retirement-proofs.ts';
import type { RetirementListFilter } from '../../store/retirements.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import { judgementOf } from '../fleet/judge-vehicle.ts';

export type RetirementStatus = 'due' | 'overdue' | 'retired';
export type RetirementFilter = {
  readonly status?: RetirementStatus | undefined;
  readonly countyCode?: string | undefined;
  readonly proven?: boolean | undefined;
};

/** A vehicle of the retirement programme (淘汰名单) as it stands today. */
export type RetirementEntry = {
  readonly row: VehicleRow;
  readonly status: RetirementStatus;
  readonly clause: string | null;
  readonly deadline: string | null;
  readonly facts: VehicleFacts;
  /** Of one that is or is said to be retired. */
  readonly proof: RetirementProofRow | undefined;
};

type Today = { readonly policies: PolicySet; readonly now: number };

/** A page of the list, newest first by id. A vehicle without a county is seen only by those who reach the whole city. */
export async function pageRetirements(
  reader: Pick<Reader, 'retirements'>,
  actor: Actor,
  filter: RetirementFilter,
  request: PageRequest,
  today: Today,
): Promise<VehicleRow[]> {
  return reader.retirements.page(scopeOf(actor, 'retirement.read'), placed(filter, today), request);
}

/** Where on the list the vehicles are that fit; those not retired are all due, or all overdue. */
function placed({ status, countyCode, proven }: RetirementFilter, { policies, now }: Today): RetirementListFilter {
  const listed = listedPlaceOn(policies.on(legalDayOf(now)), legalDayOf(now));
  const places = [
    ...(proven === undefined && (status === undefined || status === listed) ? ['listed'] : []),
    ...(status === undefined || status === 'retired' ? ['retired'] : []),
  ];
  return { places, countyCode, proven };
}

/** What is to be told of rows of the list. */
export async function describeRetirements(
  reader: Pick<Reader, 'vehicles' | 'retirementProofs'>,
  rows: readonly VehicleRow[],
  { policies, now }: Today,
): Promise<RetirementEntry[]> {
  const today = legalDayOf(now);
  const policy = policies.on(today);
  const ids = rows.map((row) => row.id);
  const changes = await reader.vehicles.changesOf(ids);
  const ofVehicle = (id: string) => changes.filter(({ vehicleId }) => vehicleId === id);
  const proofs = await reader.retirementProofs.standing(ids);
  return rows.map((row) => {
    const { retirement, facts } = judgementOf(ofVehicle(row.id), today, policies);
    return {
      row,
      status: row.retirement === 'retired' ? 'retired' : (listedPlaceOn(policy, today) ?? 'due'),
      clause: retirement.decision?.clause ?? null,
      deadline: policy?.parameter('retirementDeadline') ?? null,
      facts,
      proof: proofs.find(({ standsFor }) => standsFor === row.id),
    };
  });
}

const CHUNK = 200;

/** The whole list, newest first, some at a time. */
export async function* retirementChunks(
  reader: Pick<Reader, 'retirements' | 'vehicles' | 'retirementProofs'>,
  actor: Actor,
  filter: RetirementFilter,
  today: Today,
): AsyncGenerator<RetirementEntry[]> {
  let after: { readonly id: string } | undefined;
  for (;;) {
    const rows = await pageRetirements(reader, actor, filter, { limit: CHUNK, ...(after ? { after } : {}) }, today);
    if (rows.length > 0) yield await describeRetirements(reader, rows, today);
    after = rows.at(-1);
    if (rows.length < CHUNK) return;
  }
}
