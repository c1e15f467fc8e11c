import { sweepAccounts } from '../actions/accounts/sweep-accounts.ts';
import type { At } from '../actions/at.ts';
import { tellOverdue } from '../actions/cases/tell-overdue.ts';
import { sweepDrafts } from '../actions/console/drafts.ts';
import { sweepUploads } from '../actions/console/uploads.ts';
import { applyStrandedNotes } from '../actions/devices/supplements.ts';
import { fillSales } from '../actions/fleet/fill-sales.ts';
import { fillVins } from '../actions/fleet/fill-vins.ts';
import { sweepRetirements } from '../actions/fleet/sweep-retirements.ts';
import { fillTallies } from '../actions/gates/fill-tallies.ts';
import { watchGates } from '../actions/gates/watch-gates.ts';
import { judgeOverdueReturns } from '../actions/machinery/judge-overdue-returns.ts';
import { dropExpired } from '../actions/retention/drop-expired.ts';
import { type Sought, sealAll, type Unsealed } from '../actions/seals/seal.ts';
import { judgeUreaMonths } from '../actions/urea/judge-months.ts';
import type { RetentionMonths } from '../domain/ledgers/retention.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { DAY_MS, legalDayOf } from '../domain/time.ts';
import type { Files } from '../files/evidence-files.ts';
import type { Keys } from '../files/keys.ts';
import type { Store } from '../store/store.ts';
import type { Routine } from './clockwork.ts';
import { stepByStep } from './step-by-step.ts';

const MINUTE = 60_000;
const STEP = 200;
const UREA_STEP = 20;
/** How long one try of a transaction on PostgreSQL takes at the most. */
const LONGEST_TRANSACTION_MS = 5_000;
/** How long the first answer under an idempotency key is kept. */
const IDEMPOTENCY_MS = 2 * DAY_MS;
/** How long what a preview of a policy found is kept. */
const PREVIEWS_MS = 14 * DAY_MS;
const PREVIEW_ROWS = 1_000;
/** How long photos and cargo wait for their passage; gates send backlogs after weeks without a line. */
const EARLY_NOTES_MS = 90 * DAY_MS;

/** How long notifications are kept: read ones, and others. */
const READ_KEPT_MS = 90 * DAY_MS;
const UNREAD_KEPT_MS = 365 * DAY_MS;

type Deps = {
  readonly store: Store;
  readonly keys: Keys;
  readonly files: Files;
  readonly policies: () => PolicySet;
  /** Looks whether another process published or withdrew one. */
  readonly refreshPolicies: () => Promise<void>;
  /** How long things are kept, months. */
  readonly retention: RetentionMonths;
  /** What a seal is to cover, worked out in a thread. */
  readonly unsealed: (sought: Sought) => Promise<Unsealed | undefined>;
  /** The moment, ids and salts of one run, under the routine's name. */
  readonly at: (name: string) => At;
  /** Given when the service stops: a routine then ends after the step it is at. */
  readonly signal: AbortSignal;
};

