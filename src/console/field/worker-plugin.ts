import type { Plugin, Rolldown } from 'vite';

/** The worker's source in this folder, and its name at the service. */
export const WORKER = 'console-worker';

/** What an inspector needs without a network, whatever of it was looked at before. */
const NEEDED = ['/shell/frame.tsx', '/field/area.tsx'];
/** What is loaded later on and needed nevertheless. */
const LATER = /\/(?:field|work)\/|\/node_modules\/qr\//;

/** Tells the worker which files it is to keep: the console's beginning, its frame and the inspector's pages, with all that they import. */
export const worker = (): Plugin => ({
  name: 'worker',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const made = chunks.find(({ name }) => name === WORKER);
    if (!made) return;
    const begun = chunks.filter(
      (chunk) =>
        (chunk.isEntry && chunk !== made) || NEEDED.some((path) => chunk.facadeModuleId?.endsWith(path) === true),
    );
    const scripts = new Set<string>();
    for (const chunk of begun) follow(chunk, chunks, scripts);
    const styles = Object.keys(bundle).filter((name) => /\.(?:css|svg|webmanifest)$/.test(name));
    made.code = made.code.replace(/(["'`])kept files\1/, JSON.stringify([...scripts, ...styles].sort()));
  },
});

function follow(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[], found: Set<string>): void {
  if (found.has(chunk.fileName)) return;
  found.add(chunk.fileName);
  for (const one of chunks) {
    const later = chunk.dynamicImports.includes(one.fileName) && LATER.test(one.facadeModuleId ?? '');
    if (later || chunk.imports.includes(one.fileName)) follow(one, chunks, found);
  }
}
