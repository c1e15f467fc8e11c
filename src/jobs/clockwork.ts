import type { Logger } from 'pino';

/** Something done again and again while the process runs; `everyMs` apart, never twice at once. */
export type Routine = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<void> };

/**
 * Runs each routine at once and then at its interval, until stopped. A failure is logged and tried again next time; one that
 * breaks off for `signal` has not failed.
 */
export function startClockwork(
  routines: readonly Routine[],
  log: Logger,
  signal: AbortSignal,
): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const timers = routines.map(({ name, everyMs, run }) => {
    let busy = false;
    const tick = (): void => {
      if (busy) return;
      busy = true;
      const turn = run()
        .catch((error: unknown) => {
          if (signal.aborted && error === signal.reason) return;
          log.error({ err: error, routine: name }, 'a routine failed');
        })
        .finally(() => {
          busy = false;
          running.delete(turn);
        });
      running.add(turn);
    };
    tick();
    const timer = setInterval(tick, everyMs);
    timer.unref();
    return timer;
  });
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
