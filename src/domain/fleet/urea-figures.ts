/** What was refilled and moved, by one vehicle or by all at an enterprise. Volumes in ml, masses in kg. */
export type UreaTally = {
  readonly millilitres: number;
  readonly refills: number;
  readonly passages: number;
  readonly kg: number;
  /** Loads that nobody weighed: they are in no sum. */
  readonly unweighed: number;
};

export const NO_UREA: UreaTally = { millilitres: 0, refills: 0, passages: 0, kg: 0, unweighed: 0 };

export const addUrea = (a: UreaTally, b: Partial<UreaTally>): UreaTally => ({
  millilitres: a.millilitres + (b.millilitres ?? 0),
  refills: a.refills + (b.refills ?? 0),
  passages: a.passages + (b.passages ?? 0),
  kg: a.kg + (b.kg ?? 0),
  unweighed: a.unweighed + (b.unweighed ?? 0),
});

/**
 * Urea against what was hauled (尿素用量与运量对照): ml per 1,000 t and ml per passage, rounded. A figure for people to look at,
 * with no norm of ours; null where no tonnes were told, or nothing passed.
 */
export function ureaRatios({ millilitres, passages, kg }: UreaTally): {
  readonly mlPerThousandTonnes: number | null;
  readonly mlPerPassage: number | null;
} {
  return {
    mlPerThousandTonnes: kg === 0 ? null : Math.round((millilitres * 1_000_000) / kg),
    mlPerPassage: passages === 0 ? null : Math.round(millilitres / passages),
  };
}
