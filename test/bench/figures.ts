import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FigureId, reaches, type Target, targetOf } from './targets.ts';

/** One turn: what was measured and, unless the figure stands for itself, the reference beside it. */
export type Round = { readonly measured: number; readonly reference: number | null; readonly ratio: number };

/** One figure: how the service stands to a reference measured in the same run, round by round. */
export type Figure = Target & {
  /** Median of the rounds. */
  readonly ratio: number;
  readonly spread: readonly [least: number, most: number];
  /** Whether the floor holds, and whatever must hold beside it. */
  readonly holds: boolean;
  readonly reached: boolean;
  readonly rounds: readonly Round[];
  readonly note?: string;
};

/** What has to hold beside the floor, and what is to be said of it. */
export type Beside = { readonly holds?: boolean; readonly note?: string };

/** A figure from what its rounds measured; `references` null where it is held against a number alone. */
export function figureOf(
  id: FigureId,
  measured: readonly number[],
  references: readonly number[] | null,
  { holds = true, note }: Beside = {},
): Figure {
  const target = targetOf(id);
  const rounds = measured.map((value, index): Round => {
    const reference = references?.[index] ?? null;
    return { measured: value, reference, ratio: reference === null ? value : value / reference };
  });
  const ratios = rounds.map((round) => round.ratio);
  const ratio = median(ratios);
  return {
    ...target,
    ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    holds: holds && reaches(target, ratio, target.floor),
    reached: reaches(target, ratio, target.goal),
    rounds,
    ...(note === undefined ? {} : { note }),
  };
}

/**
 * Measures several things in turns, so that all meet the same machine, and gives each one's rounds. A turn before the
 * first, -1, only warms connections and caches.
 */
export async function inTurns<K extends string>(
  rounds: number,
  measures: Readonly<Record<K, (round: number) => number | Promise<number>>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(measures) as K[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const value = await measures[name](round);
      if (round >= 0) found[name].push(value);
    }
  }
  return found;
}

export function print(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => {
    const { id, ratio, spread, floor, goal, direction, holds, reached, rounds, reference, note } = figure;
    const sign = direction === 'least' ? '≥' : '≤';
    const mark = (value: number | null) => (value === null ? '–' : `${sign} ${short(value)}`);
    const against = rounds.flatMap((round) => round.reference ?? []);
    return [
      id,
      short(median(rounds.map((round) => round.measured))),
      against.length > 0 ? short(median(against)) : '–',
      short(ratio),
      mark(floor),
      mark(goal),
      `${short(spread[0])}…${short(spread[1])}`,
      holds ? (reached ? 'goal' : 'floor') : 'FAILS',
      note === undefined ? reference : `${reference}; ${note}`,
    ];
  });
  const head = ['figure', 'measured', 'reference', 'ratio', 'floor', 'goal', 'spread', 'holds', 'against'];
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)) + 2);
  for (const row of [head, ...rows]) {
    const line = row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('');
    console.log(line.trimEnd());
  }
}

export function save(figures: readonly Figure[], folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'results.json');
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  return file;
}

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value < 0.1 ? 4 : 2);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
