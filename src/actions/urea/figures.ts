import { isOver, judgeUrea, monthAfter } from '../../domain/fleet/urea.ts';
import { addUrea, NO_UREA, type UreaTally, ureaRatios } from '../../domain/fleet/urea-figures.ts';
import { vehicleOn } from '../../domain/fleet/vehicle.ts';
import { tellingColour } from '../../domain/gates/colour.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import { holderOf, holdersOn, type PlateHolder } from '../../domain/gates/plate-holder.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { UreaLoad } from '../../store/urea-months.ts';
import { windowOf } from './judge-month.ts';
import { reportedSince } from './reported-since.ts';

/** What the urea rule says of a vehicle's month; null where it does not apply. */
export type UreaCheck = 'shortfall' | 'refilled' | 'unverified' | null;

/** Urea against what was hauled, of one vehicle at an enterprise in a month. */
export type UreaRow = {
  /** An id by which lists go on: of its first passage or refill there. */
  readonly id: string;
  readonly plate: string;
  readonly plateColour: string | null;
  readonly vehicleId: string | null;
  readonly tally: UreaTally;
  readonly ratios: ReturnType<typeof ureaRatios>;
  readonly check: UreaCheck;
};

export type UreaFigures = {
  readonly rows: readonly UreaRow[];
  readonly total: UreaTally;
  readonly ratios: ReturnType<typeof ureaRatios>;
  readonly policy: string | null;
  /** Legal days, both included, over which the check looks; null where no policy was in force. */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** Since when the enterprise counts as reporting. */
  readonly reportsSince: string | null;
};

type Group = {
  id: string;
  readonly plate: string;
  plateColour: string | null;
  lastAt: number;
  tally: UreaTally;
  /** Of the check's window, which may begin before the month. */
  passages: number;
  refills: number;
};

const PAGE = 1_000;

/**
 * A month (`YYYY-MM`) of an enterprise: for each vehicle what it refilled by the enterprise's word and what it hauled by its
 * gates', who passed most first. Long: read in bulk. Refills of others count in the check, not in the volumes.
 */
export async function ureaFigures(
  bulk: Reader,
  policies: PolicySet,
  { enterpriseId, month, now }: { readonly enterpriseId: string; readonly month: string; readonly now: number },
): Promise<UreaFigures> {
  const found = windowOf(policies, month);
  const start = startOfDay(`${month}-01`);
  const until = startOfDay(`${monthAfter(month)}-01`);
  const from = Math.min(start, found?.window.from ?? start);
  const windowFrom = found?.window.from ?? until;
  const groups = await groupsOf(bulk, enterpriseId, { from, start, until, windowFrom });
  const reportsSince = await reportedSince(bulk, enterpriseId);
  const plates = [...new Set([...groups.values()].map(({ plate }) => plate))];
  const holders = new Map<string, readonly PlateHolder[]>();
  for (let at = 0; at < plates.length; at += 200)
    for (const [plate, of] of await bulk.ledgers.holdersOf(plates.slice(at, at + 200))) holders.set(plate, of);
  const rows: UreaRow[] = [];
  for (const group of groups.values()) {
    const day = legalDayOf(group.lastAt);
    const holder = holderOf(holdersOn(holders.get(group.plate) ?? [], day), group.plateColour);
    const { id, plate, plateColour, tally, passages } = group;
    const check = async (): Promise<UreaCheck> => {
      if (!found || !isOver(month, now)) return null;
      const verified = holder && vehicleOn(holder.changes, found.window.lastDay).verified;
      const refills = group.refills || (await refillsElsewhere(bulk, group, found.window));
      const told = { window: found.window, verified, reportsSince, passages, refills };
      return CHECKS[judgeUrea(found.policy, told).decision?.outcome ?? ''] ?? null;
    };
    if (tally.passages + tally.refills === 0) continue;
    const vehicleId = holder?.vehicleId ?? null;
    rows.push({ id, plate, plateColour, vehicleId, tally, ratios: ureaRatios(tally), check: await check() });
  }
  rows.sort((a, b) => b.tally.passages - a.tally.passages || (a.id < b.id ? 1 : -1));
  const total = rows.reduce((sum, { tally }) => addUrea(sum, tally), NO_UREA);
  const window = found ? { from: found.window.firstDay, to: found.window.lastDay } : null;
  return {
    ...{ rows, total, window, ratios: ureaRatios(total) },
    ...{ policy: found?.policy.ref ?? null, reportsSince: reportsSince ?? null },
  };
}

