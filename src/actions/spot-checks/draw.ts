import { decodeTally, NO_TALLY } from '../../domain/gates/tally.ts';
import { missingFields } from '../../domain/ledgers/completeness.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { instantsOf, type Period } from '../../domain/reports/period.ts';
import { alertDaysIn, ordinaryDaysBefore } from '../../domain/spot-checks/alert-days.ts';
import { dayAgainst, type ItemKind, type Verdict } from '../../domain/spot-checks/item.ts';
import type { SpotCheckMethod } from '../../domain/spot-checks/method.ts';
import { drawPlaces } from '../../domain/spot-checks/sample.ts';
import { addDays } from '../../domain/time.ts';
import type { Drawable } from '../../store/spot-checks.ts';
import type { Reader } from '../../store/store.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { transportRows } from '../ledgers/transport-ledger.ts';
import { partsOf } from '../ledgers/visit-parts.ts';

export type Drawing = {
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly seed: string;
  readonly period: Period;
  readonly ledgerRows: number;
  readonly passages: number;
  /** As named; undefined: those of the orders on record. */
  readonly alertDays: readonly string[] | undefined;
  readonly ordinaryDays: number;
  readonly method: SpotCheckMethod;
};

export type DrawnItem = {
  readonly kind: ItemKind;
  readonly subjectId: string | null;
  readonly sample: Readonly<Record<string, unknown>>;
  readonly verdict: Verdict;
};

/** How many of how many were drawn. */
export type DrawnCounts = { readonly of: number; readonly asked: number };
export type Drawn = {
  readonly items: readonly DrawnItem[];
  readonly counts: { readonly ledgerRows: DrawnCounts; readonly passages: DrawnCounts };
};

type Context = { readonly policies: PolicySet; readonly now: number };

/**
 * Draws a sample from what is stored, by its seed alone: the same seed over unchanged data gives the same items, on either
 * database. Reads many rows: for `store.bulk`.
 */
export async function drawSample(bulk: Reader, drawing: Drawing, context: Context): Promise<Drawn> {
  const ledger = await draw(bulk, 'visits', drawing, drawing.ledgerRows);
  const passages = await draw(bulk, 'accesses', drawing, drawing.passages);
  return {
    items: [
      ...(await ledgerItems(bulk, ledger.ids, drawing.method, context)),
      ...(await passageItems(bulk, passages.ids)),
      ...(await dayItems(bulk, drawing)),
    ],
    counts: { ledgerRows: ledger.counts, passages: passages.counts },
  };
}

async function draw(bulk: Reader, what: Drawable, { enterpriseId, period, seed }: Drawing, asked: number) {
  const of = { enterpriseId, ...instantsOf(period) };
  const population = await bulk.spotChecks.population(what, of);
  // Each kind has a series of its own, so that asking for more of one does not move the other.
  const places = drawPlaces(`${what}:${seed}`, population, asked);
  return { ids: await bulk.spotChecks.atPlaces(what, of, places), counts: { of: population, asked } };
}

async function ledgerItems(
  bulk: Reader,
  ids: readonly string[],
  { ledgerFacts: facts }: SpotCheckMethod,
  { policies, now }: Context,
): Promise<DrawnItem[]> {
  const visits = await bulk.ledgers.visitsOfIds(ids);
  const rows = await transportRows(bulk, await partsOf(bulk, visits, now), { policies, scope: { to: 'all' }, now });
  const hours = policyAt(policies, now).parameter('overstayHours');
  return rows.map((row) => {
    const missing = missingFields(row, { facts, now, stayMs: hours * 3_600_000 });
    const { plate, plateColour, vehicle, entry, exit } = row;
    const at = { enteredAt: entry?.at ?? null, leftAt: exit?.at ?? null };
    return {
      kind: 'ledger_row',
      subjectId: row.id,
      sample: { plate, plateColour, ...at, facts: vehicle.facts, missing },
      verdict: missing.length === 0 ? 'right' : 'wrong',
    };
  });
}

async function passageItems(bulk: Reader, ids: readonly string[]): Promise<DrawnItem[]> {
  const rows = await bulk.spotChecks.passagesOfIds(ids);
  return rows.map((row) => {
    const { stage, basis } = decodeTally(row.tally ?? NO_TALLY);
    const { plate, plateColour, passedAt, direction, gateId } = row;
    return {
      kind: 'passage',
      subjectId: row.id,
      sample: { plate, plateColour, passedAt, direction, gateId, emissionStage: stage, basis },
      verdict: 'pending',
    };
  });
}

async function dayItems(bulk: Reader, drawing: Drawing): Promise<DrawnItem[]> {
  const { enterpriseId, period, ordinaryDays: count, method } = drawing;
  const within = method.ordinaryWithinDays;
  // Ordinary days lie before the period, so orders of then count as well.
  const wide = { from: addDays(period.from, -within), to: period.to };
  const { from, until } = instantsOf(wide);
  const ordered = alertDaysIn(await bulk.alerts.touching(from, until), drawing.countyCode, wide);
  const named = drawing.alertDays ?? ordered.filter((day) => day >= period.from);
  const alertDays = [...new Set([...ordered, ...named])];
  const accessesOn = (day: string) =>
    bulk.spotChecks.goodsAccesses({ enterpriseId, ...instantsOf({ from: day, to: day }) });
  const items: DrawnItem[] = [];
  for (const day of [...new Set(named)].sort()) {
    const ordinary: { day: string; accesses: number }[] = [];
    for (const one of ordinaryDaysBefore(day, alertDays, { count, within }))
      ordinary.push({ day: one, accesses: await accessesOn(one) });
    const accesses = await accessesOn(day);
    const against = dayAgainst(
      accesses,
      ordinary.map((one) => one.accesses),
    );
    const sample = { day, accesses, ordinary, ...against };
    items.push({ kind: 'alert_day', subjectId: null, sample, verdict: 'pending' });
  }
  return items;
}
