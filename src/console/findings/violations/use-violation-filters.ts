import { useUrlFilters } from '../../parts/url-filters.ts';

export const VIOLATION_FILTERS = [
  'from',
  'to',
  'kind',
  'effect',
  'rule',
  'clause',
  'countyCode',
  'enterpriseId',
  'organisationId',
  'machineId',
  'siteId',
  'status',
  'sellerName',
] as const;
export type ViolationFilters = Partial<Record<(typeof VIOLATION_FILTERS)[number], string>>;

export type FilterChange = Partial<Record<(typeof VIOLATION_FILTERS)[number], string | undefined>>;

/** How the list of violations is narrowed, by its address. */
export const useViolationFilters = () => useUrlFilters(VIOLATION_FILTERS);
