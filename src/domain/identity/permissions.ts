import type { Actor, Role } from './actor.ts';

/** Which rows a permission reaches: every row, those of one county, of one organisation, of one gate, those one made, or none. */
export type Scope =
  | { readonly to: 'all' }
  | { readonly to: 'county'; readonly countyCode: string }
  | { readonly to: 'organisation'; readonly organisationId: string }
  | { readonly to: 'gate'; readonly gateId: string; readonly enterpriseId: string }
  | { readonly to: 'own'; readonly userId: string }
  | { readonly to: 'none' };

/** `managed`: those of the own organisation, for its managers alone. */
type Reach = 'all' | 'county' | 'organisation' | 'managed' | 'gate' | 'own' | 'none';
type Subject = Role | 'gate';

const row = (
  admin: Reach,
  city_officer: Reach,
  county_officer: Reach,
  department: Reach,
  contractor: Reach,
  enterprise: Reach,
  gate: Reach = 'none',
): Record<Subject, Reach> => ({ admin, city_officer, county_officer, department, contractor, enterprise, gate });

/** Who may do what to which rows. The only table of its kind: queries, actions and the tests read it. */
export const PERMISSIONS = {
  'organisation.create': row('all', 'all', 'county', 'none', 'none', 'none'),
  'organisation.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  // Who answers for an organisation is for itself and its officers to know.
  'organisation.contact': row('all', 'all', 'county', 'none', 'organisation', 'organisation'),
  'organisation.update': row('all', 'all', 'county', 'none', 'managed', 'managed'),
  'sign-up.read': row('all', 'all', 'county', 'none', 'none', 'none'),
  'sign-up.decide': row('all', 'all', 'county', 'none', 'none', 'none'),
  'invitation.write': row('all', 'all', 'county', 'none', 'managed', 'managed'),
  'invitation.read': row('all', 'all', 'county', 'none', 'managed', 'managed'),
  'user.create': row('all', 'all', 'county', 'none', 'none', 'none'),
  'user.read': row('all', 'all', 'county', 'none', 'managed', 'managed'),
  'user.update': row('all', 'all', 'county', 'none', 'managed', 'managed'),
  'user.reset': row('all', 'all', 'county', 'none', 'none', 'none'),
  'user.erase': row('all', 'none', 'none', 'none', 'none', 'none'),
  'facts.create': row('all', 'all', 'county', 'none', 'none', 'none'),
  'facts.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'clean-transport.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'clean-transport.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'urea.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'urea.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  // Vehicles belong to no county, and so do observations of them; where one was made decides who follows it up.
  'observation.create': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'observation.read': row('all', 'all', 'all', 'all', 'none', 'organisation'),
  'observation.settle': row('all', 'all', 'county', 'none', 'none', 'none'),
  'gate.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'gate.read': row('all', 'all', 'county', 'all', 'none', 'organisation', 'gate'),
  'gate.heartbeat': row('none', 'none', 'none', 'none', 'none', 'none', 'gate'),
  'gate.check': row('none', 'none', 'none', 'none', 'none', 'organisation', 'gate'),
  'gate.count': row('none', 'none', 'none', 'none', 'none', 'organisation', 'gate'),
  'gate-list.read': row('none', 'none', 'none', 'none', 'none', 'organisation', 'gate'),
  'connectivity.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'device.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'device.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'dead-letter.read': row('all', 'all', 'county', 'none', 'none', 'none'),
  'dead-letter.close': row('all', 'all', 'county', 'none', 'none', 'none'),
  'passage.create': row('none', 'none', 'none', 'none', 'none', 'none', 'gate'),
  'passage.read': row('all', 'all', 'county', 'all', 'none', 'organisation', 'gate'),
  // Whose vehicle broke a rule hangs on the plate: officers settle it, an enterprise whose gate read it may only propose.
  'reading.review': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'reading.correct': row('all', 'all', 'county', 'none', 'none', 'none'),
  'reading.propose': row('none', 'none', 'none', 'none', 'none', 'organisation'),
  'visit.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'plant-equipment.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'plant-equipment.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'ledger.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'hold.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'hold.read': row('all', 'all', 'county', 'none', 'none', 'none'),
  'vehicle.create': row('all', 'all', 'all', 'none', 'none', 'organisation'),
  'vehicle.update': row('all', 'all', 'all', 'none', 'none', 'organisation'),
  'vehicle.verify': row('all', 'all', 'all', 'none', 'none', 'none'),
  'vehicle.read': row('all', 'all', 'all', 'all', 'none', 'organisation'),
  'report.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'report.filings': row('all', 'all', 'county', 'all', 'organisation', 'none'),
  // Which kinds a role may take follows from the action of each.
  'report.export': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'report.monthly': row('all', 'all', 'county', 'all', 'none', 'none'),
  'spot-check.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  // An enterprise reads its own once they are closed.
  'spot-check.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'retirement.read': row('all', 'all', 'county', 'all', 'none', 'none'),
  'retirement-quota.write': row('all', 'all', 'none', 'none', 'none', 'none'),
  'fleet.plan': row('all', 'all', 'all', 'none', 'none', 'organisation'),
  // Enterprises tell what became of trucks that they declared; an officer decides whether that is proven.
  'retirement-proof.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'retirement-proof.read': row('all', 'all', 'county', 'all', 'none', 'organisation'),
  'retirement-proof.decide': row('all', 'all', 'county', 'none', 'none', 'none'),
  // Letters leave the city, so the city writes them.
  'retirement-letter.write': row('all', 'all', 'none', 'none', 'none', 'none'),
  'retirement-letter.read': row('all', 'all', 'none', 'all', 'none', 'none'),
  'seller.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'seller.read': row('all', 'all', 'county', 'all', 'none', 'none'),
  'violation.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'violation.settle': row('all', 'all', 'county', 'none', 'none', 'none'),
  'violation.record': row('all', 'all', 'county', 'all', 'none', 'none'),
  'appeal.create': row('all', 'all', 'county', 'none', 'organisation', 'organisation'),
  'appeal.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'appeal.decide': row('all', 'all', 'county', 'none', 'none', 'none'),
  'case.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'case.answer': row('all', 'all', 'county', 'none', 'organisation', 'organisation'),
  'case.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'violator.read': row('all', 'all', 'county', 'all', 'none', 'none'),
  'site.create': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  'site.update': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  // A site is also read by the units on it (参建单位), among them enterprises that have it built.
  'site.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'site.close': row('all', 'all', 'county', 'none', 'organisation', 'none'),
  'site-unit.create': row('all', 'all', 'county', 'none', 'organisation', 'none'),
  'site-unit.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'site-unit.answer': row('none', 'none', 'none', 'none', 'organisation', 'organisation'),
  'site-unit.end': row('all', 'all', 'county', 'none', 'organisation', 'organisation'),
  // Low-emission zones are public acts of the city.
  'zone.read': row('all', 'all', 'all', 'all', 'all', 'all', 'all'),
  'zone.write': row('all', 'all', 'none', 'none', 'none', 'none'),
  'machine.create': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  'machine.update': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  // What was told of machines and of events on sites is put right by officers, where an appeal is granted.
  'machine.correct': row('all', 'all', 'county', 'none', 'none', 'none'),
  'event.correct': row('all', 'all', 'county', 'none', 'none', 'none'),
  'machine.read': row('all', 'all', 'county', 'all', 'organisation', 'none'),
  // Only an officer's look makes a stage verified.
  'machine.verify': row('all', 'all', 'county', 'none', 'none', 'none'),
  // Retrofits, and what became of a machine: told by its holder, or by officers who find out.
  'machine.note': row('all', 'all', 'county', 'none', 'organisation', 'none'),
  'machine-claim.create': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  'machine-claim.read': row('all', 'all', 'county', 'all', 'organisation', 'none'),
  'machine-claim.answer': row('none', 'none', 'none', 'none', 'organisation', 'none'),
  'machine-claim.decide': row('all', 'all', 'county', 'none', 'none', 'none'),
  // Contractors see no passages, and so no arrivals.
  'machine-arrival.write': row('all', 'all', 'county', 'none', 'none', 'organisation'),
  'machine-arrival.read': row('all', 'all', 'county', 'all', 'none', 'none'),
  'machine.card': row('all', 'all', 'all', 'all', 'all', 'all'),
  'filing.create': row('none', 'none', 'none', 'none', 'organisation', 'organisation'),
  'filing.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'filing.review': row('all', 'all', 'county', 'none', 'none', 'none'),
  'filing.report': row('none', 'none', 'none', 'none', 'organisation', 'organisation'),
  // How a county handles filings concerns everyone who files there.
  'county-settings.read': row('all', 'all', 'all', 'all', 'all', 'all'),
  'county-settings.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'site-entry.create': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'site-entry.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'inspection.create': row('all', 'all', 'county', 'all', 'none', 'none'),
  'inspection.read': row('all', 'all', 'county', 'all', 'organisation', 'none'),
  // An inspector finds out about any machine that stands there, wherever it is kept.
  'field-check.look-up': row('all', 'all', 'all', 'all', 'none', 'none'),
  'prohibition.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'prohibition.read': row('all', 'all', 'county', 'all', 'organisation', 'none'),
  'evidence.create': row('all', 'all', 'county', 'all', 'organisation', 'organisation', 'gate'),
  'evidence.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation', 'gate'),
  // Orders are public acts of the city; an exemption counts where it was granted.
  'alert.read': row('all', 'all', 'all', 'all', 'all', 'all', 'all'),
  'alert.write': row('all', 'all', 'none', 'none', 'none', 'none'),
  'alert.reach': row('all', 'all', 'county', 'all', 'none', 'none'),
  'exemption.read': row('all', 'all', 'all', 'all', 'organisation', 'organisation'),
  'exemption.write': row('all', 'all', 'county', 'none', 'none', 'none'),
  'exemption-request.create': row('none', 'none', 'none', 'none', 'organisation', 'organisation'),
  'exemption-request.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
  'exemption-request.decide': row('all', 'all', 'county', 'none', 'none', 'none'),
  'policy.read': row('all', 'all', 'all', 'all', 'all', 'all', 'all'),
  'policy.draft': row('all', 'all', 'all', 'none', 'none', 'none'),
  'policy.write': row('all', 'all', 'none', 'none', 'none', 'none'),
  // Of the whole city, or of one's own county.
  'policy.preview': row('all', 'all', 'county', 'none', 'none', 'none'),
  'job.read': row('all', 'all', 'own', 'none', 'own', 'own'),
  'job.cancel': row('all', 'own', 'own', 'none', 'own', 'own'),
  // An audit row names its subject and no county, so which of them are a county's cannot be told for certain.
  'audit.read': row('all', 'all', 'none', 'none', 'none', 'none'),
  'notification.read': row('own', 'own', 'own', 'own', 'own', 'own'),
  // What the web console keeps for one person is nobody else's, and gates have none.
  'saved-view.write': row('own', 'own', 'own', 'own', 'own', 'own'),
  'draft.write': row('own', 'own', 'own', 'own', 'own', 'own'),
  'upload.write': row('own', 'own', 'own', 'own', 'own', 'own'),
  // Each topic counts by the action of its list.
  'desk.read': row('own', 'own', 'own', 'own', 'own', 'own'),
  'webhook.write': row('all', 'all', 'county', 'none', 'organisation', 'organisation'),
  'stream.read': row('all', 'all', 'county', 'all', 'organisation', 'organisation'),
} as const satisfies Record<string, Record<Subject, Reach>>;

