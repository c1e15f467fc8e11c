import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../store/store.ts';

/** The figures of one process for Prometheus: its own, and how long requests took by route and status. */
export type Metrics = {
  readonly registry: Registry;
  observe(operation: string, status: number, seconds: number): void;
};

export function makeMetrics(store: Pick<Store, 'engine' | 'logBytes'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by route id and status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  if (store.engine === 'sqlite')
    new Gauge({
      name: 'database_log_bytes',
      help: 'Size of the write-ahead log of the embedded database; the writer itself empties it at 128 MB.',
      registers: [registry],
      async collect() {
        this.set((await store.logBytes()) ?? 0);
      },
    });
  // Looking a pair of labels up takes as long as counting by it.
  const known = new Map<string, Histogram.Internal<'route' | 'status'>>();
  return {
    registry,
    observe: (operation, status, seconds) => {
      const name = `${operation} ${status}`;
      const duration = known.get(name) ?? durations.labels(operation, String(status));
      known.set(name, duration);
      duration.observe(seconds);
    },
  };
}
