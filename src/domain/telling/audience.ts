import type { Role } from '../identity/actor.ts';

/** Whom something concerns: its counties (none: the city alone) and organisations. */
export type Concern = { readonly countyCodes: readonly string[]; readonly organisationIds: readonly string[] };

/** Who may be told, as far as that hangs on who it is. */
export type Listener = {
  readonly role: string;
  readonly countyCode: string | null;
  readonly organisationId: string | null;
};

const CITY: readonly string[] = ['admin', 'city_officer'] satisfies readonly Role[];

/** Whether something concerns a person: the city's people always, a county's officers and an organisation's people where named. */
export function concerns(
  { countyCodes, organisationIds }: Concern,
  { role, countyCode, organisationId }: Listener,
): boolean {
  if (CITY.includes(role)) return true;
  if (role === 'county_officer') return countyCode !== null && countyCodes.includes(countyCode);
  return organisationId !== null && organisationIds.includes(organisationId);
}

/** The same of a webhook: of an organisation, of a county, or (neither) of the city. */
export function concernsOwner(
  { countyCodes, organisationIds }: Concern,
  { countyCode, organisationId }: Omit<Listener, 'role'>,
): boolean {
  if (organisationId !== null) return organisationIds.includes(organisationId);
  return countyCode === null || countyCodes.includes(countyCode);
}
