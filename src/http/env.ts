import type { Logger } from 'pino';
import type { GateLists } from '../actions/gates/gate-lists.ts';
import type { PassageIntake } from '../actions/gates/passage-intake.ts';
import type { PublishedPolicies } from '../actions/policies/published-policies.ts';
import type { Config } from '../config.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { Documents } from '../exports/documents.ts';
import type { Files } from '../files/evidence-files.ts';
import type { Keys } from '../files/keys.ts';
import type { Turns } from '../files/turns.ts';
import type { Violation } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { WebhookSecret } from '../webhooks/secret.ts';
import type { Cursors } from './cursors.ts';
import type { Digest } from './digest.ts';
import type { GateLimits } from './gate-limits.ts';
import type { GateModes } from './gate-modes.ts';
import type { LoginLimits } from './login-limits.ts';
import type { Metrics } from './metrics.ts';
import type { Papers } from './papers/list.ts';
import type { Streams } from './streams.ts';
import type { Tokens } from './tokens.ts';
import type { WrittenRows } from './written-rows.ts';

/** What the process is given to work with: built once by `app.ts`, handed to every route. */
export type Surroundings = {
  readonly config: Config;
  readonly store: Store;
  /** What the database refused, by one name for both engines. */
  readonly violationOf: (error: unknown) => Violation | undefined;
  readonly keys: Keys;
  /** Where evidence lies. */
  readonly files: Files;
  /** The secret behind access tokens and cursors. */
  readonly secret: Buffer;
  /** Now, ms. */
  readonly clock: () => number;
  /** Ms with fractions from some moment on, never going back: for measuring how long things take. */
  readonly ticks: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
  /** The hash under which a new password is kept; takes its time on purpose, so never inside a transaction. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** Where people reach the service, such as `https://ecology.example.cn`: for what is printed. No slash at its end. */
  readonly publicUrl: () => string;
  readonly log: Logger;
};

/** The surroundings and what the HTTP room itself keeps in memory. */
export type Env = Surroundings & {
  readonly tokens: Tokens;
  readonly loginLimits: LoginLimits;
  /** The same for secrets that strangers hold: of sign-ups, invitations and resets. */
  readonly secretLimits: LoginLimits;
  /** By network address, for sign-ups. */
  readonly signUpLimits: GateLimits;
  readonly gateLimits: GateLimits;
  /** By network address, for the sandbox of vendors. */
  readonly sandboxLimits: GateLimits;
  /** By network address, for whoever checks slips. */
  readonly slipLimits: GateLimits;
  /** By network address, for whoever reads what is published. */
  readonly publicLimits: GateLimits;
  /** Digest access of cameras. */
  readonly digest: Digest;
  readonly cursors: Cursors;
  readonly metrics: Metrics;
  /** The published policies as they stand now; `take` after a commit that changed them. */
  readonly policies: { current(): PolicySet; take(next: PublishedPolicies): void };
  /** The lists by which gates decide alone. */
  readonly gateLists: GateLists;
  readonly gateModes: GateModes;
  readonly writtenViolations: WrittenRows;
  /** The one way in for passages. */
  readonly passages: PassageIntake;
  /** Files and answers that are made from many rows. */
  readonly papers: Papers;
  /** Turns of exports: so many at a time, so many waiting. */
  readonly exports: Turns;
  /** Prints documents (文书) as PDF. */
  readonly documents: Documents;
  /** The live streams that are open. */
  readonly streams: Streams;
  /** The secret with which a webhook's messages are signed. */
  readonly webhookSecret: WebhookSecret;
  /** The background jobs; `wake` after a commit that queued one. */
  readonly jobs: { wake(): void };
};
