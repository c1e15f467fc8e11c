import { z } from 'zod';
import { EMISSION_STAGES, emissionStageInput } from '../domain/codes/emission-stage.ts';
import type { Message } from '../domain/failure.ts';
import {
  METHOD_NAMES,
  type ObservationKind,
  QUANTITIES,
  type QuantityName,
  TEST_METHODS,
} from '../domain/observations/kinds.ts';
import { dayOut, dayText, instant, instantOut, instantText, line, scaled } from './schemas.ts';

type Names = Readonly<Record<string, Message>>;

/** One field of an observation's details: how it comes in, goes out, and is called in tables. */
export type DetailField = {
  readonly in: z.ZodType;
  readonly out: z.ZodType;
  readonly title: Message;
  readonly required?: boolean;
  /** Decimals with which a number is kept as a whole one. */
  readonly digits?: number;
  readonly form: 'text' | 'number' | 'code' | 'day' | 'moment' | 'texts';
  /** Of a code. */
  readonly names?: Names;
};

const title = (zh: string, en: string): Message => ({ zh, en });
const text = (named: Message, max = 100): DetailField => ({
  ...{ in: line(max), out: z.string(), title: named, form: 'text' },
});
const number = (
  named: Message,
  digits: number,
  range: { readonly min?: number; readonly max: number },
): DetailField => ({
  ...{ in: scaled(digits, range), out: z.number(), title: named, digits, form: 'number' },
});
const code = (named: Message, codes: readonly string[], names: Names): DetailField => ({
  ...{ in: z.enum(codes), out: z.enum(codes), title: named, form: 'code', names },
});
const moment = (named: Message): DetailField => ({ in: instantText, out: instantOut, title: named, form: 'moment' });
const needed = (field: DetailField): DetailField => ({ ...field, required: true });

const stageFound: DetailField = {
  in: emissionStageInput.transform(({ stage }) => stage),
  out: z.enum(EMISSION_STAGES),
  title: title('核对排放阶段', 'Stage found'),
  form: 'text',
};
const method = needed(code(title('检测方法', 'Method'), TEST_METHODS, METHOD_NAMES));
const OBD: Names = {
  pass: { zh: '通过', en: 'passed' },
  fail: { zh: '未通过', en: 'failed' },
  not_done: { zh: '未检', en: 'not done' },
};
const ONLINE: Names = { online: { zh: '在线', en: 'online' }, offline: { zh: '离线', en: 'offline' } };

/** What is told of an observation beside what all have, by its kind. */
export const DETAIL_FIELDS: Readonly<Record<ObservationKind, Readonly<Record<string, DetailField>>>> = {
  remote_sensing: {
    site: needed(text(title('监测点位', 'Site'))),
    device: text(title('设备编号', 'Device')),
    lane: number(title('车道', 'Lane'), 0, { max: 99 }),
    speedKmh: number(title('速度（km/h）', 'Speed (km/h)'), 1, { max: 300 }),
    accelerationMs2: number(title('加速度（m/s²）', 'Acceleration (m/s²)'), 2, { min: -20, max: 20 }),
    vspKwPerT: number(title('比功率（kW/t）', 'VSP (kW/t)'), 2, { min: -200, max: 200 }),
  },
  black_smoke: {
    place: needed(text(title('抓拍地点', 'Place'))),
    device: text(title('设备编号', 'Device')),
    ringelmann: needed(number(title('林格曼黑度', 'Ringelmann'), 0, { max: 5 })),
    photo: text(title('照片编号', 'Photo reference'), 300),
    video: text(title('视频编号', 'Video reference'), 300),
  },
  roadside_test: {
    place: needed(text(title('检查地点', 'Place'))),
    unit: needed(text(title('检查单位', 'Unit'))),
    method,
    stageFound,
    remarks: text(title('备注', 'Remarks'), 300),
  },
  periodic_inspection: {
    station: needed(text(title('检验机构', 'Station'))),
    method,
    reportNumber: needed(text(title('报告编号', 'Report number'), 60)),
    validUntil: { in: dayText, out: dayOut, title: title('有效期至', 'Valid until'), form: 'day' },
    obdCheck: code(title('OBD 检查', 'OBD check'), Object.keys(OBD), OBD),
    stageFound,
  },
  obd_alarm: {
    codes: {
      in: z.array(line(30)).min(1).max(50),
      out: z.array(z.string()),
      title: title('故障码', 'Fault codes'),
      form: 'texts',
    },
    noxPpm: number(title('NOx（ppm）', 'NOx (ppm)'), 0, { max: 50_000 }),
    ureaLevelPercent: number(title('尿素液位（%）', 'Urea level (%)'), 1, { max: 100 }),
    description: text(title('报警内容', 'Alarm'), 300),
    platform: text(title('平台', 'Platform')),
  },
  online_state: {
    state: needed(code(title('联网状态', 'State'), Object.keys(ONLINE), ONLINE)),
    onlineSince: moment(title('上线时间', 'Online since')),
    lastHeardAt: moment(title('最近上报时间', 'Last heard at')),
    platform: text(title('平台', 'Platform')),
  },
};

