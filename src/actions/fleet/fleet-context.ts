import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { At } from '../at.ts';

/** What writing to the fleet needs beside the request: the law, and a way to wake the jobs once a change is durable. */
export type FleetContext = {
  readonly at: At;
  readonly policies: PolicySet;
  readonly wakeJobs: () => void;
  /** What made it judge, such as `appeal:<id>`. */
  readonly cause?: string;
  /** Where many vehicles are written at once: one job judges again for all of them, which the writer queues at the end. */
  readonly batch?: { readonly jobId: string; readonly plates: Set<string> };
};
