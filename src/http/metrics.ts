import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The figures of one process for Prometheus: its own, and how long requests took by route and status. */
export type Metrics = {
  readonly registry: Registry;
  observe(operation: string, status: number, seconds: number): void;
};

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by route id and status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe: (operation, status, seconds) => durations.labels(operation, String(status)).observe(seconds),
  };
}
