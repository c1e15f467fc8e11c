/** Kinds of organisations (单位): machine-using contractors, enterprises with gates, government departments. */
export const ORGANISATION_KINDS = ['contractor', 'enterprise', 'department'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
