import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../src', import.meta.url));

type Import = { readonly file: string; readonly room: string; readonly target: string; readonly typeOnly: boolean };

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** The first folder under src, or the file's own name at the top. */
const roomOf = (path: string): string => relative(root, path).split('/')[0] ?? '';

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.') ? relative(root, resolve(dirname(file), specifier)) : specifier;
    return { file: relative(root, file), room: roomOf(file), target, typeOnly: match[1] !== undefined };
  }),
);

const own = imports.filter(({ target }) => /\.tsx?$/.test(target) || target.endsWith('.json'));
const packages = imports.filter(({ target }) => !own.some((o) => o.target === target));
const said = (found: readonly Import[]) => found.map(({ file, target }) => `${file} → ${target}`);

/** What each room may import besides itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  threads: [],
  store: ['domain', 'threads'],
  files: ['domain'],
  cameras: ['domain'],
  actions: ['domain', 'store', 'files', 'cameras'],
  exports: ['domain', 'threads'],
  webhooks: ['domain'],
  jobs: ['domain', 'store', 'files', 'actions', 'webhooks'],
  recorder: ['domain', 'threads', 'store', 'actions', 'jobs'],
  http: ['domain', 'store', 'files', 'cameras', 'actions', 'exports', 'jobs', 'webhooks', 'console', 'config.ts'],
  console: ['domain'],
};

describe('the direction of imports', () => {
  it('reads a believable number of imports', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(own.length).toBeGreaterThan(200);
  });

  it.each(Object.keys(MAY))('%s imports only rooms below it', (room) => {
    const wrong = own.filter(
      (i) => i.room === room && ![room, ...(MAY[room] ?? [])].includes(i.target.split('/')[0] ?? ''),
    );
    expect(said(wrong)).toEqual([]);
  });

  it('other rooms take only types from the store', () => {
    const wrong = own.filter(
      (i) => i.target.startsWith('store/') && ['actions', 'http', 'jobs'].includes(i.room) && !i.typeOnly,
    );
    expect(said(wrong)).toEqual([]);
  });

  it('the service takes nothing from the console but the list of its sections', () => {
    const wrong = own.filter((i) => i.room !== 'console' && i.target.startsWith('console/'));
    expect(said(wrong)).toEqual(['http/console.ts → console/sections.ts']);
  });

  it.each(['react', 'antd', 'echarts', '@tanstack/react-query', 'react-router'])('%s stays in the console', (name) => {
    const uses = packages.filter((i) => i.target === name || i.target.startsWith(`${name}/`));
    expect(said(uses.filter((i) => i.room !== 'console'))).toEqual([]);
  });

  it('the domain imports nothing but zod', () => {
    expect(said(packages.filter((i) => i.room === 'domain' && i.target !== 'zod'))).toEqual([]);
  });

  it.each([
    ['drizzle-orm', ['store']],
    ['better-sqlite3', ['store']],
    ['pg', ['store']],
    ['express', ['http', 'app.ts']],
    ['multer', ['files', 'http']],
    ['jsonwebtoken', ['http']],
    ['sharp', ['files']],
    ['exceljs', ['exports', 'files']],
    ['csv-parse', ['files']],
    ['archiver', ['exports']],
    ['pdfkit', ['exports']],
  ])('%s stays in its rooms', (name, rooms) => {
    const uses = packages.filter((i) => i.target === name || i.target.startsWith(`${name}/`));
    expect(uses.length).toBeGreaterThan(0);
    expect(said(uses.filter((i) => !rooms.includes(i.room)))).toEqual([]);
  });

  it('only config.ts reads the environment', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(root, file))).toEqual(['config.ts']);
  });

  it('only the entry points make clocks, ids and randomness', () => {
    const makers = /\b(?:Date\.now\(\)|new Date\(\)|Math\.random\(|randomUUID\(|uuidv7\(|performance\.now\()/;
    // Browsers have clocks of their own; what they say of time is checked by the service.
    const service = files.filter((file) => roomOf(file) !== 'console');
    const wrong = service.filter((file) => makers.test(readFileSync(file, 'utf8')));
    // service.ts is what main.ts and cli.ts share, and a thread that records begins with its own program; the store only
    // times how long it waits for a busy database.
    const entries = ['service.ts', 'cli.ts', 'recorder/recorder-worker.ts'];
    const allowed = (path: string) => [...entries, 'store/sqlite.ts', 'store/postgres.ts'].includes(path);
    expect(wrong.map((file) => relative(root, file)).filter((path) => !allowed(path))).toEqual([]);
  });

  it('has no cycles', () => {
    const graph = new Map<string, string[]>();
    for (const { file, target, typeOnly } of own) if (!typeOnly) graph.set(file, [...(graph.get(file) ?? []), target]);
    const state = new Map<string, 'open' | 'closed'>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'closed') return;
      if (state.get(file) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      state.set(file, 'closed');
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });
});
