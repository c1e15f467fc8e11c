import { Failure, invalid, type Message, notFound } from '../../domain/failure.ts';
import { fallsOut, fleetPlan, type PlanSpan } from '../../domain/fleet/fleet-plan.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { checkPolicy } from '../../domain/policy/check-policy.ts';
import { type PolicySet, policySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { RecordedChange, VehicleRow } from '../../store/vehicles.ts';
import { readPolicy } from '../policies/read-policy.ts';
import { findVehicle } from './find-vehicle.ts';
import { getEnterprise } from './get-enterprise.ts';

/** Most vehicles of one plan. */
export const MOST_PLANNED = 500;

export type WantedPlan = {
  /** Which vehicles; those that the enterprise declared unless given. */
  readonly vehicleIds?: readonly string[] | undefined;
  /** Which enterprise they serve; those that declared each of them unless given. An enterprise plans for itself. */
  readonly enterpriseId?: string | undefined;
  readonly bulkCargo?: boolean | undefined;
  /** A policy on record or a draft that is added to the law, as `GET /policies/{id}` knows it. */
  readonly policy?: string | undefined;
};

/** A vehicle's plan (淘汰更新计划): what itself is asked, and what each enterprise's gates will ask. */
export type PlannedVehicle = {
  readonly row: VehicleRow;
  readonly verified: boolean;
  readonly own: readonly PlanSpan[];
  readonly at: readonly { readonly enterpriseId: string; readonly spans: readonly PlanSpan[] }[];
  /** When and where it falls out first. */
  readonly out: { readonly span: PlanSpan; readonly enterpriseId: string | null } | undefined;
};

/** Plans for the vehicles of an enterprise or for any others, under the law on record and, if asked, a policy to come. */
export async function planFleet(
  reader: Reader,
  actor: Actor,
  wanted: WantedPlan,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<{ readonly vehicles: PlannedVehicle[]; readonly policies: PolicySet }> {
  const scope = scopeOf(actor, 'fleet.plan');
  const own = scope.to === 'organisation' ? scope.organisationId : undefined;
  const enterpriseId = own ?? wanted.enterpriseId;
  if (own !== undefined && wanted.enterpriseId !== undefined && wanted.enterpriseId !== own)
    throw notFound('#/enterpriseId');
  if (enterpriseId !== undefined) await visibleEnterprise(reader, actor, enterpriseId);
  const law = await lawOf(reader, actor, wanted.policy, policies);
  const rows = await rowsOf(reader, actor, wanted.vehicleIds, enterpriseId);
  const today = legalDayOf(now);
  const changes = await reader.vehicles.changesOf(rows.map(({ id }) => id));
  const facts = new Map<string, Awaited<ReturnType<Reader['enterpriseFacts']['of']>>>();
  const factsOf = async (id: string) => {
    const known = facts.get(id) ?? (await reader.enterpriseFacts.of(id));
    facts.set(id, known);
    return known;
  };
  const vehicles: PlannedVehicle[] = [];
  for (const row of rows) {
    const planned = { changes: changes.filter(ofVehicle(row, own)), bulk: wanted.bulkCargo };
    const served = enterpriseId === undefined ? await reader.vehicles.declarantsOf(row.id) : [enterpriseId];
    const vehicle = fleetPlan(law, { ...planned, enterprise: null }, today);
    const at = [];
    for (const id of served) {
      const spans = fleetPlan(law, { ...planned, enterprise: await factsOf(id) }, today);
      at.push({ enterpriseId: id, spans: spans.filter(({ decision }) => !isOwn(vehicle, decision.rule)) });
    }
    vehicles.push({ row, verified: row.verified, own: vehicle, at, out: firstOut(vehicle, at) });
  }
  return { vehicles, policies: law };
}

const isOwn = (own: readonly PlanSpan[], rule: string): boolean => own.some(({ decision }) => decision.rule === rule);

/** What one enterprise declared is no other's business. */
const ofVehicle =
  (row: VehicleRow, own: string | undefined) =>
  ({ vehicleId, source, organisationId }: RecordedChange): boolean =>
    vehicleId === row.id && (own === undefined || source === 'officer' || organisationId === own);

function firstOut(own: readonly PlanSpan[], at: PlannedVehicle['at']): PlannedVehicle['out'] {
  const outs = [{ enterpriseId: null, spans: own }, ...at].flatMap(({ enterpriseId, spans }) => {
    const span = fallsOut(spans);
    return span ? [{ span, enterpriseId }] : [];
  });
  return outs.reduce<PlannedVehicle['out']>((a, b) => (a && a.span.from <= b.span.from ? a : b), undefined);
}

async function visibleEnterprise(reader: Reader, actor: Actor, id: string): Promise<void> {
  try {
    await getEnterprise(reader, actor, id);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not-found') throw notFound('#/enterpriseId');
    throw error;
  }
}

async function rowsOf(
  reader: Reader,
  actor: Actor,
  ids: readonly string[] | undefined,
  enterpriseId: string | undefined,
): Promise<VehicleRow[]> {
  if (ids) {
    const rows: VehicleRow[] = [];
    for (const [at, id] of [...new Set(ids)].entries())
      rows.push(await findVehicle(reader, actor, id, 'vehicle.read', `#/vehicleIds/${at}`));
    return rows;
  }
  if (enterpriseId === undefined) throw invalid('#/vehicleIds', WHICH);
  const declared = { to: 'organisation', organisationId: enterpriseId } as const;
  const rows = await reader.vehicles.page(declared, { status: 'active' }, { limit: MOST_PLANNED + 1 });
  if (rows.length > MOST_PLANNED) throw invalid('#/vehicleIds', TOO_MANY);
  return rows;
}

/** The law on record with a policy beside it that may still be a draft. */
async function lawOf(reader: Reader, actor: Actor, ref: string | undefined, policies: PolicySet): Promise<PolicySet> {
  if (ref === undefined) return policies;
  const { row } = await readPolicy(reader, actor, ref, '#/policy');
  const checked = checkPolicy(row.document);
  if ('faults' in checked) throw invalid('#/policy', FAULTY);
  const { id, version } = checked.document;
  const others = policies.all.filter(({ ref: known }) => known !== `${id}@${version}`);
  return policySet([...others.map(({ document }) => document), checked.document]);
}

const WHICH: Message = {
  en: 'Say which vehicles, or which enterprise’s.',
  zh: '请指定车辆，或指定企业。',
};
const TOO_MANY: Message = {
  en: `One plan takes at most ${MOST_PLANNED} vehicles: name them.`,
  zh: `一次最多规划 ${MOST_PLANNED} 辆车，请指定车辆。`,
};
const FAULTY: Message = {
  en: 'This policy still has faults and decides nothing yet.',
  zh: '该政策草案仍有错误，暂不能用于判定。',
};