/** What the registry does by the clock. */
export function routinesOf(deps: Deps): Routine[] {
  const { keys, files, policies, refreshPolicies, retention, unsealed, at, signal } = deps;
  const store = stepByStep(deps.store, signal);
  let retirementsJudgedOn = '';
  let retainedOn = '';
  return [
    { name: 'policies', everyMs: 2_000, run: refreshPolicies },
    {
      name: 'policy-previews',
      everyMs: 60 * MINUTE,
      run: async () => {
        const before = at('policy-previews').now - PREVIEWS_MS;
        while ((await store.write((tx) => tx.policyPreviews.sweep(before, PREVIEW_ROWS))) > 0);
      },
    },
    {
      name: 'overdue-returns',
      everyMs: MINUTE,
      run: async () => {
        const judge = () =>
          store.write((tx) => judgeOverdueReturns(tx, { ...at('overdue-returns'), policies: policies() }, STEP));
        while ((await judge()) === STEP);
      },
    },
    {
      name: 'retirement-sweep',
      everyMs: 10 * MINUTE,
      run: async () => {
        const { now, newId } = at('retirement-sweep');
        const today = legalDayOf(now);
        if (retirementsJudgedOn === today) return;
        let after: string | undefined;
        do {
          const range = { after, limit: STEP };
          const context = { policies: policies(), now, newId };
          ({ after } = await store.write((tx) => sweepRetirements(tx, context, range)));
        } while (after);
        retirementsJudgedOn = today;
      },
    },
    {
      name: 'case-deadlines',
      everyMs: 10 * MINUTE,
      run: async () => {
        let after: string | undefined;
        do {
          after = await store.write((tx) => tellOverdue(tx, at('case-deadlines'), { after, limit: STEP }));
        } while (after);
      },
    },
    {
      name: 'gate-watch',
      everyMs: 10 * MINUTE,
      run: () => watchGates(store, () => ({ ...at('gate-watch'), policies: policies() }), STEP),
    },
    {
      name: 'retention',
      everyMs: 60 * MINUTE,
      run: async () => {
        const now = at('retention');
        const today = legalDayOf(now.now);
        if (retainedOn === today) return;
        // Looks at the signal itself, and then still puts on record what went.
        await dropExpired({ store: stepByStep(deps.store), files, keys, months: retention, at: now, signal });
        retainedOn = today;
      },
    },
    {
      name: 'seals',
      everyMs: 5 * MINUTE,
      run: async () => {
        await sealAll({ store, keys, at: at('seals'), unsealed });
      },
    },
    {
      name: 'urea-months',
      everyMs: 10 * MINUTE,
      run: () => {
        const context = () => ({
          ...at('urea-months'),
          cause: 'urea-months',
          policies: policies(),
          ledgerMonths: retention.ledger,
          longestTransactionMs: store.engine === 'postgres' ? LONGEST_TRANSACTION_MS : 0,
        });
        return judgeUreaMonths(store, context, UREA_STEP);
      },
    },
    {
      name: 'vehicle-sales',
      everyMs: 60 * MINUTE,
      run: async () => {
        const fill = () => store.write((tx) => fillSales(tx, { ...at('vehicle-sales'), policies: policies() }, STEP));
        while ((await fill()) === STEP);
      },
    },
    {
      name: 'vehicle-vins',
      everyMs: 60 * MINUTE,
      run: async () => {
        const fill = () => store.write((tx) => fillVins(tx, at('vehicle-vins').now, STEP));
        while ((await fill()) === STEP);
      },
    },
    {
      name: 'stranded-notes',
      everyMs: 5 * MINUTE,
      run: async () => {
        const { now, newId } = at('stranded-notes');
        const apply = () => applyStrandedNotes({ store, policies, now, newId }, STEP);
        while ((await apply()) === STEP);
      },
    },
    {
      name: 'tallies',
      everyMs: 60 * MINUTE,
      run: async () => {
        while ((await store.write((tx) => fillTallies(tx, STEP))) === STEP);
      },
    },
    {
      name: 'sweep',
      everyMs: 60 * MINUTE,
      run: async () => {
        const { now } = at('sweep');
        await store.write(async (tx) => {
          await tx.idempotency.sweep(now - IDEMPOTENCY_MS);
          await tx.sessions.sweep(now);
          await sweepAccounts(tx, now);
          await tx.outbox.sweep(now - 30 * DAY_MS);
          await tx.notifications.sweep(now - READ_KEPT_MS, now - UNREAD_KEPT_MS);
          await tx.webhooks.sweepDeliveries(now - 30 * DAY_MS);
          await tx.earlyNotes.sweep(now - EARLY_NOTES_MS);
          await sweepDrafts(tx, now);
        });
        await sweepUploads(store, files.pieces, now);
        await files.sweep(now - DAY_MS);
      },
    },
  ];
}
