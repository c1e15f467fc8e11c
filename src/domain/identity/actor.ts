/** Roles of people, from the most to the least powerful over the registry. */
export const ROLES = ['admin', 'city_officer', 'county_officer', 'department', 'contractor', 'enterprise'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A signed-in person. `organisationId` is set for contractors and enterprises, `countyCode` for county officers; a `manager`
 * looks after the people of its organisation.
 */
export type UserActor = {
  readonly kind: 'user';
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly countyCode: string | null;
  readonly manager: boolean;
  readonly sessionId: string;
};

/** A gate system (门禁系统) speaking with its token. */
export type GateActor = {
  readonly kind: 'gate';
  readonly id: string;
  readonly tokenId: string;
  readonly enterpriseId: string;
  readonly countyCode: string;
};

export type Actor = UserActor | GateActor;
