import type { Connection } from './sqlite-connection.ts';

export type Easing = {
  /** Bytes of log from which on it should begin anew. */
  readonly long: number;
  /** Bytes that the disk takes in some 20 ms. */
  readonly few: number;
  /** How long something waits at the most, ms: a disk may be slower than what comes in for hours. */
  readonly patienceMs: number;
};

const USUAL: Easing = { long: 48 * 1024 * 1024, few: 2 * 1024 * 1024, patienceMs: 2_000 };
/** Whoever reads for long keeps the log from beginning anew, however often it is carried whole. */
const AGAIN_MS = 500;

/**
 * Eases the log of a connection that writes, beside a thread that carries it into the file (checkpoints). To be called between
 * transactions; tells whether the thread is behind, so that what can wait should. The thread is never quite done while others
 * write, and the log begins anew only where it was carried whole: the last few pages of a long one are carried here. Without
 * this it grows until a commit has to carry what is a fifth of a second's work.
 */
export function easing(
  writer: Connection,
  ticks: () => number,
  { long, few, patienceMs }: Easing = USUAL,
): () => boolean {
  const pageSize = Number(writer.pragma('page_size', { simple: true }));
  const look = writer.prepare('PRAGMA wal_checkpoint(NOOP)').raw();
  const carry = writer.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
  let behindSince: number | undefined;
  let carriedAt = Number.NEGATIVE_INFINITY;
  const ease = (): boolean => {
    const [, pages = 0, carried = 0] = look.get() as number[];
    const left = (pages - carried) * pageSize;
    const now = ticks();
    if (left > few) {
      behindSince ??= now;
      return now - behindSince < patienceMs;
    }
    behindSince = undefined;
    if (left > 0 && pages * pageSize >= long && now - carriedAt > AGAIN_MS) {
      carriedAt = now;
      const [busy] = carry.get() as number[];
      // The thread is at it: the next look may find it free.
      if (busy === 1) carriedAt = Number.NEGATIVE_INFINITY;
    }
    return false;
  };
  return () => {
    try {
      return ease();
    } catch {
      // A full disk, say: whoever commits is told of it.
      return false;
    }
  };
}
