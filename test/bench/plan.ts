/** How much is measured, and how long. */
export type Plan = {
  readonly rounds: number;
  readonly seconds: number;
  /** Passages that the large registry holds. */
  readonly passages: number;
  /** Batches of a thousand that each round of a figure about batches sends. */
  readonly batches: number;
  /** How many the turn before the first round sends: in an empty registry rows cost a fraction of what they do later. */
  readonly firstBatches: number;
  /** Visits that one export streams, about. */
  readonly exported: number;
  /** Passages that one round judges again, about. */
  readonly rejudged: number;
};

export const FULL: Plan = {
  rounds: 5,
  seconds: 4,
  passages: 10_000_000,
  // As long as the other rounds take: in half of that a twentieth goes by while the first are read and the last answered.
  batches: 80,
  firstBatches: 80,
  exported: 500_000,
  rejudged: 40_000,
};

export const QUICK: Plan = {
  rounds: 3,
  seconds: 1,
  passages: 300_000,
  batches: 32,
  firstBatches: 120,
  exported: 30_000,
  rejudged: 600,
};
