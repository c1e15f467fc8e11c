import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Caller } from '../../src/demo/client.ts';
import { type Bench, batchRate, type Large, posts } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { paceOf } from './pace.ts';
import { load } from './processes.ts';
import { adminOf, enterpriseFacts } from './registry.ts';
import { reaches, targetOf } from './targets.ts';

/** On either side of the freight from which on trucks have to be China VI, t a year; registries are made with the first. */
const HEAVY = 1_800_000;
const LIGHT = 90_000;

type Job = { readonly status: string; readonly done: number };

/**
 * Passages judged again after facts of enterprises changed, so that each eighth of them turns from a breach to none or
 * back, against batches; and whether single posts meanwhile keep what `report-isolation` asks.
 */
export async function measureRejudging(bench: Bench): Promise<Figure[]> {
  const large = await bench.large();
  const pace = await paceOf(bench, 1_000);
  const admin = await adminOf(large.registry);
  const single = async () => (await load(posts(bench, large, pace))).p99;
  const ratios: number[] = [];
  let tonnes = HEAVY;
  const judge = () => {
    tonnes = tonnes === HEAVY ? LIGHT : HEAVY;
    return judgeAgain(bench, large, admin, tonnes);
  };
  const { batch, judged } = await inTurns(bench.plan.rounds, {
    batch: () => batchRate(bench, large),
    judged: judge,
    beside: async (round) => {
      const without = await single();
      const judging = judge();
      const during = await single();
      await judging;
      if (round >= 0) ratios.push(during / without);
      return during;
    },
  });
  const isolation = figureOf('report-isolation', ratios, null);
  const note = `p99 of ${pace.perSecond} posts/s beside it ${isolation.ratio.toFixed(2)} of without`;
  const { floor } = targetOf('report-isolation');
  return [figureOf('rejudge', judged, batch, { holds: reaches(isolation, isolation.ratio, floor), note })];
}

/** Changes what is true of as many enterprises as have so many passages; gives how many passages a second were judged. */
async function judgeAgain(bench: Bench, { registry, built }: Large, admin: Caller, tonnes: number): Promise<number> {
  const each = built.passages / built.enterprises.length;
  const some = Math.min(built.enterprises.length, Math.max(1, Math.ceil(bench.plan.rejudged / each)));
  const chosen = built.enterprises.slice(-some);
  const facts = enterpriseFacts(tonnes);
  const began = performance.now();
  const jobs = await Promise.all(
    chosen.map(({ id }) => admin.post<{ rejudging: { jobId: string } }>(`/enterprises/${id}/facts`, facts)),
  );
  for (const { rejudging } of jobs) {
    for (;;) {
      const { status } = await admin.get<Job>(`/jobs/${rejudging.jobId}`);
      if (status === 'done') break;
      if (status !== 'queued') throw new Error(`judging again ended as ${status}`);
      await sleep(10);
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  return passagesOf(registry.file, chosen) / seconds;
}

function passagesOf(path: string, enterprises: readonly { readonly id: string }[]): number {
  const file = new Database(path, { readonly: true });
  try {
    const count = file.prepare('select count(*) as count from passages where enterprise_id = ?');
    const countOf = (id: string) => (count.get(Buffer.from(id.replaceAll('-', ''), 'hex')) as { count: number }).count;
    return enterprises.reduce((sum, { id }) => sum + countOf(id), 0);
  } finally {
    file.close();
  }
}
