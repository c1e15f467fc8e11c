import { execFileSync } from 'node:child_process';
import { setPriority } from 'node:os';
import { callerOf, everyRow } from '../../src/demo/client.ts';
import { drain, keepDoing } from './busy.ts';

/** Where to read, as whom, and which report. */
export type Reading = { readonly url: string; readonly token: string; readonly report: string };

/** What was read in so many ms. */
export type Read = { readonly reports: number; readonly rows: number; readonly ms: number };

const EXPORT = '/ledgers/transport/export?format=csv';

comeLast();
const { url, token, report } = JSON.parse(process.argv[2] ?? '') as Reading;
const caller = callerOf(url, token);
const began = performance.now();
let rows = 0;
const onLines = (count: number): void => {
  rows += count;
};
const reports = keepDoing(() => everyRow(caller, report));
const exporting = keepDoing((signal) => drain(`${url}/api/v1${EXPORT}`, token, { signal, onLines }));
process.send?.('reading');
process.on('message', () => {
  const ms = performance.now() - began;
  Promise.all([reports.end(), exporting.end()]).then(
    ([turns]) => process.send?.({ reports: turns, rows, ms } satisfies Read),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

/** Whoever reads reports has a machine of his own: what he does with them takes no processor from the service. */
function comeLast(): void {
  setPriority(19);
  try {
    execFileSync('chrt', ['-a', '-i', '-p', '0', String(process.pid)], { stdio: 'ignore' });
  } catch {
    // Without this program the lowest priority has to do.
  }
}
