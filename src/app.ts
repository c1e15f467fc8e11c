import type { RequestListener } from 'node:http';
import type { At } from './actions/at.ts';
import { makeGateLists } from './actions/gates/gate-lists.ts';
import { createPassageIntake, type PassageIntake } from './actions/gates/passage-intake.ts';
import type { RecordingContext } from './actions/gates/record-passages.ts';
import { TABLE_IMPORTS } from './actions/imports/table-imports.ts';
import { OBSERVATIONS_JOB } from './actions/observations/queue-observations.ts';
import { livePolicies } from './actions/policies/live-policies.ts';
import { NEW_LAW } from './actions/policies/new-law.ts';
import { POLICY_PREVIEW } from './actions/policies/preview.ts';
import { UREA_JOB } from './actions/urea/queue-urea.ts';
import type { PolicySet } from './domain/policy/policy-set.ts';
import { makeDocuments } from './exports/documents.ts';
import { makeTurns } from './files/turns.ts';
import { WRONG_SECRETS } from './http/account-limits.ts';
import { SIGN_UP_RATE, STRANGER_RATE } from './http/address-limits.ts';
import { makeCursors } from './http/cursors.ts';
import { makeDigest } from './http/digest.ts';
import type { Env, Surroundings } from './http/env.ts';
import { makeGateLimits } from './http/gate-limits.ts';
import { makeGateModes } from './http/gate-modes.ts';
import { makeLoginLimits } from './http/login-limits.ts';
import { makeMetrics } from './http/metrics.ts';
import { mount } from './http/mount.ts';
import { routes } from './http/routes.ts';
import { makeStreams } from './http/streams.ts';
import { makeTokens } from './http/tokens.ts';
import { makeWrittenRows } from './http/written-rows.ts';
import { startClockwork } from './jobs/clockwork.ts';
import { filingRoutines } from './jobs/filing-routines.ts';
import { importJobs } from './jobs/import-job.ts';
import { lookBackJob } from './jobs/look-back-job.ts';
import { newLawJob } from './jobs/new-law-job.ts';
import { observationsJob } from './jobs/observations-job.ts';
import { policyPreviewJob } from './jobs/policy-preview-job.ts';
import { rejudgeJob } from './jobs/rejudge-job.ts';
import { routinesOf } from './jobs/routines.ts';
import { createJobRunner } from './jobs/runner.ts';
import { tellingRoutines } from './jobs/telling-routines.ts';
import { transmissionJob } from './jobs/transmission-job.ts';
import { ureaJob } from './jobs/urea-job.ts';
import type { Store } from './store/store.ts';
import { webhookSecrets } from './webhooks/secret.ts';
import { makeSend } from './webhooks/send.ts';

/** How long one try of a transaction on PostgreSQL takes at the most, ms; a retry reads the facts anew. */
const LONGEST_TRANSACTION_MS = 5_000;

/** Each export has a thread and a share of the bulk reader. */
const EXPORTS_AT_ONCE = 2;
const EXPORTS_WAITING = 8;

export type App = {
  /** What a server listens with. */
  readonly listener: RequestListener;
  readonly env: Env;
  /** Begins the background work: jobs and what happens by the clock. */
  start(): void;
  /** Ends what would go on for ever: live streams. New ones are refused. */
  hangUp(): void;
  /** Lets background work under way finish. */
  stop(): Promise<void>;
};

export type Choices = {
  /** Another way of storing passages than by groups; for measuring against. */
  readonly intake?: (store: Store, context: () => RecordingContext) => PassageIntake;
  /** Nothing is told by the clock; for tests that watch what a request leaves behind. */
  readonly quiet?: boolean;
};

/** The whole service on its surroundings, not listening yet. */
export function createApp(surroundings: Surroundings, policies: PolicySet, choices: Choices = {}): App {
  const { clock, newId, randomBytes, log, secret, keys, files } = surroundings;
  const live = livePolicies(surroundings.store, policies);
  const { store, current } = live;
  const runner = createJobRunner({
    store,
    clock,
    log,
    handlers: {
      ...importJobs(TABLE_IMPORTS, { policies: current, newId, randomBytes }),
      rejudge: rejudgeJob({
        policies: current,
        newId,
        randomBytes,
        longestTransactionMs: store.engine === 'postgres' ? LONGEST_TRANSACTION_MS : 0,
      }),
      transmission: transmissionJob({ policies: current, newId }),
      [NEW_LAW]: newLawJob({ policies: current, newId }),
      [POLICY_PREVIEW]: policyPreviewJob({ bulk: store.bulk, policies: current, newId }),
      'look-back': lookBackJob({ policies: current, newId }),
      [UREA_JOB]: ureaJob(() => ({
        policies: current(),
        newId,
        ledgerMonths: surroundings.config.retention.ledger,
      })),
      [OBSERVATIONS_JOB]: observationsJob(() => ({ policies: current(), newId })),
    },
  });
  const documents = makeDocuments();
  const recording = () => ({ policies: current(), now: clock(), newId });
  const env: Env = {
    ...surroundings,
    store,
    tokens: makeTokens(store, secret),
    loginLimits: makeLoginLimits(),
    secretLimits: makeLoginLimits(WRONG_SECRETS),
    signUpLimits: makeGateLimits(SIGN_UP_RATE),
    gateLimits: makeGateLimits(),
    sandboxLimits: makeGateLimits(STRANGER_RATE),
    slipLimits: makeGateLimits(STRANGER_RATE),
    publicLimits: makeGateLimits(STRANGER_RATE),
    digest: makeDigest(secret),
    cursors: makeCursors(secret),
    metrics: makeMetrics(store),
    policies: { current, take: live.take },
    gateLists: makeGateLists(store, current, newId),
    gateModes: makeGateModes(store),
    writtenViolations: makeWrittenRows(),
    passages: (choices.intake ?? createPassageIntake)(store, recording),
    exports: makeTurns(EXPORTS_AT_ONCE, EXPORTS_WAITING),
    documents,
    streams: makeStreams(),
    webhookSecret: webhookSecrets(secret),
    jobs: { wake: runner.wake },
  };
  const stopping = new AbortController();
  const webhooks = {
    send: makeSend(surroundings.config.webhookAllow),
    secretOf: env.webhookSecret,
    ticks: surroundings.ticks,
    signal: stopping.signal,
  };
  const at = (name: string): At => ({ now: clock(), newId, randomBytes, requestId: name });
  let clockwork: ReturnType<typeof startClockwork> | undefined;
  return {
    listener: mount(routes, env).listener,
    env,
    start: () => {
      runner.start();
      const { retention } = surroundings.config;
      const law = { policies: current, refreshPolicies: live.refresh };
      const telling = choices.quiet ? [] : tellingRoutines({ store, policies: current, webhooks, at });
      const filing = filingRoutines({ store, policies: current, at });
      clockwork = startClockwork(
        [...routinesOf({ store, keys, files, ...law, retention, at }), ...filing, ...telling],
        log,
      );
    },
    hangUp: env.streams.endAll,
    stop: async () => {
      env.streams.endAll();
      stopping.abort();
      await clockwork?.stop();
      await runner.stop();
      await documents.close();
    },
  };
}
