import type { Message } from '../../../domain/failure.ts';
import { parseInstant } from '../../../domain/time.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';

type Window = { readonly kind: string; readonly startsAt: string; readonly endsAt: string | null };

/** How an order stands at an instant, ms. */
export function stateOf({ kind, startsAt, endsAt }: Window, now: number): 'ahead' | 'inForce' | 'lifted' | 'over' {
  const [start, end] = [parseInstant(startsAt) ?? 0, endsAt === null ? undefined : parseInstant(endsAt)];
  if (end !== undefined && end <= now) return kind === 'lift' ? 'lifted' : 'over';
  return start > now ? 'ahead' : 'inForce';
}

export const STATE_WORDS: Readonly<Record<ReturnType<typeof stateOf>, readonly [Message, Tone]>> = {
  ahead: [w('尚未生效', 'Not yet in force'), 'info'],
  inForce: [w('生效中', 'In force'), 'bad'],
  lifted: [w('已解除', 'Lifted'), 'plain'],
  over: [w('已结束', 'Over'), 'plain'],
};
