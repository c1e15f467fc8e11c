import { useEffect, useRef, useSyncExternalStore } from 'react';
import { authorised } from '../api/client.ts';
import { Problem, problemOf } from '../api/problem.ts';
import { keptLanguage } from '../session/language.ts';
import { onSession } from '../session/session.ts';
import { sseReader } from './sse.ts';

/** What the service tells as it happens; `data` is as the event of that name has it (`GET /stream`). */
export type LiveEvent = {
  readonly id: string;
  readonly event: 'passage' | 'violation' | 'gate.silent';
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * How the line to the service stands: `up`, being opened, `down` since an instant (ms) and tried again, or `closed` for good
 * because this user may not listen or is signed out.
 */
export type LineState = {
  readonly state: 'opening' | 'up' | 'down' | 'closed';
  readonly since: number;
  readonly busy?: boolean;
};

type Listener = {
  readonly onEvent: (event: LiveEvent) => void;
  /** Things may have happened that no event tells of: at the first opening, and after too long a break. Read the lists anew. */
  readonly onMissed: () => void;
};

/** A sign of life comes every 15 s; a line silent for this long is dead, ms. */
const SILENT_MS = 40_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const NAMES: readonly string[] = ['passage', 'violation', 'gate.silent'];

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LineState = { state: 'opening', since: Date.now() };
let stop: (() => void) | undefined;

function tell(next: LineState['state'], since = Date.now(), busy = false): void {
  if (next === state.state && busy === (state.busy ?? false)) return;
  state = { state: next, since, busy };
  for (const watcher of watchers) watcher();
}

/** Hears what happens for as long as it is wanted; all who listen in a tab share one line. Gives what ends it. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  stop ??= keepLine();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

/** The same for a page: hears while it is shown, and tells how the line stands. */
export function useLive(onEvent: Listener['onEvent'], onMissed: Listener['onMissed'] = () => undefined): LineState {
  const latest = useRef({ onEvent, onMissed });
  useEffect(() => {
    latest.current = { onEvent, onMissed };
  });
  useEffect(
    () =>
      listen({
        onEvent: (event) => latest.current.onEvent(event),
        onMissed: () => latest.current.onMissed(),
      }),
    [],
  );
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/** Keeps a line open, and opens it again when it breaks: soon at first, then every half minute, at once when the network is back. */
function keepLine(): () => void {
  let ended = false;
  let failures = 0;
  let lastId = '';
  let heardAt = Date.now();
  let attempt = new AbortController();
  let wake: () => void = () => undefined;
  state = { state: 'opening', since: heardAt };

  const read = async (): Promise<string> => {
    attempt = new AbortController();
    const headers: Record<string, string> = lastId === '' ? {} : { 'Last-Event-ID': lastId };
    const silence = watchdog(attempt);
    try {
      const answer = await authorised(new Request('/api/v1/stream', { headers, signal: attempt.signal }));
      if (!answer.ok || !answer.body) throw await problemOf(answer, keptLanguage());
      let reason = 'broken';
      const take = sseReader(({ event, data, id }) => {
        if (id !== undefined) lastId = id;
        if (event === 'end') reason = (JSON.parse(data) as { reason: string }).reason;
        else if (event === 'gap') for (const one of listeners) one.onMissed();
        else if (NAMES.includes(event))
          for (const one of listeners) one.onEvent({ id: lastId, event, data: JSON.parse(data) } as LiveEvent);
      });
      const fresh = lastId === '';
      failures = 0;
      heardAt = Date.now();
      tell('up');
      if (fresh) for (const one of listeners) one.onMissed();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        silence.heard();
        heardAt = Date.now();
        take(piece.value);
      }
      return reason;
    } finally {
      silence.end();
    }
  };

  const run = async (): Promise<void> => {
    while (!ended) {
      const end = await read().catch((error: unknown) => error);
      if (ended) return;
      // A token that ran out is the ordinary end after a while: the next one is fetched on the way.
      if (end === 'signed-out') continue;
      const problem = end instanceof Problem ? end : undefined;
      if (problem?.status === 400) lastId = '';
      if (problem?.status === 401 || problem?.status === 403) return tell('closed');
      tell('down', heardAt, problem?.status === 429);
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.75 + Math.random() / 2);
      failures += 1;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const online = () => wake();
  const offline = () => attempt.abort();
  const shown = () => document.visibilityState === 'visible' && wake();
  addEventListener('online', online);
  addEventListener('offline', offline);
  document.addEventListener('visibilitychange', shown);
  void run();
  const end = () => {
    ended = true;
    attempt.abort();
    wake();
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    document.removeEventListener('visibilitychange', shown);
    forget();
  };
  // Another person's events are not told to the one before.
  const forget = onSession(() => {
    end();
    stop = listeners.size > 0 ? keepLine() : undefined;
  });
  return end;
}

/** Ends an attempt from which nothing has been heard for too long. */
function watchdog(attempt: AbortController) {
  const begin = () => setTimeout(() => attempt.abort(), SILENT_MS);
  let timer = begin();
  return {
    heard: () => {
      clearTimeout(timer);
      timer = begin();
    },
    end: () => clearTimeout(timer),
  };
}
