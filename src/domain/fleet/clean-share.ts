/** How goods move other than by road (清洁运输方式): rail, water, pipe (管道), tubular or roofed belt (管状带式输送). */
export const CLEAN_MODES = ['rail', 'water', 'pipe', 'belt'] as const;
export type CleanMode = (typeof CLEAN_MODES)[number];

/** Policy parameter `cleanTransport`: what counts as clean; no official text of the formula was found. */
export type CleanTransportRule = {
  readonly modes: readonly string[];
  /** Whether what new-energy trucks carry counts as clean. */
  readonly newEnergyTrucks: boolean;
};

/** Goods moved, kg. */
export type Moved = { readonly mode: string; readonly kg: number };
/** What went by road: kg of the loads that were weighed, of which by new-energy trucks, and how many were not. */
export type RoadSum = { readonly kg: number; readonly newEnergyKg: number; readonly unweighed: number };

export type CleanShare = {
  readonly cleanKg: number;
  readonly totalKg: number;
  /** Of `totalKg`, per mille, rounded down; null where nothing was weighed. */
  readonly permille: number | null;
  /** Loaded accesses without a weight: the share is true only as far as these are none. */
  readonly unweighed: number;
};

/** Clean share (清洁运输比例) by mass, in and out together: tonnes by clean modes of all tonnes moved. Clause 2.4.2c. */
export function cleanShareOf(
  moved: readonly Moved[],
  road: RoadSum,
  { modes, newEnergyTrucks }: CleanTransportRule,
): CleanShare {
  const sum = (rows: readonly Moved[]): number => rows.reduce((total, { kg }) => total + kg, 0);
  const cleanKg = sum(moved.filter(({ mode }) => modes.includes(mode))) + (newEnergyTrucks ? road.newEnergyKg : 0);
  const totalKg = sum(moved) + road.kg;
  return {
    cleanKg,
    totalKg,
    permille: totalKg === 0 ? null : Math.floor((cleanKg * 1000) / totalKg),
    unweighed: road.unweighed,
  };
}
