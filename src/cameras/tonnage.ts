const TO_KG: Readonly<Record<string, number>> = {
  吨: 1000,
  '吨(T)': 1000,
  T: 1000,
  TON: 1000,
  TONS: 1000,
  公斤: 1,
  千克: 1,
  '千克(KG)': 1,
  '公斤(KG)': 1,
  KG: 1,
};
const MOST_KG = 1_000_000;

/** How many kg one of a unit (货物单位) is, written as gate software writes it: `吨（T）`, `t`, `kg`, `千克`; undefined for others. */
export function kgPer(unit: string): number | undefined {
  const plain = unit.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return Object.hasOwn(TO_KG, plain) ? TO_KG[plain] : undefined;
}

/** A quantity in whole kg; undefined where it is none, has parts of a kg, or is more than 1,000 t. */
export function kgOf(quantity: string, perUnit: number): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(quantity.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  const digits = perUnit === 1000 ? 3 : 0;
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const kg = Number(whole) * perUnit + Number(fraction.slice(0, digits).padEnd(digits, '0') || '0');
  return kg <= MOST_KG ? kg : undefined;
}
