import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One figure: how the service stands to a reference measured in the same run, round by round. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  readonly ratio: number;
  readonly floor: number | null;
  readonly goal: number | null;
  readonly holds: boolean;
  readonly reference: string;
  readonly rounds: readonly { readonly measured: number; readonly reference: number; readonly ratio: number }[];
};

export type Plan = {
  readonly rounds: number;
  readonly seconds: number;
  /** Passages that the registry holds before lists are measured. */
  readonly passages: number;
};

/** Runs measure and reference in turns, so that both meet the same machine; the ratio is the median of the rounds'. */
export async function compare(
  plan: Plan,
  figure: Pick<Figure, 'id' | 'what' | 'reference'>,
  measure: (round: number) => Promise<number>,
  reference: (round: number) => Promise<number>,
): Promise<Figure> {
  const rounds: { measured: number; reference: number; ratio: number }[] = [];
  for (let round = -1; round < plan.rounds; round += 1) {
    const against = await reference(round);
    const measured = await measure(round);
    // The first round only warms connections and caches.
    if (round >= 0) rounds.push({ measured, reference: against, ratio: measured / against });
  }
  return { ...figure, ratio: median(rounds.map(({ ratio }) => ratio)), floor: null, goal: null, holds: true, rounds };
}

export function print(figures: readonly Figure[]): void {
  const cell = (text: string, width: number) => text.padEnd(width);
  console.log(
    `\n${cell('figure', 16)}${cell('ratio', 8)}${cell('spread', 14)}${cell('measured/s', 12)}${cell('reference/s', 13)}against`,
  );
  for (const { id, ratio, rounds, reference } of figures) {
    const ratios = rounds.map((round) => round.ratio);
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    const measured = median(rounds.map((round) => round.measured)).toFixed(0);
    const against = median(rounds.map((round) => round.reference)).toFixed(0);
    console.log(
      `${cell(id, 16)}${cell(ratio.toFixed(2), 8)}${cell(spread, 14)}${cell(measured, 12)}${cell(against, 13)}${reference}`,
    );
  }
}

export function save(figures: readonly Figure[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(figures, null, 2)}\n`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
