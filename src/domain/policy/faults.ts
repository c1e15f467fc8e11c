import type { FormFault } from '../form-faults.ts';

/** What can be wrong with a policy document; all but the last four can be told from the document alone. */
export type PolicyFaultCode =
  | 'form'
  | 'rule_twice'
  | 'county_unknown'
  | 'parameter_missing'
  | 'parameter_unknown'
  | 'parameter_form'
  | 'fact_unknown'
  | 'fact_comparison'
  | 'version_empty'
  | 'version_order'
  | 'version_overlap'
  | 'version_gap'
  | 'flag_open'
  | 'kind_misplaced'
  | 'version_taken'
  | 'version_misplaced'
  | 'begins_too_soon'
  | 'first_day_taken';

/** A fault (问题) of a policy document: what, where in the document, and in words. */
export type PolicyFault = FormFault & { readonly code: PolicyFaultCode };

export const fault = (code: PolicyFaultCode, path: FormFault['path'], en: string, zh: string): PolicyFault => ({
  code,
  path,
  detail: { en, zh },
});
