/** What may be odd about stored input without being refused. The list is closed; a new sort of doubt is a new code. */
export const WARNING_CODES = [
  'vin_check_digit',
  'organisation_check_digit',
  'plate_colour_mismatch',
  'stage_implausible',
  'stage_before_its_time',
  'stage_against_fuel',
  'category_unnamed',
  'machine_not_in_use',
  'machine_code_stage_mismatch',
  'outside_planned_days',
  'exit_before_entry',
  'pin_outside_boundary',
  'filings_outside_schedule',
  'below_zone_minimum',
  'zone_unknown',
  'zone_place_unknown',
  'planned_entry_past',
  'prohibition_open',
  'extension_unreviewed',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** A doubt about one field of a record; `pointer` is a JSON Pointer fragment such as `#/vin`. */
export type Warning = { readonly code: WarningCode; readonly pointer: string };
