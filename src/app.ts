import type { RequestListener } from 'node:http';
import type { At } from './actions/at.ts';
import { makeGateLists } from './actions/gates/gate-lists.ts';
import { learningIntake } from './actions/gates/learning-intake.ts';
import { createPassageIntake, type PassageIntake } from './actions/gates/passage-intake.ts';
import type { RecordingContext } from './actions/gates/record-passages.ts';
import { livePolicies } from './actions/policies/live-policies.ts';
import { POLICY_PREVIEW } from './actions/policies/preview.ts';
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
import type { Papers } from './http/papers/list.ts';
import { routes } from './http/routes.ts';
import { makeStreams } from './http/streams.ts';
import { makeTokens } from './http/tokens.ts';
import { makeWrittenRows } from './http/written-rows.ts';
import { startClockwork } from './jobs/clockwork.ts';
import { filingRoutines } from './jobs/filing-routines.ts';
import { policyPreviewJob } from './jobs/policy-preview-job.ts';
import { routinesOf } from './jobs/routines.ts';
import { createJobRunner } from './jobs/runner.ts';
import { stepHandlers } from './jobs/step-handlers.ts';
import { type StepOf, takeStep } from './jobs/take-step.ts';
import { tellingRoutines } from './jobs/telling-routines.ts';
import { makePapers } from './papers.ts';
import type { Store } from './store/store.ts';
import { webhookSecrets } from './webhooks/secret.ts';
import { makeSend } from './webhooks/send.ts';

/** How long one try of a transaction on PostgreSQL takes at the most, ms; a retry reads the facts anew. */
const LONGEST_TRANSACTION_MS = 5_000;

/** They share a thread. */
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
  /** Lets the steps of background work under way finish. */
  stop(): Promise<void>;
};

export type Choices = {
  /** Another way of storing passages than by groups; for measuring against. */
  readonly intake?: (store: Store, context: () => RecordingContext) => PassageIntake;
  /** Where steps of jobs are taken, if not in this thread. */
  readonly takeStep?: (of: StepOf) => Promise<void>;
  /** Another way of making papers than in a thread; for tests. */
  readonly papers?: (store: Store) => Papers;
  /** Nothing is told by the clock; for tests that watch what a request leaves behind. */
  readonly quiet?: boolean;
};

/** The whole service on its surroundings, not listening yet. */
export function createApp(surroundings: Surroundings, policies: PolicySet, choices: Choices = {}): App {
  const { clock, newId, randomBytes, log, secret, keys, files } = surroundings;
  const live = livePolicies(surroundings.store, policies);
  const { store, current } = live;
  const handlers = stepHandlers({
    policies: current,
    newId,
    randomBytes,
    ledgerMonths: surroundings.config.retention.ledger,
    longestTransactionMs: store.engine === 'postgres' ? LONGEST_TRANSACTION_MS : 0,
  });
  const runner = createJobRunner({
    store,
    clock,
    log,
    prepared: { [POLICY_PREVIEW]: policyPreviewJob({ bulk: store.bulk, policies: current, newId }) },
    takeStep: choices.takeStep ?? ((of) => takeStep({ store, clock, handlers }, of, 'even')),
  });
  const documents = makeDocuments();
  const papers = (choices.papers ?? makePapers)(store);
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
    passages: learningIntake((choices.intake ?? createPassageIntake)(store, recording), live),
    papers,
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
      const { signal } = stopping;
      const filing = filingRoutines({ store, policies: current, at, signal });
      const unsealed: Parameters<typeof routinesOf>[0]['unsealed'] = (sought) => papers.answer('unsealed', sought);
      const others = routinesOf({ store, keys, files, ...law, retention, unsealed, at, signal });
      clockwork = startClockwork([...others, ...filing, ...telling], log, signal);
    },
    hangUp: env.streams.endAll,
    stop: async () => {
      env.streams.endAll();
      stopping.abort();
      await Promise.all([clockwork?.stop(), runner.stop()]);
      await documents.close();
      await papers.close();
    },
  };
}
