import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { failuresLast } from './support/failures-last.ts';

/** What takes minutes begins first, or it would run alone at the end; the others as vitest sorts them. */
const LONGEST = ['permissions', 'fuzz', 'process', 'filing-matrix', 'case-folder', 'demo'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: {
    alias: [
      // As the service's own files name it: the stand-in names the real one otherwise.
      {
        find: /^\.{1,2}\/threads\/start-worker\.ts$/,
        replacement: fileURLToPath(new URL('support/start-worker.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // These have a process, a service and a browser of their own.
    exclude: ['test/console/**'],
    globalSetup: ['test/support/postgres.ts'],
    reporters: ['default', failuresLast],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Loading the service anew for each file took a third of the time; no file leaves anything behind in its modules.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // A file waits for its database and for timers nearly half of its time: more files at once than there are cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
});