const CHECKS: Readonly<Record<string, UreaCheck>> = {
  review: 'shortfall',
  compliant: 'refilled',
  unverified: 'unverified',
};

type Times = { readonly from: number; readonly start: number; readonly until: number; readonly windowFrom: number };

async function groupsOf(bulk: Reader, enterpriseId: string, times: Times): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  const groupOf = (id: string, plate: string, plateColour: string | null, at: number): Group => {
    const key = `${plate} ${tellingColour(plateColour) ?? ''}`;
    let group = groups.get(key);
    if (!group) {
      group = { id, plate, plateColour, lastAt: at, tally: NO_UREA, passages: 0, refills: 0 };
      groups.set(key, group);
    }
    group.lastAt = Math.max(group.lastAt, at);
    return group;
  };
  const loads = new Map<string, { readonly group: Group; kg: number | undefined }>();
  for await (const reading of readingsAt(bulk, enterpriseId, times)) {
    if (reading.plate === '') continue;
    const group = groupOf(reading.id, reading.plate, reading.plateColour, reading.passedAt);
    const isFirst = reading.accessId === reading.id;
    if (isFirst && reading.passedAt >= times.windowFrom) group.passages += 1;
    if (reading.passedAt < times.start) continue;
    if (isFirst) group.tally = addUrea(group.tally, { passages: 1 });
    // The readings of one access are repeats of one another: it has one load.
    const cargo = reading.cargo as Cargo | null;
    if (!cargo || cargo.empty) continue;
    const known = loads.get(reading.accessId);
    if (!known || cargo.kg !== undefined) loads.set(reading.accessId, { group, kg: cargo.kg });
  }
  for (const { group, kg } of loads.values())
    group.tally = addUrea(group.tally, kg === undefined ? { unweighed: 1 } : { kg });
  for await (const refill of refillsAt(bulk, enterpriseId, times)) {
    const group = groupOf(refill.id, refill.plate, refill.plateColour, refill.refilledAt);
    if (refill.refilledAt >= times.windowFrom) group.refills += 1;
    if (refill.refilledAt < times.start) continue;
    group.tally = addUrea(group.tally, { refills: 1, millilitres: refill.millilitres });
  }
  const coloured = new Map<string, Group[]>();
  for (const group of groups.values())
    if (tellingColour(group.plateColour) !== undefined)
      coloured.set(group.plate, [...(coloured.get(group.plate) ?? []), group]);
  for (const group of groups.values()) joinColourless(groups, group, coloured.get(group.plate) ?? []);
  return groups;
}

/** What was read without a colour goes with the only colour that was read of the plate. */
function joinColourless(groups: Map<string, Group>, group: Group, [only, other]: readonly Group[]): void {
  if (tellingColour(group.plateColour) !== undefined || !only || other) return;
  only.tally = addUrea(only.tally, group.tally);
  only.passages += group.passages;
  only.refills += group.refills;
  only.lastAt = Math.max(only.lastAt, group.lastAt);
  groups.delete(`${group.plate} `);
}

async function* readingsAt(bulk: Reader, enterpriseId: string, { from, until }: Times): AsyncGenerator<UreaLoad> {
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const rows = await bulk.ureaMonths.loadsAt(enterpriseId, { from, until, after }, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { id: last.id, at: last.passedAt };
  }
}

async function* refillsAt(bulk: Reader, enterpriseId: string, { from, until }: Times) {
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const filter = { enterpriseId, from, until, status: 'standing' };
    const rows = await bulk.ureaRefills.following({ to: 'all' }, filter, after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { id: last.id, at: last.refilledAt };
  }
}

async function refillsElsewhere(
  bulk: Reader,
  { plate, plateColour, passages }: Group,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<number> {
  if (passages === 0) return 0;
  const refills = await bulk.ureaRefills.ofPlate(plate, from, until);
  const colour = tellingColour(plateColour);
  return refills.filter((one) => colour === undefined || tellingColour(one.plateColour) === colour).length;
}
