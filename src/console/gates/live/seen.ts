import type { Row } from '../../api/client.ts';
import type { LiveEvent } from '../../parts/live-stream.ts';

/** A passage as the live screen shows it, whether it was read from the list or told as it happened. */
export type Seen = {
  readonly id: string;
  readonly gateId: string;
  readonly passedAt: string;
  readonly direction: 'in' | 'out';
  readonly plate: string | null;
  readonly plateColour: string | null;
  readonly emissionStage: string | null;
  readonly outcome: Row<'/api/v1/passages'>['outcome'];
  /** Told as it happened, not read from the list. */
  readonly live: boolean;
};

/** How many passages the screen keeps. */
const KEPT = 60;

export const seenOfRow = (row: Row<'/api/v1/passages'>): Seen => ({ ...row, live: false });

export const seenOfEvent = ({ data }: LiveEvent): Seen => ({ ...(data as Omit<Seen, 'live'>), live: true });

/** Both lists as one, each passage once, the last to pass first. What is added counts. */
export function merged(old: readonly Seen[], added: readonly Seen[]): readonly Seen[] {
  const byId = new Map([...old, ...added].map((one) => [one.id, one]));
  return [...byId.values()]
    .sort((a, b) => (a.passedAt === b.passedAt ? (a.id < b.id ? 1 : -1) : a.passedAt < b.passedAt ? 1 : -1))
    .slice(0, KEPT);
}
