import { type Effect, effectOf } from '../../domain/enforcement/appeal.ts';
import type { AppealedRow, AppealRow } from '../../store/appeals.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** An appeal with the violations it is against. */
export type AppealSight = {
  readonly row: AppealRow;
  readonly violations: readonly (Pick<ViolationRow, 'id' | 'kind' | 'status'> & Pick<AppealedRow, 'statusBefore'>)[];
};

/** What granting it brought about, as far as judging has come. */
export type AppealEffect = Effect & {
  /** Whether these are all changes there were. */
  readonly complete: boolean;
  readonly rejudging: readonly { readonly jobId: string; readonly status: string }[];
};

type From = Pick<Reader, 'appeals' | 'violations'>;

export async function viewAppeals(reader: From, rows: readonly AppealRow[]): Promise<AppealSight[]> {
  const against = await reader.appeals.violationsOf(rows.map(({ id }) => id));
  const known = new Map(
    (await reader.violations.ofIds(against.map(({ violationId }) => violationId))).map((row) => [row.id, row]),
  );
  return rows.map((row) => ({
    row,
    violations: against.flatMap(({ appealId, violationId, statusBefore }) => {
      const violation = appealId === row.id ? known.get(violationId) : undefined;
      return violation ? [{ id: violationId, kind: violation.kind, status: violation.status, statusBefore }] : [];
    }),
  }));
}

/** Changes of more violations than this are not told one by one. */
const MOST_CHANGES = 1_000;

/** Undefined of an appeal that was not granted. */
export async function effectOfAppeal(
  reader: Pick<Reader, 'violationEvents' | 'jobs'>,
  { id, status, jobIds }: AppealRow,
): Promise<AppealEffect | undefined> {
  if (status !== 'granted') return undefined;
  const ids = jobIds as readonly string[];
  const causes = [`appeal:${id}`, ...ids.map((jobId) => `job:${jobId}`)];
  const changes = await reader.violationEvents.ofCauses(causes, MOST_CHANGES + 1);
  const rejudging: { jobId: string; status: string }[] = [];
  for (const jobId of ids) rejudging.push({ jobId, status: (await reader.jobs.find(jobId))?.status ?? 'done' });
  const complete = changes.length <= MOST_CHANGES && rejudging.every((job) => job.status === 'done');
  return { ...effectOf(changes.slice(0, MOST_CHANGES)), complete, rejudging };
}
