import { codedText, compact } from './coded-text.ts';

/** Gross mass above which emission law calls a vehicle heavy (GB 17691), kg. */
const HEAVY_DUTY_ABOVE_KG = 3_500;
/** Gross mass from which traffic registration calls a goods vehicle heavy (GA 802), kg. */
const HEAVY_GOODS_FROM_KG = 12_000;

const HEAVY_DUTY = ['H1', 'H2', 'Q', 'Z1', 'Z5'];
const LIGHT_DUTY = ['H4', 'H5', 'N', 'K3', 'K4', 'M', 'Z3', 'Z4', 'B', 'G'];

const startsWithAny = (type: string, prefixes: readonly string[]) => prefixes.some((prefix) => type.startsWith(prefix));

/** A GA/T 16.4 code (车辆类型) in upper case: a letter, a size digit and a form (`H11`, `Q11`, `B1B`), or undefined. */
export function parseVehicleType(text: string): string | undefined {
  const code = compact(text);
  return /^[A-Z][0-9][0-9A-Z]$/.test(code) ? code : undefined;
}

/** Goods vehicles (货车): lorries H, tractor units Q, three-wheelers N. */
export function isGoodsType(vehicleType: string): boolean {
  return /^[HQN]/.test(vehicleType);
}

/** Trailers without an engine: semi-trailers B, full trailers G. */
export function isTrailerType(vehicleType: string): boolean {
  return /^[BG]/.test(vehicleType);
}

/**
 * Whether mass or type puts a vehicle in the class of heavy diesel (重型柴油车, GB 17691: over 3,500 kg), whatever its fuel.
 * Without a mass H3, buses and types not listed leave it open. Plan-clauses, point 6.
 */
export function heavyDieselClass(vehicle: {
  readonly grossMassKg?: number | undefined;
  readonly vehicleType?: string | undefined;
}): boolean | undefined {
  const { grossMassKg, vehicleType } = vehicle;
  if (grossMassKg !== undefined) return grossMassKg > HEAVY_DUTY_ABOVE_KG;
  if (vehicleType === undefined) return undefined;
  if (startsWithAny(vehicleType, HEAVY_DUTY)) return true;
  return startsWithAny(vehicleType, LIGHT_DUTY) ? false : undefined;
}

/**
 * Whether an order's `heavy_vehicle` (重型载货车辆) means this one: H1, Q1, Z5, or a goods vehicle of 12,000 kg and more;
 * H2, H3 and H4 never. `goods` is asked only where the type does not tell. Plan-clauses, point 6.
 */
export function heavyVehicle(vehicle: {
  readonly vehicleType?: string | undefined;
  readonly grossMassKg?: number | undefined;
  readonly goods?: boolean | undefined;
}): boolean | undefined {
  const { vehicleType, grossMassKg } = vehicle;
  if (vehicleType !== undefined && startsWithAny(vehicleType, ['H1', 'Q1', 'Z5'])) return true;
  if (vehicleType !== undefined && startsWithAny(vehicleType, ['H2', 'H3', 'H4'])) return false;
  const goods = vehicleType === undefined ? vehicle.goods : isGoodsType(vehicleType);
  const heavy = grossMassKg === undefined ? undefined : grossMassKg >= HEAVY_GOODS_FROM_KG;
  if (goods === false || heavy === false) return false;
  return goods === undefined || heavy === undefined ? undefined : true;
}

/** Request field for a vehicle type. */
export const vehicleTypeInput = codedText(8, parseVehicleType, {
  en: 'A vehicle type is a GA/T 16.4 code of a letter, a digit and a sign, such as H11 or Q11.',
  zh: '车辆类型应为 GA/T 16.4 代码，例如 H11、Q11。',
});
