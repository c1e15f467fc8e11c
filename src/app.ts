import type { Express } from 'express';
import type { At } from './actions/at.ts';
import { makeGateLists } from './actions/gates/gate-lists.ts';
import { createPassageIntake, type PassageIntake } from './actions/gates/passage-intake.ts';
import type { RecordingContext } from './actions/gates/record-passages.ts';
import { TABLE_IMPORTS } from './actions/imports/table-imports.ts';
import type { PolicySet } from './domain/policy/policy-set.ts';
import { makeDocuments } from './exports/documents.ts';
import { makeTurns } from './files/turns.ts';
import { makeCursors } from './http/cursors.ts';
import { makeDigest } from './http/digest.ts';
import type { Env, Surroundings } from './http/env.ts';
import { makeGateLimits } from './http/gate-limits.ts';
import { makeLoginLimits } from './http/login-limits.ts';
import { makeMetrics } from './http/metrics.ts';
import { mount } from './http/mount.ts';
import { routes } from './http/routes.ts';
import { SANDBOX_RATE } from './http/sandbox-limits.ts';
import { makeTokens } from './http/tokens.ts';
import { startClockwork } from './jobs/clockwork.ts';
import { importJobs } from './jobs/import-job.ts';
import { rejudgeJob } from './jobs/rejudge-job.ts';
import { routinesOf } from './jobs/routines.ts';
import { createJobRunner } from './jobs/runner.ts';
import { transmissionJob } from './jobs/transmission-job.ts';
import type { Store } from './store/store.ts';

/** How long one try of a transaction on PostgreSQL takes at the most, ms; a retry reads the facts anew. */
const LONGEST_TRANSACTION_MS = 5_000;

/** Each export has a thread and a share of the bulk reader. */
const EXPORTS_AT_ONCE = 2;
const EXPORTS_WAITING = 8;

export type App = {
  readonly express: Express;
  readonly env: Env;
  /** Begins the background work: jobs and what happens by the clock. */
  start(): void;
  /** Lets background work under way finish. */
  stop(): Promise<void>;
};

export type Choices = {
  /** Another way of storing passages than by groups; for measuring against. */
  readonly intake?: (store: Store, context: () => RecordingContext) => PassageIntake;
};

/** The whole service on its surroundings, not listening yet. */
export function createApp(surroundings: Surroundings, policies: PolicySet, choices: Choices = {}): App {
  const { store, clock, newId, randomBytes, log, secret, keys, files } = surroundings;
  const current = () => policies;
  const runner = createJobRunner({
    store,
    clock,
    log,
    handlers: {
      ...importJobs(TABLE_IMPORTS, { policies: current, newId, randomBytes }),
      rejudge: rejudgeJob({
        policies: current,
        newId,
        longestTransactionMs: store.engine === 'postgres' ? LONGEST_TRANSACTION_MS : 0,
      }),
      transmission: transmissionJob({ policies: current, newId }),
    },
  });
  const documents = makeDocuments();
  const recording = () => ({ policies, now: clock(), newId });
  const env: Env = {
    ...surroundings,
    tokens: makeTokens(store, secret),
    loginLimits: makeLoginLimits(),
    gateLimits: makeGateLimits(),
    sandboxLimits: makeGateLimits(SANDBOX_RATE),
    digest: makeDigest(secret),
    cursors: makeCursors(secret),
    metrics: makeMetrics(),
    policies: { current },
    gateLists: makeGateLists(store, current, newId),
    passages: (choices.intake ?? createPassageIntake)(store, recording),
    exports: makeTurns(EXPORTS_AT_ONCE, EXPORTS_WAITING),
    documents,
    jobs: { wake: runner.wake },
  };
  const at = (name: string): At => ({ now: clock(), newId, randomBytes, requestId: name });
  let clockwork: ReturnType<typeof startClockwork> | undefined;
  return {
    express: mount(routes, env),
    env,
    start: () => {
      runner.start();
      clockwork = startClockwork(
        routinesOf({ store, keys, files, policies: current, retention: surroundings.config.retention, at }),
        log,
      );
    },
    stop: async () => {
      await clockwork?.stop();
      await runner.stop();
      await documents.close();
    },
  };
}
