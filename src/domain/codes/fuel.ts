import type { Message } from '../failure.ts';

/** Fuels (燃料种类) of vehicles and machines. */
export const FUELS = [
  'diesel',
  'petrol',
  'natural_gas',
  'lpg',
  'dual_fuel',
  'hybrid',
  'plug_in_hybrid',
  'electric',
  'hydrogen',
  'methanol',
  'other',
] as const;
export type Fuel = (typeof FUELS)[number];

export const FUEL_NAMES: Readonly<Record<Fuel, Message>> = {
  diesel: { en: 'diesel', zh: '柴油' },
  petrol: { en: 'petrol', zh: '汽油' },
  natural_gas: { en: 'natural gas', zh: '天然气' },
  lpg: { en: 'liquefied petroleum gas', zh: '液化石油气' },
  dual_fuel: { en: 'dual fuel', zh: '双燃料' },
  hybrid: { en: 'hybrid', zh: '混合动力' },
  plug_in_hybrid: { en: 'plug-in hybrid', zh: '插电式混合动力' },
  electric: { en: 'electric', zh: '纯电动' },
  hydrogen: { en: 'hydrogen', zh: '氢' },
  methanol: { en: 'methanol', zh: '甲醇' },
  other: { en: 'other', zh: '其他' },
};

const COMBUSTION: readonly string[] = [
  'diesel',
  'petrol',
  'natural_gas',
  'lpg',
  'dual_fuel',
  'hybrid',
  'plug_in_hybrid',
  'methanol',
];
const NEW_ENERGY: readonly string[] = ['electric', 'hydrogen', 'plug_in_hybrid'];

const BY_GA_LETTER: Readonly<Record<string, Fuel>> = {
  A: 'petrol',
  B: 'diesel',
  C: 'electric',
  D: 'other',
  E: 'natural_gas',
  F: 'lpg',
  L: 'methanol',
  M: 'other',
  N: 'other',
  O: 'hybrid',
  P: 'hydrogen',
  Q: 'other',
  Z: 'other',
};

/** Whether a fuel is burnt on board, which contradicts stage `D`; `other` is not known to be. */
export function isCombustion(fuel: string): boolean {
  return COMBUSTION.includes(fuel);
}

/** New-energy (新能源): electric, hydrogen, plug-in hybrid; a plain hybrid is not. */
export function isNewEnergyFuel(fuel: string): boolean {
  return NEW_ENERGY.includes(fuel);
}

/**
 * The fuel of a GA/T 16.9 letter, or undefined for none (`Y`) and unknown letters. Two letters of which one is a gas and the
 * other petrol or diesel are dual fuel.
 */
export function fuelOfGaCode(code: string): Fuel | undefined {
  const letters = code.trim().toUpperCase();
  if (/^(?:[AB][EF]|[EF][AB])$/.test(letters)) return 'dual_fuel';
  return BY_GA_LETTER[letters];
}
