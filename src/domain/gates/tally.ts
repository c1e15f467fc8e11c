import { EMISSION_STAGES } from '../codes/emission-stage.ts';
import type { Facts } from '../policy/vocabulary.ts';
import { cargoAfter } from './cargo.ts';
import type { Basis, Cargo } from './passage.ts';

/** What kind of vehicle passed (车辆类别): `other` is no goods vehicle, `unknown` may be one. */
export const VEHICLE_CLASSES = ['goods', 'trailer', 'other', 'unknown'] as const;
export type VehicleClass = (typeof VEHICLE_CLASSES)[number];

/** Whether it is a new-energy vehicle (新能源), and who says so: `verified` and `asserted` are yes. */
export const NEW_ENERGY = ['verified', 'asserted', 'no', 'unknown'] as const;
export type NewEnergy = (typeof NEW_ENERGY)[number];

/** What was told of the load of an access (货物): `unweighed` is a load without a mass. */
export const LOADS = ['weighed', 'unweighed', 'empty', 'untold'] as const;
export type Load = (typeof LOADS)[number];

/** What reports count of a reading (统计口径), as it was judged. An unread plate tells nothing of stage or energy. */
export type Tally = {
  readonly vehicleClass: VehicleClass;
  /** `X` where nobody knows. */
  readonly stage: string;
  readonly basis: Basis;
  readonly newEnergy: NewEnergy;
  /** Of the whole access; `untold` for its repeats, so that nothing is counted twice. */
  readonly load: Load;
};

const LETTERS = {
  vehicleClass: { goods: 'g', trailer: 't', other: 'o', unknown: 'u' },
  basis: { verified: 'v', asserted: 'a', unknown: 'u' },
  newEnergy: { verified: 'v', asserted: 'a', no: 'n', unknown: 'u' },
  load: { weighed: 'w', unweighed: 'l', empty: 'e', untold: '-' },
} as const;

/** Where each part stands in a tally's text, from 1. */
export const TALLY_PLACES = { vehicleClass: 1, stage: 2, basis: 3, newEnergy: 4, load: 5 } as const;
export type TallyPart = keyof typeof TALLY_PLACES;

/** The letter of a value of a part, as the text holds it. */
export function tallyLetter(part: TallyPart, value: string): string {
  const letter = part === 'stage' ? value : (LETTERS[part] as Readonly<Record<string, string>>)[value];
  if (letter?.length !== 1) throw new Error(`no such ${part}: ${value}`);
  return letter;
}

/** A tally as a passage keeps it: five letters, such as `g5an-`. */
export const encodeTally = ({ vehicleClass, stage, basis, newEnergy }: Omit<Tally, 'load'>, load: Load): string =>
  LETTERS.vehicleClass[vehicleClass] +
  tallyLetter('stage', stage) +
  LETTERS.basis[basis] +
  LETTERS.newEnergy[newEnergy] +
  LETTERS.load[load];

/** The text of a reading of which nothing is known yet, as were those stored before there were tallies. */
export const NO_TALLY = encodeTally(
  { vehicleClass: 'unknown', stage: 'X', basis: 'unknown', newEnergy: 'unknown' },
  'untold',
);

/** The text of a reading that repeats the one that has this text. */
export const repeatTally = (text: string): string => `${text.slice(0, -1)}${LETTERS.load.untold}`;

export function decodeTally(text: string): Tally {
  const part = (name: Exclude<TallyPart, 'stage'>): string => {
    const letters: Readonly<Record<string, string>> = LETTERS[name];
    const found = Object.keys(letters).find((value) => letters[value] === text[TALLY_PLACES[name] - 1]);
    if (!found) throw new Error(`this is not a tally: ${text}`);
    return found;
  };
  return {
    vehicleClass: part('vehicleClass') as VehicleClass,
    stage: text[TALLY_PLACES.stage - 1] ?? '',
    basis: part('basis') as Basis,
    newEnergy: part('newEnergy') as NewEnergy,
    load: part('load') as Load,
  };
}

