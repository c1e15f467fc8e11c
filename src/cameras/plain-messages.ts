import { z } from 'zod';
import type { Message } from '../domain/failure.ts';
import type { Cargo } from '../domain/gates/passage.ts';
import { chinaTime } from './china-time.ts';
import { plateColourOf } from './colour-words.ts';
import { base64Of } from './text.ts';
import { kgOf, kgPer } from './tonnage.ts';

/** What the form's own fields break, beside what every form may (`domain/form-faults.ts`). */
const CONTROL: Message = { en: 'This must not hold control characters', zh: '不得含控制字符' };
const TIME: Message = {
  en: 'This must be yyyy-MM-dd HH:mm:ss (China time)',
  zh: '须为 yyyy-MM-dd HH:mm:ss（北京时间）',
};
const COLOUR: Message = {
  en: 'This must be one of 蓝 黄 绿 黄绿 白 黑 其他, null where unknown',
  zh: '须为 蓝 黄 绿 黄绿 白 黑 其他 之一，未知时为 null',
};
const UNIT: Message = { en: 'This must be 吨 or 千克', zh: '须为 吨 或 千克' };
const NO_UNIT: Message = { en: 'a quantity needs a unit, 吨 or 千克', zh: '填写数量时必填，为 吨 或 千克' };
const TONNES: Message = {
  en: 'This must be 0 to 1000 t, to the kilogramme at most',
  zh: '须为 0 至 1000 吨，最多精确到千克',
};
const NO_LOAD: Message = { en: 'nothing is said of the load', zh: '未提供任何货物信息' };
const NO_PICTURE: Message = {
  en: 'This must be a JPEG, PNG or WebP picture in base64',
  zh: '须为 JPEG、PNG 或 WebP 图片的 base64',
};

function refuse(context: z.core.$RefinementCtx, { en, zh }: Message, path: PropertyKey[] = []): void {
  context.addIssue({ code: 'custom', path, params: { zh }, message: en });
}

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      if (/\p{C}/u.test(text)) refuse(context, CONTROL);
    });

const serial = words(64);
const passTime = z.string().transform((text, context) => {
  const instant = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? chinaTime(text) : undefined;
  if (instant !== undefined) return instant;
  refuse(context, TIME);
  return z.NEVER;
});
const colour = z.string().transform((word, context) => {
  const known = plateColourOf(word);
  if (known !== null) return known;
  refuse(context, COLOUR);
  return z.NEVER;
});

const load = {
  name: words(100).nullish(),
  bulk: z.boolean().nullish(),
  empty: z.boolean().nullish(),
  quantity: z.union([z.number(), z.string()]).nullish(),
  unit: words(20).nullish(),
};
type Load = z.output<z.ZodObject<typeof load>>;

function cargoOf({ name, bulk, empty, quantity, unit }: Load, context: z.core.$RefinementCtx): Cargo | undefined {
  const wrong = (field: string, message: Message) => {
    refuse(context, message, [field]);
    return undefined;
  };
  const perUnit = kgPer(unit ?? '');
  if (unit != null && perUnit === undefined) return wrong('unit', UNIT);
  const weighed = quantity != null;
  if (weighed && perUnit === undefined) return wrong('unit', NO_UNIT);
  const kg = weighed && perUnit !== undefined ? kgOf(`${quantity}`, perUnit) : undefined;
  if (weighed && kg === undefined) return wrong('quantity', TONNES);
  const told = { name: name ?? undefined, bulk: bulk ?? undefined, kg, empty: empty ?? undefined };
  const cargo = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return Object.keys(cargo).length > 0 ? cargo : wrong('name', NO_LOAD);
}

const PICTURE = /^(?:ffd8ff|89504e47|52494646.{8}57454250)/;
export const picture = z.strictObject({
  kind: z.enum(['body', 'head', 'plate', 'cargo', 'other']),
  data: z.string().transform((text, context) => {
    const bytes = base64Of(text);
    if (bytes && PICTURE.test(bytes.subarray(0, 12).toString('hex'))) return bytes;
    refuse(context, NO_PICTURE);
    return z.NEVER;
  }),
});
const photos = z.array(picture).max(20);

/** The messages of gate computers (统一报文) by `type`. */
export const MESSAGES = {
  pass: z.strictObject({
    type: z.literal('pass'),
    serial,
    passTime,
    plate: z.string().max(60).nullable(),
    plateColour: colour.nullish(),
    confidence: z.number().min(0).max(100).nullish(),
    lane: z.int().min(0).max(1000).nullish(),
    offline: z.boolean().nullish(),
    cargo: z
      .strictObject(load)
      .transform((told, context) => cargoOf(told, context))
      .nullish(),
    photos: photos.nullish(),
  }),
  photo: z.strictObject({ type: z.literal('photo'), serial, photos: photos.min(1) }),
  cargo: z
    .strictObject({ type: z.literal('cargo'), serial, ...load })
    .transform((told, context) => ({ ...told, cargo: cargoOf(told, context) })),
  heartbeat: z.strictObject({ type: z.literal('heartbeat') }),
} as const;
