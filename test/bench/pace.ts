import { type Bench, posts, rate } from './bench.ts';

/** What the machine that the figures are meant for takes of single posts, a second. */
const MEANT_FOR = 8_000;
const paces = new WeakMap<Bench, Promise<number>>();

/**
 * A steady rate that is the same share of what this machine can take as `perSecond` is of what the machine that the figures
 * are meant for takes, but no more than that; over few connections, for longer than a round, since a p99 needs many.
 */
export async function paceOf(bench: Bench, perSecond: number) {
  const known = paces.get(bench) ?? capacityOf(bench);
  paces.set(bench, known);
  const share = Math.round((perSecond * (await known)) / MEANT_FOR);
  return { perSecond: Math.max(20, Math.min(perSecond, share)), connections: 16, seconds: bench.plan.seconds * 2 };
}

async function capacityOf(bench: Bench): Promise<number> {
  const large = await bench.large();
  await rate(posts(bench, large));
  return rate(posts(bench, large));
}
