import type { PlateColour } from '../../../domain/codes/plate-colour.ts';
import type { ManualKind } from '../../../domain/policy/manual-kinds.ts';
import type { Schema } from '../../api/client.ts';
import { instantOf } from '../../parts/china-time.ts';

/** What stands in the form. `occurredAt` is a time in China as its field has it. */
export type RecordValues = {
  readonly kind?: string;
  readonly plate?: string;
  readonly plateColour?: PlateColour;
  readonly occurredAt?: string;
  readonly countyCode?: string;
  readonly place?: string;
  readonly seen?: string;
  readonly organisationId?: string | null;
  readonly siteId?: string | null;
};

/** The kinds that officers record by hand, as the policy has them for the day of the event. */
export const kindsOn = (kinds: readonly ManualKind[], occurredAt: string | undefined): readonly ManualKind[] => {
  const day = occurredAt?.slice(0, 10);
  return day ? kinds.filter(({ from, until }) => from <= day && (until === undefined || day < until)) : kinds;
};

export function recordBody({ organisationId, siteId, occurredAt, ...values }: RecordValues): Schema<'SeenViolation'> {
  return {
    ...(values as Schema<'SeenViolation'>),
    occurredAt: instantOf(occurredAt ?? ''),
    ...(organisationId ? { organisationId } : {}),
    ...(siteId ? { siteId } : {}),
  };
}
