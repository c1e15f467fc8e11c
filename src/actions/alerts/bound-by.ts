import type { Restriction } from '../../domain/alerts/order.ts';
import { conditionOf } from '../../domain/alerts/restriction.ts';
import { isIndustrial } from '../../domain/codes/sector.ts';
import { type EnterpriseFacts, enterpriseOn } from '../../domain/fleet/enterprise.ts';
import { SITE_FACTS } from '../../domain/machinery/machine-work.ts';
import { evaluate } from '../../domain/policy/evaluate.ts';
import { decide } from '../../domain/policy/kernel.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import type { Fact, Facts } from '../../domain/policy/vocabulary.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { policyAt } from '../gates/gate-parameters.ts';

/** An enterprise that an order binds, with its facts of the day on which the order starts; unknown where none is on record. */
export type BoundEnterprise = {
  readonly organisation: OrganisationRow;
  readonly facts: EnterpriseFacts | undefined;
  /** Whether restrictions on vehicles may be on it, and whether its hours may be closed (2.4.2d). */
  readonly restricted: boolean;
  readonly closed: boolean;
};

export type Bound = { readonly enterprises: readonly BoundEnterprise[]; readonly sites: readonly SiteRow[] };

type Terms = Pick<AlertRevisionRow, 'countyCodes' | 'startsAt' | 'endsAt' | 'restrictions' | 'closedHours'>;

/** More enterprises or sites than these a city does not have. */
export const MOST_BOUND = 5_000;

/**
 * Whom an order binds: enterprises of its counties that one of its restrictions on vehicles, by sector and grade, or its
 * closed hours can be on, what is unknown included; sites of its counties in their time, where machines are restricted.
 */
export async function boundBy(reader: Pick<Reader, 'alertReach'>, policies: PolicySet, terms: Terms): Promise<Bound> {
  const day = legalDayOf(terms.startsAt);
  const policy = policyAt(policies, terms.startsAt);
  const organisations = await reader.alertReach.enterprisesIn(terms.countyCodes, MOST_BOUND);
  const rows = new Map<string, EnterpriseFacts[]>();
  for (const row of await reader.alertReach.factsOf(organisations.map(({ id }) => id))) {
    const of = rows.get(row.enterpriseId);
    if (of) of.push(row);
    else rows.set(row.enterpriseId, [row]);
  }
  const onVehicles = terms.restrictions.filter(({ appliesTo }) => appliesTo !== 'machine');
  const enterprises = organisations.flatMap((organisation): BoundEnterprise[] => {
    const facts = enterpriseOn(rows.get(organisation.id) ?? [], day);
    const known = enterpriseFactsOf(facts, day);
    const restricted = onVehicles.some((one) => canBeOn(policy, one, known));
    const closed = terms.closedHours.length > 0 && canClose(policy, day, known);
    return restricted || closed ? [{ organisation, facts, restricted, closed }] : [];
  });
  const onMachines = terms.restrictions.some((one) => one.appliesTo === 'machine' && canBeOn(policy, one, SITE_FACTS));
  const last = terms.endsAt === null ? '2199-12-31' : legalDayOf(terms.endsAt - 1);
  const sites = onMachines ? await reader.alertReach.sitesIn(terms.countyCodes, day, last, MOST_BOUND) : [];
  return { enterprises, sites };
}

const onRecord = (value: boolean | number | string): Fact => ({ value, origin: 'record' });

function enterpriseFactsOf(row: EnterpriseFacts | undefined, day: string): Facts {
  if (!row) return {};
  const { sector, performanceGrade, annualFreightTonnes, railLineCompletedOn } = row;
  return {
    'enterprise.sector': onRecord(sector),
    'enterprise.industrial': onRecord(isIndustrial(sector)),
    'enterprise.inPlanningArea': onRecord(row.inPlanningArea),
    'enterprise.railLineCompleted': onRecord(railLineCompletedOn !== null && railLineCompletedOn <= day),
    ...(annualFreightTonnes === null ? {} : { 'enterprise.annualFreightTonnes': onRecord(annualFreightTonnes) }),
    ...(performanceGrade === null ? {} : { 'enterprise.performanceGrade': onRecord(performanceGrade) }),
  };
}

/** Whether some vehicle or machine there could be barred: all that is not known of it is left open. */
function canBeOn(policy: Policy, restriction: Restriction, facts: Facts): boolean {
  return evaluate(policy, conditionOf(restriction), facts).truth !== false;
}

/** Whether closed hours could bar some goods vehicle there: the rule's own conditions, with the passage left open. */
function canClose(policy: Policy, day: string, facts: Facts): boolean {
  const closed = { ...facts, 'order.closedHours': onRecord(true), 'access.entering': onRecord(true) };
  return decide(policy, 'passage', day, closed).some(
    ({ outcome, missing }) => outcome === 'unverified' && missing.includes('enterprise.missedCleanTransport'),
  );
}
