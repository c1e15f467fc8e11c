import type { Message } from '../failure.ts';
import type { VehicleFacts, VehicleOnDay } from '../fleet/vehicle.ts';
import type { AssertedVehicle } from '../gates/passage.ts';

/** Who said it: officers verified it, an enterprise declared it, or only the gate asserts it. */
export const LEDGER_SOURCES = ['verified', 'declared', 'asserted'] as const;
export type LedgerSource = (typeof LEDGER_SOURCES)[number];

/** What the ledger of transport vehicles (运输车辆进出厂台账, HJ 1321) tells of a vehicle beside its plate. */
export const LEDGER_FACTS = [
  'vin',
  'registeredOn',
  'brandModel',
  'engineNumber',
  'fuel',
  'vehicleType',
  'networkStatus',
  'emissionStage',
  'emissionSubstage',
  'usage',
  'usageCode',
  'owner',
  'fleetName',
] as const satisfies readonly (keyof VehicleFacts)[];
export type LedgerFact = (typeof LEDGER_FACTS)[number];

/** What each is called on the ledger. */
export const LEDGER_FACT_NAMES: Readonly<Record<LedgerFact, Message>> = {
  vin: { zh: '车辆识别代号', en: 'VIN' },
  registeredOn: { zh: '注册登记日期', en: 'First registration' },
  brandModel: { zh: '品牌型号', en: 'Brand and model' },
  engineNumber: { zh: '发动机号码', en: 'Engine number' },
  fuel: { zh: '燃料种类', en: 'Fuel' },
  vehicleType: { zh: '车辆类型', en: 'Vehicle type' },
  networkStatus: { zh: '联网状态', en: 'Remote monitoring' },
  emissionStage: { zh: '排放标准', en: 'Emission stage' },
  emissionSubstage: { zh: '排放标准阶段', en: 'Substage' },
  usage: { zh: '使用性质', en: 'Use' },
  usageCode: { zh: '使用性质代码', en: 'Use code' },
  owner: { zh: '所有人', en: 'Owner' },
  fleetName: { zh: '车队名称', en: 'Fleet' },
};

export type LedgerVehicle = {
  readonly facts: { readonly [F in LedgerFact]?: string };
  /** Of each fact given, who said it. */
  readonly sources: { readonly [F in LedgerFact]?: LedgerSource };
};

/**
 * Each fact by itself: verified on the day of the visit, else declared, else what the gate asserted then. Substage and stage
 * belong together, as do the use and its letter, so the finer one is taken only from whoever gave the other.
 */
export function ledgerVehicle(registered: VehicleOnDay | undefined, asserted: AssertedVehicle): LedgerVehicle {
  const words: Readonly<Record<LedgerSource, VehicleFacts>> = {
    verified: registered?.verified ?? {},
    declared: registered?.declared ?? {},
    asserted: asserted,
  };
  const facts: Record<string, string> = {};
  const sources: Record<string, LedgerSource> = {};
  for (const name of LEDGER_FACTS) {
    const leader = FOLLOWS[name];
    const source = leader ? sources[leader] : LEDGER_SOURCES.find((one) => said(words[one], name) !== undefined);
    const value = source && said(words[source], name);
    if (!source || value === undefined) continue;
    facts[name] = value;
    sources[name] = source;
  }
  return { facts, sources };
}

const FOLLOWS: { readonly [F in LedgerFact]?: LedgerFact } = { emissionSubstage: 'emissionStage', usageCode: 'usage' };

/** Stage X is no word, it says that nobody knows. */
function said(facts: VehicleFacts, name: LedgerFact): string | undefined {
  const value = name === 'owner' ? facts.owner?.name : facts[name];
  return value === null || value === undefined || (name === 'emissionStage' && value === 'X') ? undefined : value;
}
