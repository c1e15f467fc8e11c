import { z } from 'zod';
import type { Cargo } from '../domain/gates/passage.ts';
import { chinaTime } from './china-time.ts';
import { plateColourOf } from './colour-words.ts';
import { base64Of } from './text.ts';
import { kgOf, kgPer } from './tonnage.ts';

const says = (text: string) => ({
  error: ({ input }: { readonly input?: unknown }) => (input === undefined ? '必填' : text),
});
const words = (most: number) =>
  z
    .string(says('须为文本'))
    .trim()
    .min(1, says('不能为空'))
    .max(most, says(`最多 ${most} 个字符`))
    .regex(/^[^\p{C}]*$/u, says('不得含控制字符'));

const serial = words(64);
const passTime = z.string(says('须为 yyyy-MM-dd HH:mm:ss（北京时间）')).transform((text, context) => {
  const instant = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? chinaTime(text) : undefined;
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', message: '须为 yyyy-MM-dd HH:mm:ss（北京时间）' });
  return z.NEVER;
});
const colour = z.string(says('须为颜色名称，未知时为 null')).transform((word, context) => {
  const known = plateColourOf(word);
  if (known !== null) return known;
  context.addIssue({ code: 'custom', message: '须为 蓝 黄 绿 黄绿 白 黑 其他 之一，未知时为 null' });
  return z.NEVER;
});

const load = {
  name: words(100).nullish(),
  bulk: z.boolean(says('须为 true 或 false')).nullish(),
  empty: z.boolean(says('须为 true 或 false')).nullish(),
  quantity: z.union([z.number(), z.string()], says('须为数字')).nullish(),
  unit: words(20).nullish(),
};
type Load = z.output<z.ZodObject<typeof load>>;

function cargoOf({ name, bulk, empty, quantity, unit }: Load, context: z.core.$RefinementCtx): Cargo | undefined {
  const refuse = (field: string, message: string) => {
    context.addIssue({ code: 'custom', path: [field], message });
    return undefined;
  };
  const perUnit = kgPer(unit ?? '');
  if (unit != null && perUnit === undefined) return refuse('unit', '须为 吨 或 千克');
  const weighed = quantity != null;
  if (weighed && perUnit === undefined) return refuse('unit', '填写数量时必填，为 吨 或 千克');
  const kg = weighed && perUnit !== undefined ? kgOf(`${quantity}`, perUnit) : undefined;
  if (weighed && kg === undefined) return refuse('quantity', '须为 0 至 1000 吨，最多精确到千克');
  const told = { name: name ?? undefined, bulk: bulk ?? undefined, kg, empty: empty ?? undefined };
  const cargo = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return Object.keys(cargo).length > 0 ? cargo : refuse('name', '未提供任何货物信息');
}

const PICTURE = /^(?:ffd8ff|89504e47|52494646.{8}57454250)/;
export const picture = z.strictObject({
  kind: z.enum(['body', 'head', 'plate', 'cargo', 'other'], says('须为 body head plate cargo other 之一')),
  data: z.string(says('须为图片的 base64')).transform((text, context) => {
    const bytes = base64Of(text);
    if (bytes && PICTURE.test(bytes.subarray(0, 12).toString('hex'))) return bytes;
    context.addIssue({ code: 'custom', message: '须为 JPEG、PNG 或 WebP 图片的 base64' });
    return z.NEVER;
  }),
});
const photos = z.array(picture, says('须为列表')).max(20, says('最多 20 张'));

/** The messages of gate computers (统一报文) by `type`. What a field breaks is said in Chinese, for whoever installs them. */
export const MESSAGES = {
  pass: z.strictObject({
    type: z.literal('pass'),
    serial,
    passTime,
    plate: z.string(says('须为文本，未识别时为 null')).max(60, says('最多 60 个字符')).nullable(),
    plateColour: colour.nullish(),
    confidence: z.number(says('须为 0 至 100')).min(0, says('须为 0 至 100')).max(100, says('须为 0 至 100')).nullish(),
    lane: z.int(says('须为整数')).min(0, says('须为 0 至 1000')).max(1000, says('须为 0 至 1000')).nullish(),
    offline: z.boolean(says('须为 true 或 false')).nullish(),
    cargo: z
      .strictObject(load, says('须为对象'))
      .transform((told, context) => cargoOf(told, context))
      .nullish(),
    photos: photos.nullish(),
  }),
  photo: z.strictObject({ type: z.literal('photo'), serial, photos: photos.min(1, says('至少一张')) }),
  cargo: z
    .strictObject({ type: z.literal('cargo'), serial, ...load })
    .transform((told, context) => ({ ...told, cargo: cargoOf(told, context) })),
  heartbeat: z.strictObject({ type: z.literal('heartbeat') }),
} as const;
