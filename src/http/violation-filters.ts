import { z } from 'zod';
import { countyInput } from '../domain/codes/county.ts';
import { VIOLATION_STATUSES } from '../domain/enforcement/violation.ts';
import type { ViolationFilter } from '../store/violation-conditions.ts';
import { fromTo, idText, line, periodOf } from './schemas.ts';

/** What lists of violations and of violators are narrowed by. */
export const violationFilters = {
  ...fromTo,
  kind: line(60).optional(),
  effect: z.enum(['breach', 'review']).optional(),
  rule: line(60).optional(),
  clause: line(20).optional(),
  countyCode: countyInput.optional(),
  enterpriseId: idText.optional(),
  organisationId: idText.optional(),
  machineId: idText.optional(),
  siteId: idText.optional(),
  sellerName: line(200).optional(),
  status: z.enum(VIOLATION_STATUSES).optional(),
};

type Filters = z.output<z.ZodObject<typeof violationFilters>>;

/** The same as the store takes it: breaches unless a kind or an effect is asked for. */
export function violationFilterOf(query: Filters): ViolationFilter {
  const { from: _from, to: _to, kind, effect, rule, clause, countyCode, ...rest } = query;
  const { enterpriseId, organisationId, machineId, siteId, sellerName, status } = rest;
  const shown = effect ?? (kind === undefined ? 'breach' : undefined);
  const named = {
    kind,
    effect: shown,
    rule,
    clause,
    countyCode,
    enterpriseId,
    organisationId,
    machineId,
    siteId,
    sellerName,
    status,
  };
  return {
    ...periodOf(query),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  };
}
