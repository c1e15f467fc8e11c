import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const TSX = fileURLToPath(import.meta.resolve('tsx'));

/**
 * The arguments with which node runs a program of the service: as it was built, which starts several times as fast, where
 * that is not older than any source, else from source.
 */
export function program(name: 'main' | 'cli'): readonly string[] {
  const built = join(DIST, `${name}.js`);
  return isFresh(built) ? [built] : ['--import', TSX, join(SRC, `${name}.ts`)];
}

function isFresh(built: string): boolean {
  const at = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (at === undefined) return false;
  const sources = readdirSync(SRC, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return sources.every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs <= at);
}
