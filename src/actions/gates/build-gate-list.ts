import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson } from '../../domain/canonical.ts';
import { PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import {
  inListOrder,
  type ListAlerts,
  type Listable,
  type ListContent,
  type ListedVehicle,
  type ListStep,
  listedOrders,
  stepsOf,
  type Validity,
} from '../../domain/gates/gate-list.ts';
import type { PlateHolder } from '../../domain/gates/judge-visit.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import { missedBefore } from '../alerts/missed-transport.ts';

/** Vehicles judged before others get their turn: some ms. */
const AT_ONCE = 50;
/** A plate that says nothing of its vehicle. */
const ANY_PLATE = '0';

export type BuiltList = { readonly content: ListContent; readonly digest: string };

/**
 * What the gates of an enterprise would be told of every vehicle that served it since an instant or that it declared, on
 * each day until the list expires. Reads by `store.bulk`, and gives way to others while it judges.
 */
export async function buildGateList(
  bulk: Reader,
  enterpriseId: string,
  policies: PolicySet,
  since: number,
  validity: Validity,
): Promise<BuiltList> {
  const enterprise = await bulk.enterpriseFacts.of(enterpriseId);
  const ids = await bulk.gateLists.vehiclesServing(enterpriseId, since);
  const byPlate = await bulk.gateLists.holdersByPlate(ids);
  const alerts = await alertsAt(bulk, policies, enterpriseId, ids, [...byPlate.keys()], validity);
  const verdicts = new Map<string, readonly ListStep[]>();
  const keep = (steps: readonly ListStep[]): string => {
    const key = sha256(canonicalJson(steps)).slice(0, 12);
    verdicts.set(key, steps);
    return key;
  };
  const vehicles: ListedVehicle[] = [];
  let judged = 0;
  for (const vehicle of listables(byPlate, new Set(ids), validity)) {
    const { steps, emissionStage } = stepsOf(policies, vehicle, enterprise, validity, alerts);
    const { plate, plateColour } = vehicle;
    vehicles.push({ plate, plateColour, emissionStage, verdict: keep(steps) });
    judged += 1;
    if (judged % AT_ONCE === 0) await nextTurn();
  }
  const unknown = [...PLATE_COLOURS, null].map((plateColour) => {
    const anyone = { plate: ANY_PLATE, plateColour, holders: [] };
    const { steps } = stepsOf(policies, anyone, enterprise, validity, alerts);
    return [plateColour ?? 'none', keep(steps)] as const;
  });
  const content: ListContent = {
    vehicles: vehicles.sort(inListOrder),
    verdicts: Object.fromEntries(verdicts),
    unknown: Object.fromEntries(unknown),
    ...(alerts ? { orders: listedOrders(alerts, validity) } : {}),
  };
  return { content, digest: digestOf(content) };
}

/** What is known of the orders over an enterprise within the validity; undefined where there is none. */
async function alertsAt(
  bulk: Reader,
  policies: PolicySet,
  enterpriseId: string,
  vehicleIds: readonly string[],
  plates: readonly string[],
  { now, until }: Validity,
): Promise<ListAlerts | undefined> {
  const organisation = await bulk.organisations.find(enterpriseId);
  const countyCode = organisation?.countyCode ?? '';
  const touching = await bulk.alerts.touching(now, until);
  const own = new Set(touching.filter((one) => one.countyCodes.includes(countyCode)).map(({ orderId }) => orderId));
  if (own.size === 0) return undefined;
  const revisions = touching.filter(({ orderId }) => own.has(orderId));
  const ids = [enterpriseId, ...vehicleIds];
  const exemptions = await bulk.exemptions.touching({ ids, plates }, now, until);
  const missed = new Map<number, boolean | undefined>();
  for (const { startsAt, closedHours } of revisions)
    if (closedHours.length > 0 && !missed.has(startsAt))
      missed.set(startsAt, await missedBefore(bulk, policies, enterpriseId, startsAt));
  return { countyCode, enterpriseId, revisions, exemptions, missed };
}

/** SHA-256 (hex) over the canonical content of a list. */
export const digestOf = (content: ListContent): string => sha256(canonicalJson(content));

/** The plates that these vehicles carry at some time of the validity, once each. */
function* listables(
  byPlate: ReadonlyMap<string, PlateHolder[]>,
  vehicleIds: ReadonlySet<string>,
  { now, until }: Validity,
): Generator<Listable & { readonly plateColour: string }> {
  const [first, last] = [legalDayOf(now), legalDayOf(until)];
  for (const [plate, holders] of byPlate) {
    const own = holders.filter(
      ({ vehicleId, validFrom, validUntil }) =>
        vehicleIds.has(vehicleId) && (validFrom ?? '') <= last && (validUntil === null || validUntil > first),
    );
    for (const plateColour of new Set(own.map((holder) => holder.plateColour))) yield { plate, plateColour, holders };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
