import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { addDays, legalDayOf } from '../../domain/time.ts';
import type { DeclaredDay } from '../../store/gate-counts.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Store, Writer } from '../../store/store.ts';
import { judgeNetworking } from '../enforcement/judge-networking.ts';
import { judgeTransmission } from './judge-transmission.ts';
import { watchSilence } from './watch-silence.ts';

type Context = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

/** Where the watch has come to; kept as the cursor of a job row of its own, so that it survives a restart. */
type Watch = {
  readonly seenAt: number;
  readonly listeningSince: number;
  /** The last day whose declared counts were judged when it was over; empty before the first. */
  readonly judgedThrough: string;
};

/** The row of the watch: the lowest id there can be, so that it stands last in the list of jobs. */
const WATCH_ID = '00000000-0000-7000-8000-000000000001';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** A longer break than this between two rounds means that nobody could have been heard meanwhile. */
const DEAF_MS = 3_600_000;

/**
 * One round over the gates: every enterprise that ever was a key vehicle-using unit is judged as of now (2.4.2e), and the
 * declared counts of days that ended since the last round are judged. Missed rounds and days are caught up with. After a
 * long break of the service itself gates get the whole limit anew: nobody was there to hear them.
 */
export async function watchGates(store: Store, context: () => Context, step: number): Promise<void> {
  const { now } = context();
  const { watch, before } = await store.write((tx) => beginRound(tx, now));
  const { listeningSince } = watch;
  let after: string | undefined;
  do {
    after = await store.write((tx) =>
      judgeEnterprises(tx, after, step, { ...context(), listeningSince, factsSince: before.seenAt }),
    );
  } while (after !== undefined);
  await watchSilence(store, context, listeningSince, step);
  const yesterday = addDays(legalDayOf(now), -1);
  if (before.judgedThrough === yesterday) return;
  let day: DeclaredDay | undefined = { day: addDays(before.judgedThrough || '1900-01-01', 1), enterpriseId: FIRST_ID };
  do {
    const from: DeclaredDay = day;
    day = await store.write((tx) => judgeDays(tx, from, yesterday, step, context()));
  } while (day);
  await store.write((tx) => tx.jobs.update(WATCH_ID, { cursor: { ...watch, judgedThrough: yesterday } }));
}

async function beginRound(tx: Writer, now: number): Promise<{ readonly watch: Watch; readonly before: Watch }> {
  const row = await tx.jobs.find(WATCH_ID);
  const before = (row?.cursor as Watch | undefined) ?? { seenAt: now, listeningSince: 0, judgedThrough: '' };
  const deaf = row !== undefined && now - before.seenAt > DEAF_MS;
  // A clock that was ahead for a while and was set right must not leave days out.
  const yesterday = addDays(legalDayOf(now), -1);
  const judgedThrough = before.judgedThrough > yesterday ? yesterday : before.judgedThrough;
  const watch = { seenAt: now, listeningSince: deaf ? now : Math.min(before.listeningSince, now), judgedThrough };
  if (row) await tx.jobs.update(WATCH_ID, { cursor: watch, done: row.done + 1, finishedAt: now });
  else await tx.jobs.insert(firstRow(watch, now));
  return { watch, before: { ...before, judgedThrough } };
}

async function judgeEnterprises(
  tx: Writer,
  after: string | undefined,
  step: number,
  context: Parameters<typeof judgeNetworking>[2],
): Promise<string | undefined> {
  const ids = await tx.enterpriseFacts.keyUsersAfter(after, step);
  for (const id of ids) {
    const enterprise = await tx.organisations.find(id);
    if (enterprise) await judgeNetworking(tx, enterprise, context);
  }
  return ids.length === step ? ids.at(-1) : undefined;
}

async function judgeDays(
  tx: Writer,
  after: DeclaredDay,
  through: string,
  step: number,
  context: Context,
): Promise<DeclaredDay | undefined> {
  const days = await tx.gateCounts.declaredDays(after, through, step);
  for (const { enterpriseId, day } of days) await judgeTransmission(tx, enterpriseId, day, context);
  return days.length === step ? days.at(-1) : undefined;
}

/** Never queued: only a place to remember in, which shows in the list of jobs when the watch last went round. */
const firstRow = (watch: Watch, now: number): JobRow => ({
  id: WATCH_ID,
  kind: 'gate-watch',
  status: 'done',
  payload: {},
  cursor: watch,
  done: 1,
  total: null,
  attempts: 0,
  error: null,
  runAfter: now,
  createdAt: now,
  finishedAt: now,
  createdBy: 'system',
});
