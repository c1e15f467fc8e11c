import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contract } from './api/contract-plugin.ts';
import { WORKER, worker } from './field/worker-plugin.ts';
import { packed } from './packed-plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The console, built into `dist/pages` and served from `/`; in development `vite` asks a running service for everything else. */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  plugins: [contract(), react(), worker(), packed()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/pages', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: {
      input: { index: `${here}index.html`, [WORKER]: `${here}field/${WORKER}.ts` },
      // A worker is found again by its name, and its place says what it may answer for.
      output: { entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js') },
    },
    // The charts alone are larger than what vite warns of; what is loaded first is held by a test.
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '^/(api|openapi.json|slip|docs)': 'http://127.0.0.1:3000' } },
});
