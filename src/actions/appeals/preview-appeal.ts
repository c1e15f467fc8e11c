import { effectOf } from '../../domain/enforcement/appeal.ts';
import { VOID_STATUSES } from '../../domain/enforcement/violation.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Store, Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { type RejudgeCursor, type RejudgePayload, rejudgeStep } from '../gates/rejudge.ts';
import { appealedRows } from './appealed-rows.ts';
import { applyRemedy } from './apply-remedy.ts';
import { getRunningAppeal } from './get-appeal.ts';
import type { Granting } from './grant-appeal.ts';
import type { Remedy } from './remedy.ts';

/** What granting an appeal with a remedy would do. */
export type AppealPreview = {
  /** Violations that would fall since the corrected fact makes none, those appealed and others. */
  readonly falls: readonly ViolationRow[];
  /** Those that would be raised, or stand again. */
  readonly arises: readonly ViolationRow[];
  /** Those appealed that the law calls for all the same; granting cancels them. */
  readonly stillBroken: readonly ViolationRow[];
  /** Other visits judged, and whether those were all. */
  readonly visits: number;
  readonly complete: boolean;
};

/** So many other visits are judged in a preview at the most: it holds up other writes meanwhile. */
const MOST_VISITS = 100;
const STEP = 25;
const MOST_CHANGES = 1_000;

/** Thrown to undo the trial. */
class Tried extends Error {
  readonly preview: AppealPreview;
  constructor(preview: AppealPreview) {
    super('tried');
    this.preview = preview;
  }
}

/** Tries a remedy in a transaction that is undone, and tells what came of it. Fails as granting would. */
export async function previewAppeal(
  store: Store,
  actor: Actor,
  id: string,
  remedy: Remedy,
  context: Omit<Granting, 'wakeJobs'>,
): Promise<AppealPreview> {
  try {
    return await store.write(async (tx): Promise<never> => {
      throw new Tried(await tried(tx, actor, id, remedy, context));
    });
  } catch (error) {
    if (error instanceof Tried) return error.preview;
    throw error;
  }
}

async function tried(
  tx: Writer,
  actor: Actor,
  id: string,
  remedy: Remedy,
  context: Omit<Granting, 'wakeJobs'>,
): Promise<AppealPreview> {
  await getRunningAppeal(tx, actor, id, 'appeal.decide');
  const cause = `appeal:${id}`;
  const before = await appealedRows(tx, id);
  const trial = { ...context, cause, reason: 'preview', wakeJobs: () => undefined };
  const jobIds = await applyRemedy(tx, actor, remedy, before, trial);
  const { visits, complete } = await judgeOthers(tx, jobIds, cause, context);
  const changes = await tx.violationEvents.ofCauses([cause], MOST_CHANGES);
  const { withdrawn, raised } = effectOf(changes);
  const after = await appealedRows(tx, id);
  return {
    falls: await tx.violations.ofIds(withdrawn),
    arises: await tx.violations.ofIds(raised),
    stillBroken: after.filter(({ status }) => !VOID_STATUSES.some((gone) => gone === status)),
    visits,
    complete: complete && changes.length < MOST_CHANGES,
  };
}

/** The first steps of the jobs that the remedy queued. */
async function judgeOthers(
  tx: Writer,
  jobIds: readonly string[],
  cause: string,
  { policies, at }: Pick<Granting, 'policies' | 'at'>,
): Promise<{ visits: number; complete: boolean }> {
  const context = { ...at, policies, cause };
  let visits = 0;
  for (const jobId of jobIds) {
    const job = await tx.jobs.find(jobId);
    let cursor: RejudgeCursor | null = null;
    do {
      if (visits >= MOST_VISITS) return { visits, complete: false };
      const step = await rejudgeStep(tx, job?.payload as RejudgePayload, cursor, STEP, context);
      visits += step.judged;
      cursor = step.cursor;
    } while (cursor);
  }
  return { visits, complete: true };
}
