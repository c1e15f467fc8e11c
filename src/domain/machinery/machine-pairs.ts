import { stageWord } from '../cases/words.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../codes/machine-category.ts';
import { filledPairs } from '../documents/pairs.ts';

/** A machine as papers describe it. */
export type PrintedMachine = {
  readonly name: string;
  readonly category: string;
  readonly otherCategory: string | null;
  readonly environmentalCode: string | null;
  readonly mein: string | null;
  readonly pin: string | null;
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly emissionStage: string;
};

/** What papers say of which machine it is, in Chinese; its category only where its name does not say it. */
export function machinePairs(machine: PrintedMachine): [name: string, value: string][] {
  const { otherCategory, manufacturer, serialNumber } = machine;
  const category = MACHINE_CATEGORIES.find((known) => known === machine.category);
  const kind = category ? MACHINE_CATEGORY_NAMES[category].zh : machine.category;
  return filledPairs([
    ['机械名称', machine.name],
    ['机械类型', otherCategory ? `${kind}（${otherCategory}）` : kind === machine.name ? null : kind],
    ['环保登记号码', machine.environmentalCode],
    ['机械环保代码', machine.mein],
    ['产品识别码', machine.pin],
    ['厂家及出厂编号', [manufacturer, serialNumber].filter(Boolean).join('　')],
    ['排放阶段', stageWord(machine.emissionStage)],
  ]);
}
