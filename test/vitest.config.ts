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
    // Of two cores vitest would use one.
    maxWorkers: '100%',
  },
});
