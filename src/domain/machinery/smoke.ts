import { stageNumber } from '../codes/emission-stage.ts';
import type { Message } from '../failure.ts';

/** Classes of smoke limits (排气烟度限值类别, GB 36886), from the laxest to the strictest. */
export const SMOKE_CLASSES = ['I', 'II', 'III'] as const;
export type SmokeClass = (typeof SMOKE_CLASSES)[number];

/** Policy data. Limits in 10⁻³ m⁻¹ for powers below the first bound, between the bounds (first included), from the second on. */
export type SmokeParameters = {
  readonly limitsE3: Readonly<Record<SmokeClass, readonly [number, number, number]>>;
  readonly powerBoundsW: readonly [number, number];
  /** The newest stage that class I is for; newer ones are class II. */
  readonly classIMaxStage: number;
  /** How many of the last readings the mean is taken of. */
  readonly readingsUsed: number;
  readonly ringelmannMax: number;
};

/** What an inspection measured. Readings are whole 10⁻³ m⁻¹ in the order taken. */
export type SmokeMeasurement = {
  readonly stage: string | null | undefined;
  readonly powerW: number | null | undefined;
  readonly class?: SmokeClass | null | undefined;
  /** The laxest class that the zone of the site allows (低排放区); none where it lies in no zone that sets one. */
  readonly leastClass?: SmokeClass | null | undefined;
  /** A stricter one that a zone may require: it is not known whether the site lies in it, or whether it names the machine's fuel. */
  readonly possibleClass?: SmokeClass | null | undefined;
  readonly readings?: readonly number[] | null | undefined;
  readonly ringelmann?: number | null | undefined;
};

export type SmokeReason =
  | 'ringelmann_over_limit'
  | 'smoke_over_limit'
  | 'within_limit'
  | 'electric_machine'
  | 'no_measurement'
  | 'too_few_readings'
  | 'stage_unknown'
  | 'power_unknown'
  | 'zone_unknown';

export const SMOKE_REASONS: Readonly<Record<SmokeReason, Message>> = {
  ringelmann_over_limit: { en: 'The Ringelmann number is above the limit.', zh: '林格曼黑度超过限值。' },
  smoke_over_limit: {
    en: 'The mean of the last readings is above the limit.',
    zh: '末几次读数的平均值超过限值。',
  },
  within_limit: {
    en: 'The mean of the last readings is within the limit.',
    zh: '末几次读数的平均值未超过限值。',
  },
  electric_machine: { en: 'An electric machine has no smoke limit.', zh: '电动机械没有烟度限值。' },
  no_measurement: { en: 'No smoke was measured.', zh: '未测量烟度。' },
  too_few_readings: { en: 'There are too few readings for the mean.', zh: '读数次数不足，无法计算平均值。' },
  stage_unknown: {
    en: 'The emission stage is unknown, so the class is not certain.',
    zh: '排放阶段不明，限值类别无法确定。',
  },
  power_unknown: {
    en: 'The engine power is unknown, so the limit is not certain.',
    zh: '发动机功率不明，限值无法确定。',
  },
  zone_unknown: {
    en: 'A low-emission zone may require a stricter class, which is not shown: the place of the site or the fuel is unknown.',
    zh: '工地位置或机械燃料不明，可能适用低排放区更严的限值类别，而该类别未能证明符合。',
  },
};

/** `missing` names the fields that would decide it; `valueE3` is the mean rounded up, so it compares with the limit as the exact one does. */
export type SmokeJudgement = {
  readonly result: 'pass' | 'fail' | 'inconclusive';
  readonly class?: SmokeClass;
  readonly limitE3?: number;
  readonly valueE3?: number;
  readonly smokeWithinLimit?: boolean;
  readonly missing: readonly ('emissionStage' | 'powerW' | 'readings' | 'zone')[];
  readonly reasons: readonly SmokeReason[];
};

/** The chosen class is laxer than the machine's stage or the site's zone requires: the request is wrong, nothing is judged. */
export type SmokeRefusal = {
  readonly result: 'refused';
  readonly chosen: SmokeClass;
  readonly required: SmokeClass;
};

