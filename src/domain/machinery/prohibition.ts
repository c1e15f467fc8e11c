import { chronological } from './chronology.ts';

/** An inspection as far as prohibitions ask. */
export type InspectionResult = {
  readonly id: string;
  readonly inspectedAt: number;
  readonly result: 'pass' | 'fail' | 'inconclusive';
};

/** A prohibition of use (禁止使用), known by the failed inspection that opened it; it covers [openedAt, liftedAt). */
export type Prohibition = {
  readonly inspectionId: string;
  /** The further failed inspections that found it open, oldest first. */
  readonly furtherFails: readonly string[];
  readonly openedAt: number;
  readonly liftedAt?: number;
  /** The passed inspection that lifted it. */
  readonly liftedBy?: string;
};

/**
 * The prohibitions that a machine's inspections make, oldest first: a fail opens one unless one is open, a later pass lifts it.
 * Inspections count in the order of `inspectedAt`, then id, whatever order they arrived in. Clause 2.4.6b.
 */
export function prohibitionsOf(inspections: readonly InspectionResult[]): Prohibition[] {
  const prohibitions: Prohibition[] = [];
  let open: (Prohibition & { readonly furtherFails: string[] }) | undefined;
  for (const { id, inspectedAt, result } of chronological(inspections, (inspection) => inspection.inspectedAt)) {
    if (result === 'fail') {
      if (open) open.furtherFails.push(id);
      else open = { inspectionId: id, furtherFails: [], openedAt: inspectedAt };
    }
    if (result !== 'pass' || !open) continue;
    prohibitions.push({ ...open, liftedAt: inspectedAt, liftedBy: id });
    open = undefined;
  }
  return open ? [...prohibitions, open] : prohibitions;
}

/** The prohibition in force at an instant: from its opening on, no longer at the instant of lifting. */
export function prohibitionAt(prohibitions: readonly Prohibition[], instant: number): Prohibition | undefined {
  return prohibitions.find(
    ({ openedAt, liftedAt }) => openedAt <= instant && (liftedAt === undefined || instant < liftedAt),
  );
}
