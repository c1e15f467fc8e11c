import { Readable } from 'node:stream';
import type { LiveEvent } from './live-events.ts';

/** Between two looks for what is new, and between two signs of life, ms. */
const LOOK_MS = 1_000;
const BEAT_MS = 15_000;
/** What may wait for a reader, and for how long, before it is let go. */
const BEHIND_BYTES = 256 * 1024;
const BEHIND_MS = 30_000;

/** What a stream asks of the service at each look; undefined where its reader may no longer see anything. */
export type Look = (
  after: string,
) => Promise<{ readonly events: readonly LiveEvent[]; readonly reached: string; readonly more: boolean } | undefined>;

/** Why a stream ends; told as its last event. */
export type End = 'signed-out' | 'too-slow' | 'restart' | 'failed';

/**
 * Server-sent events (SSE) of one reader. It looks for what is new at intervals and only while its reader keeps up, so that
 * nothing piles up; a reader that stays behind is told so and let go. Ends by itself after the first look unless `follow`.
 */
export class LiveStream extends Readable {
  readonly #look: Look;
  readonly #follow: boolean;
  readonly #ticks: () => number;
  #reached: string;
  #toldAt: number;
  #behindSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(look: Look, { from, follow, ticks }: { from: string; follow: boolean; ticks: () => number }) {
    super({ highWaterMark: BEHIND_BYTES });
    this.#look = look;
    this.#follow = follow;
    this.#ticks = ticks;
    this.#reached = from;
    this.#toldAt = ticks();
    this.push('retry: 3000\n: open\n\n');
    this.#next(0);
  }

  override _read(): void {
    // Events are pushed as they come.
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    callback(error);
  }

  /** Tells why, and ends; what has been pushed before still goes out. */
  end(reason: End): void {
    if (this.#ended) return;
    this.#say(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`);
    this.#finish();
  }

  /** Tells the reader something that is not an event of the registry's. */
  note(event: string, data: unknown): void {
    this.#say(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #next(ms: number): void {
    if (this.#ended) return;
    this.#timer = setTimeout(() => void this.#turn().catch(() => this.end('failed')), ms);
    this.#timer.unref();
  }

  async #turn(): Promise<void> {
    if (this.#isBehind()) return;
    const found = await this.#look(this.#reached);
    if (this.#ended) return;
    if (!found) return this.end('signed-out');
    for (const { id, event, data } of found.events)
      this.#say(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    this.#reached = found.reached;
    if (!this.#follow && !found.more) return this.#finish();
    // With its id, so that one who comes back after a quiet time need not look through it again.
    if (this.#ticks() - this.#toldAt >= BEAT_MS) this.#say(`id: ${this.#reached}\n: alive\n\n`);
    this.#next(found.more ? 0 : LOOK_MS);
  }

  /** A reader that does not take what it has been given gets no more, and in the end is let go. */
  #isBehind(): boolean {
    if (this.readableLength < BEHIND_BYTES / 2) {
      this.#behindSince = undefined;
      return false;
    }
    this.#behindSince ??= this.#ticks();
    if (this.#ticks() - this.#behindSince < BEHIND_MS) this.#next(LOOK_MS);
    else this.end('too-slow');
    return true;
  }

  #say(text: string): void {
    this.push(text);
    this.#toldAt = this.#ticks();
  }

  #finish(): void {
    this.#ended = true;
    this.push(null);
    clearTimeout(this.#timer);
    // Whoever reads nothing would hold the connection for ever.
    setTimeout(() => this.destroy(), BEHIND_MS).unref();
  }
}
