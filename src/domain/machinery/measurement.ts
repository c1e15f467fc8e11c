import type { FieldError } from '../failure.ts';
import { DAY_MS, legalDayOf } from '../time.ts';

/** The air while it was measured: temperature in 10⁻¹ °C, relative humidity in 10⁻¹ %, pressure in 10⁻² kPa; null: not read. */
export type Ambient = {
  readonly temperatureE1: number | null;
  readonly humidityE1: number | null;
  readonly pressureE2: number | null;
};

/** The opacimeter (烟度计): what it is, its number, and the legal day of its last calibration. */
export type Instrument = {
  readonly model: string | null;
  readonly number: string | null;
  readonly calibratedOn: string | null;
};

/** Departments that enforce together (联合执法): ecology, transport, housing, police, market supervision. */
export const DEPARTMENTS = ['ecology', 'transport', 'housing', 'police', 'market'] as const;

/** One that took part, with the name of its unit; never that of a person. */
export type Participant = { readonly department: (typeof DEPARTMENTS)[number]; readonly unit: string | null };

type Measured = {
  readonly inspectedAt: number;
  readonly readings: readonly number[] | null;
  readonly readingTimes: readonly number[] | null;
  readonly instrument: Instrument | null;
};

/** What does not fit together in a measurement: as many times as readings, in order and of that day; calibrated before it. */
export function measurementFault({
  inspectedAt,
  readings,
  readingTimes,
  instrument,
}: Measured): FieldError | undefined {
  if (readingTimes !== null) {
    if (readingTimes.length !== (readings?.length ?? 0)) return { pointer: '#/smoke/times', detail: AS_MANY };
    const wrong = readingTimes.findIndex((time, at) => time < (readingTimes[at - 1] ?? Number.NEGATIVE_INFINITY));
    if (wrong >= 0) return { pointer: `#/smoke/times/${wrong}`, detail: IN_ORDER };
    const apart = readingTimes.findIndex((time) => Math.abs(time - inspectedAt) > DAY_MS);
    if (apart >= 0) return { pointer: `#/smoke/times/${apart}`, detail: FAR_APART };
  }
  const calibratedOn = instrument?.calibratedOn ?? null;
  if (calibratedOn !== null && calibratedOn > legalDayOf(inspectedAt))
    return { pointer: '#/instrument/calibratedOn', detail: NOT_YET };
  return undefined;
}

const AS_MANY = { en: 'Give one time for each reading.', zh: '测量时间须与读数一一对应。' };
const IN_ORDER = { en: 'The times must be in the order of the readings.', zh: '测量时间须与读数顺序一致。' };
const FAR_APART = {
  en: 'This is more than a day from the inspection.',
  zh: '测量时间与检查时间相差超过一天。',
};
const NOT_YET = {
  en: 'The instrument was calibrated after the inspection.',
  zh: '仪器检定日期晚于检查日期。',
};
