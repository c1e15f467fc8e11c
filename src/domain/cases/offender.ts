/** Whom a case (案件) is against: a vehicle's owner by its plate, an enterprise, a contractor, a seller of vehicles. */
export const OFFENDER_TYPES = ['vehicle', 'enterprise', 'contractor', 'seller'] as const;
export type OffenderType = (typeof OFFENDER_TYPES)[number];

/** What of a violation tells who committed it. */
export type Committed = {
  readonly kind: string;
  readonly enterpriseId: string | null;
  readonly organisationId: string | null;
  readonly machineId: string | null;
  readonly siteId: string | null;
  readonly plate: string | null;
  readonly plateColour: string | null;
  readonly sellerName: string | null;
  readonly sellerCreditCode: string | null;
};

/** Who is told from whom, by type; for keeping and comparing. */
export type Offender = { readonly type: OffenderType; readonly key: string };

const SALE = 'non_china_vi_sale';

/**
 * Who committed a violation, as a party of this type; undefined where it has no such party. An access is the enterprise's,
 * whose gate it was, and the vehicle's owner's as well; a sale is the seller's alone.
 */
export function offenderAs(type: OffenderType, one: Committed): Offender | undefined {
  const key = keyAs(type, one);
  return key === undefined ? undefined : { type, key: `${type}:${key}` };
}

function keyAs(type: OffenderType, one: Committed): string | undefined {
  switch (type) {
    case 'seller':
      return one.kind === SALE ? (one.sellerCreditCode ?? one.sellerName ?? undefined) : undefined;
    case 'contractor':
      return one.machineId !== null || one.siteId !== null ? (one.organisationId ?? undefined) : undefined;
    case 'enterprise':
      return one.kind === SALE ? undefined : (one.enterpriseId ?? undefined);
    case 'vehicle':
      return one.kind === SALE || one.plate === null ? undefined : `${one.plate} ${one.plateColour ?? ''}`;
  }
}

/** As whom a violation is pursued unless it is said: the first of seller, contractor, enterprise, vehicle that it has. */
export function usualOffender(one: Committed): Offender | undefined {
  for (const type of ['seller', 'contractor', 'enterprise', 'vehicle'] as const) {
    const found = offenderAs(type, one);
    if (found) return found;
  }
  return undefined;
}
