import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Loading the service anew for each file took a third of the time; no file leaves anything behind in its modules.
    isolate: false,
    // A file waits for its database and for timers nearly half of its time: more files at once than there are cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
});
