import type { Judges } from './document.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

const oneOf =
  (...prefixes: readonly string[]) =>
  (name: string): boolean =>
    prefixes.some((prefix) => name.startsWith(prefix));

/** Of which facts something can be known about what a rule judges; absent: of any. */
export const POSSIBLE_FACTS: Partial<Readonly<Record<Judges, (name: string) => boolean>>> = {
  // What is kept beside a passage goes by one letter.
  passage: (name) => isFactName(name) && VOCABULARY[name].code.length === 1,
  vehicle: oneOf('vehicle.'),
  sale: oneOf('vehicle.heavyDiesel', 'vehicle.emissionStage', 'sale.'),
  site_entry: oneOf('filing.'),
  inspection: oneOf('inspection.'),
  machine_use: oneOf('prohibition.', 'machine.'),
};