/**
 * Judges an exhaust-smoke inspection: the mean of the last readings against the limit of class and power, and the Ringelmann
 * number, which fails a machine whatever else was measured. What the limit needs and is unknown makes it inconclusive.
 */
export function judgeSmoke(parameters: SmokeParameters, measured: SmokeMeasurement): SmokeJudgement | SmokeRefusal {
  const required = stricter(classOf(measured.stage, parameters), measured.leastClass ?? undefined);
  const chosen = measured.class ?? undefined;
  if (chosen && required && stricter(chosen, required) !== chosen) return { result: 'refused', chosen, required };
  const judged = judgeByClass(parameters, measured, chosen ?? required);
  const possible = stricter(chosen ?? required, measured.possibleClass ?? undefined);
  if (judged.result !== 'pass' || judgeByClass(parameters, measured, possible).result === 'pass') return judged;
  const { smokeWithinLimit: _, ...doubtful } = judged;
  return { ...doubtful, result: 'inconclusive', missing: ['zone'], reasons: ['zone_unknown'] };
}

/** The same by one class of limits, whatever stage and zone require. */
export function judgeByClass(
  parameters: SmokeParameters,
  measured: SmokeMeasurement,
  smokeClass: SmokeClass | undefined,
): SmokeJudgement {
  const smoke = judgeReadings(parameters, measured, smokeClass);
  const ringelmann = measured.ringelmann ?? undefined;
  if (ringelmann === undefined || ringelmann <= parameters.ringelmannMax) return smoke;
  const others = smoke.reasons.filter((reason) => reason === 'smoke_over_limit');
  return { ...smoke, result: 'fail', missing: [], reasons: ['ringelmann_over_limit', ...others] };
}

/** The class a stage stands in, or undefined for electric machines and unknown stages. */
function classOf(stage: string | null | undefined, { classIMaxStage }: SmokeParameters): SmokeClass | undefined {
  const number = stageNumber(stage);
  if (number === undefined) return undefined;
  return number <= classIMaxStage ? 'I' : 'II';
}

/** The one that allows less smoke. */
function stricter(one: SmokeClass | undefined, other: SmokeClass | undefined): SmokeClass | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return SMOKE_CLASSES.indexOf(one) < SMOKE_CLASSES.indexOf(other) ? other : one;
}

function judgeReadings(
  parameters: SmokeParameters,
  { stage, powerW, readings }: SmokeMeasurement,
  smokeClass: SmokeClass | undefined,
): SmokeJudgement {
  if (stage === 'D') return { result: 'inconclusive', missing: [], reasons: ['electric_machine'] };
  const missing: SmokeJudgement['missing'][number][] = [];
  const reasons: SmokeReason[] = [];
  const lastReadings = (readings ?? []).slice(-parameters.readingsUsed);
  if (lastReadings.length < parameters.readingsUsed) {
    missing.push('readings');
    reasons.push(lastReadings.length === 0 ? 'no_measurement' : 'too_few_readings');
  }
  const stageKnown = stageNumber(stage) !== undefined;
  if (!stageKnown && (smokeClass === undefined || smokeClass === 'I')) {
    missing.push('emissionStage');
    reasons.push('stage_unknown');
  }
  if (powerW === null || powerW === undefined) {
    missing.push('powerW');
    reasons.push('power_unknown');
  }
  if (missing.length > 0 || smokeClass === undefined || powerW === null || powerW === undefined)
    return { result: 'inconclusive', ...(smokeClass ? { class: smokeClass } : {}), missing, reasons };
  const limitE3 = parameters.limitsE3[smokeClass][powerBand(powerW, parameters.powerBoundsW)];
  const sum = lastReadings.reduce((total, reading) => total + reading, 0);
  const smokeWithinLimit = sum <= limitE3 * lastReadings.length;
  return {
    result: smokeWithinLimit ? 'pass' : 'fail',
    class: smokeClass,
    limitE3,
    valueE3: Math.ceil(sum / lastReadings.length),
    smokeWithinLimit,
    missing,
    reasons: [smokeWithinLimit ? 'within_limit' : 'smoke_over_limit'],
  };
}

function powerBand(powerW: number, [first, second]: SmokeParameters['powerBoundsW']): 0 | 1 | 2 {
  if (powerW < first) return 0;
  return powerW < second ? 1 : 2;
}
