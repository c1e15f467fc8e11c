import { readFileSync } from 'node:fs';
import { type Bench, posts } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { keepReading } from './isolation.ts';
import { load } from './processes.ts';

const LOOK_EVERY_MS = 50;

/** The most memory that the service holds while posts, reports and an export run on the large registry. */
export async function measureMemory(bench: Bench): Promise<Figure[]> {
  const large = await bench.large();
  const { peak } = await inTurns(bench.plan.rounds, {
    peak: async () => {
      let most = 0;
      const look = setInterval(() => (most = Math.max(most, memoryOf(large.registry.pid))), LOOK_EVERY_MS);
      const reading = await keepReading(large);
      try {
        await load(posts(bench, large));
        return most;
      } finally {
        clearInterval(look);
        await reading.end();
      }
    },
  });
  return [figureOf('memory', peak, null)];
}

/** What a process holds, MB, without what it has mapped of files, which the system takes back when it likes. Linux. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return (kilobytes('VmRSS') - kilobytes('RssFile')) / 1_024;
}
