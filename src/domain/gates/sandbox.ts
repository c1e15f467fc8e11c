import type { EnterpriseFacts } from '../fleet/enterprise.ts';
import type { VehicleFacts } from '../fleet/vehicle.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { decisionsOn, type Judgement, judgeVisit, outcomeOf } from './judge-visit.ts';
import type { Outcome } from './passage.ts';
import type { PlateHolder } from './plate-holder.ts';

/** What becomes of a vehicle in the sandbox: judged as any, taken for the second copy of an event, or lost by our own fault. */
export type SandboxFate = 'judged' | 'duplicate' | 'failure';

export type SandboxVehicle = {
  readonly plate: string;
  readonly is: { readonly en: string; readonly zh: string };
  /** From 2022 on. */
  readonly outcome: Outcome | null;
  readonly fate: SandboxFate;
  /** On the register, unless undefined. */
  readonly emissionStage?: string;
  /** Barred by an order in force and exempted by an officer. */
  readonly exempted?: boolean;
};

const judged = { fate: 'judged' } as const;

/** The vehicles (固定号牌) that gate vendors try their software with: each always gives the same. */
export const SANDBOX_VEHICLES: readonly SandboxVehicle[] = [
  {
    ...{ plate: '晋C00001', outcome: 'compliant', emissionStage: '6', ...judged },
    is: { en: 'China VI diesel truck, verified: may pass', zh: '国六柴油货车，已核实：放行' },
  },
  {
    ...{ plate: '晋C00002', outcome: 'violation', emissionStage: '5', ...judged },
    is: { en: 'China V diesel truck, verified: breaks clause 2.4.2b', zh: '国五柴油货车，已核实：不符合 2.4.2b' },
  },
  {
    ...{ plate: '晋C00003', outcome: 'unverified', ...judged },
    is: { en: 'Truck that nobody has put on the register', zh: '未登记车辆：待核实' },
  },
  {
    ...{ plate: '晋C00004', outcome: 'exempt', emissionStage: '6', exempted: true, ...judged },
    is: {
      en: 'China VI truck under an alert order, exempted by an officer',
      zh: '应急管控期间已获豁免的国六货车：放行',
    },
  },
  {
    ...{ plate: '晋C00005', outcome: 'compliant', emissionStage: '6', fate: 'duplicate' },
    is: { en: 'Taken for the second copy of an event known already: never opens', zh: '视为重复上报：不再抬杆' },
  },
  {
    ...{ plate: '晋C00006', outcome: null, emissionStage: '6', fate: 'failure' },
    is: { en: 'Our own failure: nothing is stored, send it again', zh: '模拟平台故障：未入库，请重发' },
  },
];

/** An enterprise of bulk freight (2 Mt a year, no rail line) outside the planning area, which exists nowhere else. */
const ENTERPRISE: EnterpriseFacts = {
  id: 'sandbox',
  validFrom: '2021-01-01',
  sector: 'coking',
  inPlanningArea: false,
  annualFreightTonnes: 2_000_000,
  railLineCompletedOn: null,
  keyVehicleUser: false,
  performanceGrade: null,
};

/**
 * The judgement on a plate read at the made-up enterprise, by the law in force on the day of `passedAt` (ms). `plate` is
 * normalised, empty where none was read; any plate not listed is a vehicle nobody knows.
 */
export function judgeInSandbox(
  policies: PolicySet,
  plate: string,
  passedAt: number,
): { readonly judgement: Judgement; readonly fate: SandboxFate } {
  const vehicle = SANDBOX_VEHICLES.find((one) => one.plate === plate);
  const reading = {
    ...({ id: 'sandbox', direction: 'in', passedAt, receivedAt: passedAt, plateColour: 'yellow' } as const),
    ...{ asserted: null, cargo: null, barrier: null },
  };
  const entry = { id: reading.id, direction: reading.direction, startedAt: passedAt, readings: [reading] };
  const judgement = judgeVisit(policies, {
    visit: { id: reading.id, entry },
    plate,
    holders: vehicle ? holdersOf(vehicle) : [],
    enterprise: [ENTERPRISE],
  });
  const fate = vehicle?.fate ?? 'judged';
  return { judgement: vehicle?.exempted ? underOrder(policies, judgement) : judgement, fate };
}

/** The same judgement where an order bars the vehicle and an officer has exempted it from that. */
function underOrder(policies: PolicySet, judgement: Judgement): Judgement {
  const policy = judgement.policy === null ? undefined : policies.get(judgement.policy);
  if (!policy) return judgement;
  const yes: Fact = { value: true, origin: 'registry' };
  const facts: Facts = { ...judgement.facts, 'order.barsVehicle': yes, 'exemption.granted': yes };
  const decisions = decisionsOn(policy, judgement.legalDay, facts);
  return { ...judgement, facts, decisions, outcome: outcomeOf(decisions, true) };
}

function holdersOf({ plate, emissionStage }: SandboxVehicle): PlateHolder[] {
  if (emissionStage === undefined) return [];
  const facts: VehicleFacts = {
    ...{ plate, plateColour: 'yellow', fuel: 'diesel', emissionStage, stageBasis: 'vehicle_list' },
    ...{ usage: 'operating', vehicleType: 'Q11', grossMassKg: 49_000, status: 'active' },
  };
  const changes = [{ id: plate, effectiveOn: null, source: 'officer', facts, recordedAt: 0 } as const];
  return [{ vehicleId: plate, plateColour: 'yellow', validFrom: null, validUntil: null, changes }];
}