export type Action = keyof typeof PERMISSIONS;

/** The rows of `action`'s subject that an actor reaches. */
export function scopeOf(actor: Actor, action: Action): Scope {
  const reach: Reach = PERMISSIONS[action][actor.kind === 'gate' ? 'gate' : actor.role];
  switch (reach) {
    case 'all':
      return { to: 'all' };
    case 'county':
      return actor.countyCode ? { to: 'county', countyCode: actor.countyCode } : { to: 'none' };
    case 'organisation':
      return actor.kind === 'user' && actor.organisationId
        ? { to: 'organisation', organisationId: actor.organisationId }
        : { to: 'none' };
    case 'managed':
      return actor.kind === 'user' && actor.manager && actor.organisationId
        ? { to: 'organisation', organisationId: actor.organisationId }
        : { to: 'none' };
    case 'gate':
      return actor.kind === 'gate'
        ? { to: 'gate', gateId: actor.id, enterpriseId: actor.enterpriseId }
        : { to: 'none' };
    case 'own':
      return { to: 'own', userId: actor.id };
    case 'none':
      return { to: 'none' };
  }
}

/** What a row says of its owners; a scope covers it where they meet. */
export type Owners = {
  readonly countyCode?: string | null;
  readonly organisationId?: string | null | undefined;
  /** A second organisation that it is of. */
  readonly alsoOrganisationId?: string | null;
  readonly gateId?: string | null;
  readonly userId?: string | null;
};

export function covers(scope: Scope, owners: Owners): boolean {
  switch (scope.to) {
    case 'all':
      return true;
    case 'county':
      return owners.countyCode === scope.countyCode;
    case 'organisation':
      return [owners.organisationId, owners.alsoOrganisationId].includes(scope.organisationId);
    case 'gate':
      return owners.gateId === scope.gateId;
    case 'own':
      return owners.userId === scope.userId;
    case 'none':
      return false;
  }
}
