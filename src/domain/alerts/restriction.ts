import type { Condition } from '../policy/document.ts';
import type { FactName } from '../policy/vocabulary.ts';
import type { Restriction } from './order.ts';

/** The facts a restriction asks of what it is on; those of the enterprise (or site) are the same for both. */
type Asked = {
  readonly emissionStage: FactName;
  readonly fuel: FactName;
  readonly diesel: FactName;
  readonly newEnergy: FactName;
};

const VEHICLE: Asked = {
  emissionStage: 'vehicle.emissionStage',
  fuel: 'vehicle.fuel',
  diesel: 'vehicle.diesel',
  newEnergy: 'vehicle.newEnergy',
};
const MACHINE: Asked = {
  emissionStage: 'machine.emissionStage',
  fuel: 'machine.fuel',
  diesel: 'machine.diesel',
  newEnergy: 'machine.newEnergy',
};

/**
 * A restriction, its hours apart, as a condition over facts: true where it bars, unknown where a missing fact could still
 * make it bar. Stage `D` is never barred by stage. Plan-clauses, points 6 and 10.
 */
export function conditionOf(restriction: Restriction): Condition {
  const { appliesTo, maxStage, fuels, grades, sectors, exempt } = restriction;
  const of = appliesTo === 'machine' ? MACHINE : VEHICLE;
  const all: Condition[] = [];
  if (appliesTo === 'goods_vehicle') all.push({ fact: 'vehicle.goods', is: true });
  if (appliesTo === 'heavy_vehicle') all.push({ fact: 'vehicle.heavy', is: true });
  all.push(
    maxStage === undefined
      ? { not: { fact: of.emissionStage, is: 'D' } }
      : { fact: of.emissionStage, atMost: Number(maxStage) },
  );
  if (fuels) all.push(burning(of, fuels));
  if (grades) all.push({ fact: 'enterprise.performanceGrade', oneOf: [...grades] });
  if (sectors) all.push({ fact: 'enterprise.sector', oneOf: [...sectors] });
  if (exempt?.includes('new_energy')) all.push({ not: { fact: of.newEnergy, is: true } });
  return { all };
}

/** Dual fuel and hybrids are unknown where diesel is asked, unless they are asked for themselves. */
function burning(of: Asked, fuels: readonly string[]): Condition {
  const listed: Condition = { fact: of.fuel, oneOf: [...fuels] };
  return fuels.includes('diesel') ? { any: [listed, { fact: of.diesel, is: true }] } : listed;
}
