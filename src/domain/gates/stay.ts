import type { Cargo } from './passage.ts';

/**
 * Where a visit (进出厂) stands: the vehicle is `inside`, or there longer than the policy's limit (`overstayed`); it left
 * again (`closed`); only its exit is known (`exit_only`); its exit was missed, since it came in again, or cannot be told,
 * since no plate was read (`entry_only`); or the barrier turned it away and it made no access (`refused`).
 */
export const VISIT_STATES = ['inside', 'overstayed', 'closed', 'exit_only', 'entry_only', 'refused'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export type VisitFacts = {
  readonly direction: 'in' | 'out';
  readonly refused: boolean;
  readonly readable: boolean;
  readonly startedAt: number;
  /** When its exit was first read; null for none. */
  readonly exitAt: number | null;
  /** When the same vehicle's next visit began; null for none. */
  readonly nextAt: number | null;
};

/** The state of a visit at an instant (ms); `overstayMs` is how long a vehicle may be inside without notice. */
export function visitStateAt(visit: VisitFacts, at: number, overstayMs: number): VisitState {
  if (visit.refused) return 'refused';
  if (visit.direction === 'out') return 'exit_only';
  if (visit.exitAt !== null) return 'closed';
  if (visit.nextAt !== null || !visit.readable) return 'entry_only';
  return at - visit.startedAt > overstayMs ? 'overstayed' : 'inside';
}

/** What a gate told of a load by mass: kg, 0 for an empty truck, undefined where it told no mass. */
export function massOf(cargos: readonly (Cargo | null)[]): number | undefined {
  for (const cargo of [...cargos].reverse()) {
    if (cargo?.empty) return 0;
    if (cargo?.kg !== undefined) return cargo.kg;
  }
  return undefined;
}

/**
 * What a visit brought (净运入), kg: mass in less mass out, negative where more was carried out. Null unless both are told.
 */
export function netKgOf(entry: readonly (Cargo | null)[], exit: readonly (Cargo | null)[]): number | null {
  const [into, out] = [massOf(entry), massOf(exit)];
  return into === undefined || out === undefined ? null : into - out;
}
