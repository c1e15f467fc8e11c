import { silenceLimit } from '../../domain/enforcement/networking.ts';
import { permilleOf } from '../../domain/gates/transmission.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Arrivals } from '../../store/connectivity.ts';
import type { GateRow } from '../../store/gates.ts';
import type { Reader } from '../../store/store.ts';

export type State = 'heard' | 'silent' | 'never';

/** How one gate or device sends: how much arrived, how much of it late, and by what its clock is ahead at the least. */
export type Sending = {
  readonly received: number;
  readonly late: number;
  /** Part of what arrived that was late, four decimals; null where nothing arrived. */
  readonly lateShare: number | null;
  /** s; negative: it is behind, or everything took so long. Null where nothing arrived. */
  readonly skewSeconds: number | null;
};

export type Context = { readonly policies: PolicySet; readonly now: number };

/** How long a gate may be silent and a passage may take (ms), by the law of today; without a policy nothing is ever late. */
export function limitsOf({ policies, now }: Context): { readonly silenceMs: number; readonly lateMs: number } {
  const seconds = policies.on(legalDayOf(now))?.parameter('lateAfterSeconds');
  return {
    silenceMs: silenceLimit(policies, now) ?? Number.MAX_SAFE_INTEGER / 2,
    lateMs: seconds === undefined ? Number.MAX_SAFE_INTEGER : seconds * 1000,
  };
}

/** Heard within the limit, silent since it ran out, or never heard since it was put on record. */
export function stateOf(lastAt: number | null, createdAt: number, silenceMs: number, now: number) {
  if (lastAt === null) return { state: 'never' as State, silentSince: createdAt };
  if (now - lastAt < silenceMs) return { state: 'heard' as State, silentSince: null };
  return { state: 'silent' as State, silentSince: lastAt + silenceMs };
}

/** How these gates and their devices stand now, how they sent on a day, and what they declared for it. */
export async function viewConnectivity(bulk: Reader, gates: readonly GateRow[], day: string, context: Context) {
  const { silenceMs, lateMs } = limitsOf(context);
  const ids = gates.map(({ id }) => id);
  const from = startOfDay(day);
  const enterprises = [...new Set(gates.map(({ enterpriseId }) => enterpriseId))];
  const [arrivals, devices, counts] = await Promise.all([
    bulk.connectivity.arrivals(enterprises, from, from + DAY_MS, lateMs),
    bulk.connectivity.devicesOf(ids),
    bulk.connectivity.declaredOn(ids, day),
  ]);
  const declared = new Map(counts.map((row) => [row.gateId, row.passages]));
  return gates.map((gate) => {
    const own = arrivals.filter(({ gateId }) => gateId === gate.id);
    const sending = sendingOf(own);
    const count = declared.get(gate.id) ?? null;
    return {
      gate,
      ...stateOf(gate.lastHeartbeatAt, gate.createdAt, silenceMs, context.now),
      ...sending,
      declared: count,
      rate: count === null ? null : rateOf(Math.min(sending.received, count), count),
      devices: devices
        .filter(({ gateId }) => gateId === gate.id)
        .map((device) => ({
          device,
          ...stateOf(device.lastSeenAt, device.createdAt, silenceMs, context.now),
          ...sendingOf(own.filter(({ deviceId }) => deviceId === device.id)),
        })),
    };
  });
}

function sendingOf(arrivals: readonly Arrivals[]): Sending {
  const received = arrivals.reduce((sum, one) => sum + one.received, 0);
  const late = arrivals.reduce((sum, one) => sum + one.late, 0);
  const ahead = Math.max(...arrivals.map(({ aheadMs }) => aheadMs));
  return { received, late, ...shareOf(late, received), skewSeconds: received === 0 ? null : Math.round(ahead / 1000) };
}

/** A part of a whole with four decimals; null of nothing. */
export const shareOf = (late: number, received: number): Pick<Sending, 'lateShare'> => ({
  lateShare: received === 0 ? null : Math.round((late / received) * 10_000) / 10_000,
});

/** Received out of declared with three decimals, rounded down. */
export const rateOf = (received: number, declared: number): number => permilleOf(received, declared) / 1000;