/** What each kind may measure. */
export const MEASURED: Readonly<Record<ObservationKind, readonly QuantityName[]>> = {
  remote_sensing: ['no', 'nox', 'hc', 'co', 'co2', 'opacity', 'absorption'],
  black_smoke: ['opacity', 'absorption'],
  roadside_test: ['no', 'nox', 'hc', 'co', 'opacity', 'absorption', 'wheel_power'],
  periodic_inspection: ['no', 'nox', 'hc', 'co', 'opacity', 'absorption', 'wheel_power'],
  obd_alarm: [],
  online_state: [],
};

type Details = Readonly<Record<string, unknown>>;
type Reading = { readonly value: number; readonly limit?: number };

/** The details of a kind as they are posted; gives what is stored, without what was not told. */
export function detailsIn(kind: ObservationKind) {
  const fields = Object.entries(DETAIL_FIELDS[kind]).map(([name, field]) => [
    name,
    field.required ? field.in : field.in.nullish(),
  ]);
  const measured = MEASURED[kind].map((name) => {
    const { digits, min, max, unit } = QUANTITIES[name];
    const value = scaled(digits, { min, max });
    return [name, z.strictObject({ value, limit: value.nullish() }).nullish().meta({ description: unit })];
  });
  const readings =
    measured.length === 0
      ? {}
      : {
          readings: z.strictObject(Object.fromEntries(measured)).nullish().meta({
            description: 'Measured values with the limits as told by the source; nothing is judged by them here.',
          }),
        };
  return z
    .strictObject({ ...Object.fromEntries(fields), ...readings })
    .transform((given): Details => told(given) as Details);
}

/** Without what is null; undefined where nothing is left of a thing. */
function told(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? undefined;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const kept = told(inner);
    return kept === undefined || isEmpty(kept) ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** The details of a kind in answers; null is what was not told. */
export function detailsOut(kind: ObservationKind) {
  const fields = Object.entries(DETAIL_FIELDS[kind]).map(([name, field]) => [
    name,
    field.required ? field.out : field.out.nullable(),
  ]);
  const reading = z.strictObject({ value: z.number(), limit: z.number().nullable(), unit: z.string() });
  const measured = MEASURED[kind].map((name) => [name, reading.optional()]);
  const readings = measured.length === 0 ? {} : { readings: z.strictObject(Object.fromEntries(measured)) };
  return z.strictObject({ ...Object.fromEntries(fields), ...readings });
}

export function presentDetails(kind: ObservationKind, details: Details): Record<string, unknown> {
  const fields = Object.entries(DETAIL_FIELDS[kind]).map(([name, field]) => [name, presentField(field, details[name])]);
  const shown = Object.fromEntries(fields) as Record<string, unknown>;
  if (MEASURED[kind].length === 0) return shown;
  const readings = Object.entries(readingsOf(details)).map(([name, { value, limit }]) => {
    const { digits, unit } = QUANTITIES[name as QuantityName];
    const factor = 10 ** digits;
    return [name, { value: value / factor, limit: limit === undefined ? null : limit / factor, unit }];
  });
  return { ...shown, readings: Object.fromEntries(readings) };
}

export const readingsOf = (details: Details): Readonly<Record<string, Reading>> =>
  (details['readings'] ?? {}) as Readonly<Record<string, Reading>>;

export function presentField({ digits, form }: DetailField, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (form === 'moment') return instant(value as number);
  return digits === undefined ? value : (value as number) / 10 ** digits;
}
