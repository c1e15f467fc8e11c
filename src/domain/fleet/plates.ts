import { shownOn, type VehicleChange } from './vehicle.ts';

/** A plate (号牌) and colour one vehicle carried from a day on, up to another (exclusive); null is open. */
export type PlateSpan = {
  readonly plate: string;
  readonly plateColour: string;
  readonly from: string | null;
  readonly until: string | null;
};

const BEFORE_ALL = '0000-00-00';

/** Which plate a vehicle carried when, by all that was recorded of it, oldest first. */
export function platesOf(changes: readonly VehicleChange[]): PlateSpan[] {
  const days = [...new Set(changes.map((change) => change.effectiveOn ?? BEFORE_ALL))].sort();
  const spans: PlateSpan[] = [];
  for (const day of days) {
    const { plate, plateColour } = shownOn(changes, day);
    const last = spans.at(-1);
    if (plate === undefined || plateColour === undefined) continue;
    if (last?.plate === plate && last.plateColour === plateColour) continue;
    if (last) spans[spans.length - 1] = { ...last, until: day };
    spans.push({ plate, plateColour, from: day === BEFORE_ALL ? null : day, until: null });
  }
  return spans;
}

/** When another vehicle carried the same plate and colour. */
export type OtherSpan = {
  readonly vehicleId: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
};

/**
 * Fits a span beside those of other vehicles under the same plate and colour. One that was "always" so begins where the
 * last of the others ended; `taken` names the vehicle that stands in the way where it cannot fit.
 */
export function fitted(span: PlateSpan, others: readonly OtherSpan[]): { span: PlateSpan } | { taken: string } {
  const inTheWay = others.filter((other) => overlaps(span, other));
  const open = inTheWay.find((other) => other.validUntil === null || span.from !== null);
  if (open) return { taken: open.vehicleId };
  const from = inTheWay.reduce<string | null>((latest, { validUntil }) => later(latest, validUntil), span.from);
  const [first] = inTheWay;
  if (first && from !== null && span.until !== null && from >= span.until) return { taken: first.vehicleId };
  return { span: { ...span, from } };
}

function overlaps(span: PlateSpan, other: OtherSpan): boolean {
  const startsInTime = other.validFrom === null || span.until === null || other.validFrom < span.until;
  const endsInTime = other.validUntil === null || span.from === null || span.from < other.validUntil;
  return startsInTime && endsInTime;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
