import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Built, openLarge } from './large-registry.ts';
import type { LoadSpec } from './load.ts';
import type { Plan } from './plan.ts';
import { load, start, stop, stopLoaders } from './processes.ts';
import { type Registry, serve } from './registry.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MIGRATIONS = join(ROOT, 'drizzle/sqlite');
export const CONNECTIONS = 64;
/** Where loads on a registry without passages begin. */
const FIRST_PASSAGE = Date.parse('2022-01-03T00:00:00+08:00');

export type Large = { readonly registry: Registry; readonly built: Built };

/** What figures share in one run: the bare servers, and a registry that holds as many passages as the plan says. */
export type Bench = {
  readonly plan: Plan;
  /** The bare servers. */
  reference(): Promise<{ readonly express: string; readonly http: string }>;
  /** A service on a copy of the large registry, started at its first use. */
  large(): Promise<Large>;
  /** The folder of that copy with nobody on it. */
  resting(): Promise<{ readonly folder: string; readonly built: Built }>;
  close(): Promise<void>;
};

export function openBench(plan: Plan): Bench {
  let bare: Promise<{ readonly ready: { express: string; http: string }; readonly child: ChildProcess }> | undefined;
  let copy: ReturnType<typeof openLarge> | undefined;
  let running: Promise<Large> | undefined;
  const serveCopy = async (): Promise<Large> => {
    copy ??= openLarge(plan.passages);
    const { folder, built } = await copy;
    return { registry: await serve(folder, built.tokens), built };
  };
  const rest = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    await (await ending)?.registry.close();
  };
  return {
    plan,
    reference: async () => {
      bare ??= start('reference.mjs');
      return (await bare).ready;
    },
    large: () => {
      running ??= serveCopy();
      return running;
    },
    resting: async () => {
      await rest();
      copy ??= openLarge(plan.passages);
      return copy;
    },
    close: async () => {
      stopLoaders();
      await rest();
      if (bare) await stop((await bare).child);
      (await copy)?.remove();
    },
  };
}

let runs = 0;

type Sent = Pick<LoadSpec, 'url' | 'path' | 'kind' | 'tokens'> & Partial<LoadSpec>;

/** A load that no other repeats, for as long as the plan says. */
export function sending({ plan }: Bench, spec: Sent): LoadSpec {
  runs += 1;
  const method = spec.kind === 'get' ? 'GET' : 'POST';
  const run = `${process.pid}-${runs}`;
  return { connections: CONNECTIONS, seconds: plan.seconds, run, startsAt: FIRST_PASSAGE, method, ...spec };
}

/** How many a second are answered. */
export const rate = async (spec: LoadSpec): Promise<number> => (await load(spec)).perSecond;

type Target = { readonly registry: Pick<Registry, 'url' | 'tokens'>; readonly built?: Pick<Built, 'endsAt'> };

/** Where a load on a registry goes, and when its trucks pass: after all that it holds already. */
const at = ({ registry: { url, tokens }, built }: Target) => ({
  url,
  tokens,
  startsAt: built?.endsAt ?? FIRST_PASSAGE,
});

/** Single passages. */
export const posts = (bench: Bench, target: Target, more: Partial<LoadSpec> = {}): LoadSpec =>
  sending(bench, { ...at(target), path: '/api/v1/passages', kind: 'passage', ...more });

/** Batches of a thousand over four connections: so many as a round takes, unless told otherwise. */
export const batches = (bench: Bench, target: Target, more: Partial<LoadSpec> = {}): LoadSpec =>
  sending(bench, {
    ...{ ...at(target), path: '/api/v1/passages/batch', kind: 'batch', connections: 4 },
    ...{ requests: bench.plan.batches, ...more },
  });

/** Passages a second through batches. */
export const batchRate = async (bench: Bench, target: Target, more: Partial<LoadSpec> = {}): Promise<number> =>
  1_000 * (await rate(batches(bench, target, more)));