/** What a list of passages may be narrowed to of what reports count; absent members narrow nothing. */
export type TallySpec = {
  readonly vehicleClass?: VehicleClass;
  readonly emissionStage?: string;
  readonly stageBasis?: Basis;
  readonly newEnergy?: NewEnergy;
  /** `loaded`: weighed or not. */
  readonly load?: Load | 'loaded';
  /** China VI or better, zero-tailpipe or new-energy (国六及新能源). */
  readonly chinaVi?: ChinaVi;
};

/** By the register alone, or by the gate's word too; never by what nobody knows. */
export const CHINA_VI = ['verified', 'told'] as const;
export type ChinaVi = (typeof CHINA_VI)[number];
export const CHINA_VI_STAGES: readonly string[] = ['6', '7', 'D'];
export const CHINA_VI_BASES: Readonly<Record<ChinaVi, readonly ('verified' | 'asserted')[]>> = {
  verified: ['verified'],
  told: ['verified', 'asserted'],
};

export function matchesTally(tally: Tally, spec: TallySpec): boolean {
  const { vehicleClass, emissionStage, stageBasis, newEnergy, load, chinaVi } = spec;
  return (
    (vehicleClass === undefined || tally.vehicleClass === vehicleClass) &&
    (emissionStage === undefined || tally.stage === emissionStage) &&
    (stageBasis === undefined || tally.basis === stageBasis) &&
    (newEnergy === undefined || tally.newEnergy === newEnergy) &&
    (load === undefined || loadsOf(load).includes(tally.load)) &&
    (chinaVi === undefined || isChinaVi(tally, CHINA_VI_BASES[chinaVi]))
  );
}

/** The loads that a filter names. */
export const loadsOf = (load: Load | 'loaded'): readonly Load[] =>
  load === 'loaded' ? ['weighed', 'unweighed'] : [load];

function isChinaVi({ stage, basis, newEnergy }: Tally, bases: readonly string[]): boolean {
  return (CHINA_VI_STAGES.includes(stage) && bases.includes(basis)) || bases.includes(newEnergy);
}

/** What a judged visit's facts say of the vehicle. */
export function vehicleTally(facts: Facts): Omit<Tally, 'load'> {
  const vehicleClass = classOf(facts);
  const unknown = { vehicleClass, stage: 'X', basis: 'unknown', newEnergy: 'unknown' } as const;
  if (facts['plate.readable']?.value !== true) return unknown;
  const { 'vehicle.emissionStage': stage, 'vehicle.newEnergy': energy } = facts;
  const known = EMISSION_STAGES.find((code) => code !== 'X' && code === stage?.value);
  return {
    vehicleClass,
    stage: known ?? 'X',
    basis: known && stage ? sourceOf(stage.origin) : 'unknown',
    newEnergy: energy === undefined ? 'unknown' : energy.value === true ? sourceOf(energy.origin) : 'no',
  };
}

const sourceOf = (origin: string) => (origin === 'registry' ? ('verified' as const) : ('asserted' as const));

function classOf(facts: Facts): VehicleClass {
  if (facts['vehicle.trailer']?.value === true) return 'trailer';
  const goods = facts['vehicle.goods']?.value;
  return goods === undefined ? 'unknown' : goods === true ? 'goods' : 'other';
}

/** The load of one access from what its readings told, in their order; `kg` is the mass where it was weighed. */
export function loadOfAccess(told: readonly (Cargo | null)[]): { readonly load: Load; readonly kg: number | null } {
  const cargo = told.reduce<Cargo | null>((known, one) => (one === null ? known : cargoAfter(known, one)), null);
  if (!cargo) return { load: 'untold', kg: null };
  if (cargo.empty) return { load: 'empty', kg: null };
  return cargo.kg === undefined ? { load: 'unweighed', kg: null } : { load: 'weighed', kg: cargo.kg };
}
