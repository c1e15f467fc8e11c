import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const PAGES = join(SRC, 'console/');
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The arguments with which node runs a program of the service: as it was built, which starts several times as fast, where
 * that is not older than any source, else from source.
 */
export function program(name: 'main' | 'cli'): readonly string[] {
  if (isBuilt()) return [join(DIST, `${name}.js`)];
  return ['--import', fileURLToPath(import.meta.resolve('tsx')), join(SRC, `${name}.ts`)];
}

/** Whether the service was built since its sources were last changed; its pages are built by themselves, and hold what the build writes. */
export function isBuilt(): boolean {
  const at = statSync(join(DIST, 'main.js'), { throwIfNoEntry: false })?.mtimeMs;
  if (at === undefined) return false;
  const sources = readdirSync(SRC, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !`${entry.parentPath}/`.startsWith(PAGES),
  );
  return sources.every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs <= at);
}
