import { listedPlaceOn } from '../../domain/fleet/retirement.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PageRequest } from '../../store/page.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import { judgementOf } from './judge-vehicle.ts';

export type RetirementStatus = 'due' | 'overdue' | 'retired';
export type RetirementFilter = {
  readonly status?: RetirementStatus | undefined;
  readonly countyCode?: string | undefined;
};

/** A vehicle of the retirement programme (淘汰名单) as it stands today. */
export type RetirementEntry = {
  readonly row: VehicleRow;
  readonly status: RetirementStatus;
  readonly clause: string | null;
  readonly deadline: string | null;
  readonly facts: VehicleFacts;
};

/** A page of the list, newest first by id. A vehicle without a county is seen only by those who reach the whole city. */
export async function pageRetirements(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  { status, countyCode }: RetirementFilter,
  request: PageRequest,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<VehicleRow[]> {
  const listed = listedPlaceOn(policies.on(legalDayOf(now)), legalDayOf(now));
  const places = [
    ...(status === undefined || status === listed ? ['listed'] : []),
    ...(status === undefined || status === 'retired' ? ['retired'] : []),
  ];
  return reader.vehicles.retirementPage(scopeOf(actor, 'retirement.read'), { places, countyCode }, request);
}

/** What is to be told of rows of the list. */
export async function describeRetirements(
  reader: Pick<Reader, 'vehicles'>,
  rows: readonly VehicleRow[],
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<RetirementEntry[]> {
  const today = legalDayOf(now);
  const policy = policies.on(today);
  const changes = await reader.vehicles.changesOf(rows.map((row) => row.id));
  return rows.map((row) => {
    const ofRow = changes.filter((change) => change.vehicleId === row.id);
    const { retirement, facts } = judgementOf(ofRow, today, policies);
    return {
      row,
      status: row.retirement === 'retired' ? 'retired' : (listedPlaceOn(policy, today) ?? 'due'),
      clause: retirement.decision?.clause ?? null,
      deadline: policy?.parameter('retirementDeadline') ?? null,
      facts,
    };
  });
}
