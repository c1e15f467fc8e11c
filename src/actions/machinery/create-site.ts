import { forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

type Required = Pick<SiteRow, 'name' | 'countyCode' | 'address' | 'startsOn' | 'endsOn'>;
type Optional = Omit<SiteRow, keyof Required | 'id' | 'organisationId' | 'createdAt' | 'enterpriseId' | Closing>;
type Closing = 'closedOn' | 'closedAt' | 'closedBy';

/** Coordinates in millionths of a degree; `countyCode` is where the site lies. */
export type NewSite = Required & { readonly [K in keyof Optional]?: Optional[K] | undefined };

/**
 * Puts a building site of the actor's organisation on record. Invalid where it ends before it starts; not-found about the
 * credit code of an enterprise without an account.
 */
export async function createSite(
  tx: Writer,
  actor: Actor,
  input: NewSite,
  enterpriseCreditCode: string | null | undefined,
  at: At,
): Promise<SiteRow> {
  const scope = scopeOf(actor, 'site.create');
  if (scope.to !== 'organisation') throw forbidden();
  requireSchedule(input);
  const row: SiteRow = {
    id: at.newId(),
    organisationId: scope.organisationId,
    name: input.name,
    countyCode: input.countyCode,
    address: input.address,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    longitudeE6: input.longitudeE6 ?? null,
    latitudeE6: input.latitudeE6 ?? null,
    boundary: input.boundary ?? null,
    organisationRole: input.organisationRole ?? null,
    permitNumber: input.permitNumber ?? null,
    permitIssuer: input.permitIssuer ?? null,
    permitIssuedOn: input.permitIssuedOn ?? null,
    enterpriseId: (await enterpriseOf(tx, enterpriseCreditCode)) ?? null,
    ...{ closedOn: null, closedAt: null, closedBy: null },
    createdAt: at.now,
  };
  await tx.sites.insert(row);
  const { name, countyCode, startsOn, endsOn } = row;
  await record(tx, actor, at, 'site.create', { type: 'site', id: row.id }, { name, countyCode, startsOn, endsOn });
  return row;
}

/** Refuses a schedule (计划工期) that ends before it starts. */
export function requireSchedule({ startsOn, endsOn }: Pick<SiteRow, 'startsOn' | 'endsOn'>): void {
  if (endsOn < startsOn) throw invalid('#/endsOn', ENDS_FIRST);
}

/** The enterprise of a credit code; null and undefined stay what they are. */
export async function enterpriseOf(
  tx: Writer,
  creditCode: string | null | undefined,
): Promise<string | null | undefined> {
  if (creditCode === null || creditCode === undefined) return creditCode;
  const found = await tx.organisations.findByCreditCode(creditCode);
  if (found?.kind !== 'enterprise') throw notFound('#/enterpriseCreditCode');
  return found.id;
}

const ENDS_FIRST = { en: 'The site ends before it starts.', zh: '工地结束日期早于开始日期。' };
