import {
  type CleanShare,
  type CleanTransportRule,
  cleanShareOf,
  type RoadSum,
} from '../../domain/fleet/clean-share.ts';
import { decodeTally } from '../../domain/gates/tally.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { monthPeriod } from '../../domain/reports/period.ts';
import type { CleanTransportRow } from '../../store/clean-transport.ts';
import type { AccessSum } from '../../store/reports.ts';
import type { Reader } from '../../store/store.ts';

const FALLBACK: CleanTransportRule = { modes: [], newEnergyTrucks: false };

export type TransportShare = CleanShare & {
  readonly rule: CleanTransportRule;
  readonly policy: string | null;
  readonly clean: readonly CleanTransportRow[];
  readonly road: Road;
};

/** What went by road, kg, and how many loaded accesses there were. */
export type Road = RoadSum & { readonly inKg: number; readonly outKg: number; readonly loads: number };

/** What an enterprise moved in a month (`YYYY-MM`), by road as its gates saw it, and its clean share. Long: read in bulk. */
export async function transportShare(
  bulk: Pick<Reader, 'cleanTransport' | 'reports'>,
  policies: PolicySet,
  enterpriseId: string,
  month: string,
): Promise<TransportShare> {
  const rule = cleanRuleOf(policies, month);
  const clean = await bulk.cleanTransport.ofMonth(enterpriseId, month);
  const range = { scope: { to: 'all' } as const, organisationIds: [enterpriseId] };
  const road = roadOf(await bulk.reports.accesses('all', range, monthPeriod(month)));
  return { ...cleanShareOf(clean, road, rule), rule, policy: policyOf(policies, month)?.ref ?? null, clean, road };
}

/** What the policy of a month counts as clean; nothing where there is none. */
export const cleanRuleOf = (policies: PolicySet, month: string): CleanTransportRule =>
  policyOf(policies, month)?.parameter('cleanTransport') ?? FALLBACK;

const policyOf = (policies: PolicySet, month: string) => policies.on(`${month}-01`) ?? policies.on(`${month}-28`);

/** The loads among accesses, one for each that carried something. */
export function roadOf(accesses: readonly AccessSum[]): Road {
  const told = accesses.map((one) => ({ ...one, ...decodeTally(one.tally) }));
  const isNew = ({ newEnergy }: (typeof told)[number]) => newEnergy === 'verified' || newEnergy === 'asserted';
  const kg = (of: typeof told) => of.reduce((sum, one) => sum + one.kg, 0);
  const loads = (load: string) => told.reduce((sum, one) => sum + (one.load === load ? one.count : 0), 0);
  return {
    kg: kg(told),
    newEnergyKg: kg(told.filter(isNew)),
    inKg: kg(told.filter(({ direction }) => direction === 'in')),
    outKg: kg(told.filter(({ direction }) => direction === 'out')),
    loads: loads('weighed') + loads('unweighed'),
    unweighed: loads('unweighed'),
  };
}
