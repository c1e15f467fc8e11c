import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { failuresLast } from '../support/failures-last.ts';

/** Journeys in a real browser. The files of a process share its town, which takes longer to build than most of them. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: {
    alias: [
      {
        find: /^\.{1,2}\/threads\/start-worker\.ts$/,
        replacement: fileURLToPath(new URL('../support/start-worker.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['test/console/**/*.test.ts'],
    globalSetup: ['test/console/unpack-browser.ts'],
    reporters: ['default', failuresLast],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    isolate: false,
    maxWorkers: 3,
  },
});
