/** Dated facts of an enterprise (企业属性), in force from `validFrom` until the next row. */
export type EnterpriseFacts = {
  readonly id: string;
  readonly validFrom: string;
  readonly sector: string;
  readonly inPlanningArea: boolean;
  /** Annual freight (年货运量) in tonnes; null where it is not known. */
  readonly annualFreightTonnes: number | null;
  /** Day on which the dedicated rail line (铁路专用线) was completed; null where it is not. */
  readonly railLineCompletedOn: string | null;
  readonly keyVehicleUser: boolean;
  readonly performanceGrade: string | null;
};

/** The row in force on a day: the newest `validFrom` not after it, the last posted of equals; undefined before the first. */
export function enterpriseOn(rows: readonly EnterpriseFacts[], day: string): EnterpriseFacts | undefined {
  let found: EnterpriseFacts | undefined;
  for (const row of rows) {
    if (row.validFrom > day) continue;
    if (!found || row.validFrom > found.validFrom || (row.validFrom === found.validFrom && row.id > found.id))
      found = row;
  }
  return found;
}
