import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors, invalidInput } from '../../src/http/issues.ts';
import {
  dayText,
  eventTimeProblem,
  fromTo,
  idText,
  instant,
  instantText,
  line,
  periodOf,
  refuse,
  scaled,
} from '../../src/http/schemas.ts';

const wrong = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return fieldErrors(error?.issues ?? [], input, 'body').map(({ pointer, detail }) => [pointer, detail.en, detail.zh]);
};

describe('what a field takes', () => {
  it.each([
    ['2022-01-03T08:15:30+08:00', '2022-01-03T00:15:30.000Z'],
    ['2022-01-03T00:15:30Z', '2022-01-03T00:15:30.000Z'],
    ['2022-01-03T00:15:30.1Z', '2022-01-03T00:15:30.100Z'],
    ['2022-01-02T19:15:30-05:00', '2022-01-03T00:15:30.000Z'],
  ])('the instant %s', (text, iso) => {
    expect(new Date(instantText.parse(text)).toISOString()).toBe(iso);
  });

  it.each([
    '2022-01-03T08:15:30',
    '2022-01-03',
    '2022-02-30T08:15:30+08:00',
    '2022-01-03T24:00:00+08:00',
    '2022-01-03T08:15:60Z',
    '2022-01-03 08:15:30+08:00',
    '2022-01-03T08:15:30+25:00',
    '1641168930',
    '',
    1641168930,
    null,
  ])('no instant: %o', (text) => {
    expect(instantText.safeParse(text).success).toBe(false);
  });

  it('an instant goes out in +08:00 with milliseconds, and what is absent stays so', () => {
    expect(instant(Date.parse('2022-01-02T16:00:00Z'))).toBe('2022-01-03T00:00:00.000+08:00');
    expect(instant(null)).toBeNull();
    expect(instant(undefined)).toBeUndefined();
  });

  it('days are days of the calendar', () => {
    for (const day of ['2024-02-29', '1999-12-31']) expect(dayText.parse(day)).toBe(day);
    for (const day of ['2023-02-29', '2022-13-01', '2022-1-1', '1899-12-31', '2200-01-01', '20220101', ''])
      expect(dayText.safeParse(day).success).toBe(false);
  });

  it('from and to take legal days, both included, or instants; an unescaped + in a query too', () => {
    const period = z.strictObject(fromTo);
    const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
    const both = { from: '2022-01-03', to: '2022-01-03' };
    expect(periodOf(period.parse(both))).toEqual({ from: day('2022-01-03'), until: day('2022-01-04') });
    const moment = Date.parse('2022-01-03T00:00:00Z');
    expect(periodOf(period.parse({ from: '2022-01-03T08:00:00 08:00' }))).toEqual({ from: moment });
    expect(periodOf(period.parse({ to: '2022-01-03T00:00:00Z' }))).toEqual({ until: moment + 1 });
    expect(periodOf(period.parse({}))).toEqual({});
    expect(() => periodOf(period.parse({ from: '2022-01-04', to: '2022-01-03' }))).toThrow();
    expect(wrong(period, { from: '2022-01-03T00:00:00' })[0]?.[0]).toBe('#/from');
  });

  it('events lie after 2015 begins and at most five minutes ahead', () => {
    const now = Date.parse('2022-01-03T00:00:00Z');
    const start = Date.parse('2015-01-01T00:00:00+08:00');
    for (const good of [start, now, now + 300_000]) expect(eventTimeProblem(good, now)).toBeUndefined();
    for (const bad of [start - 1, now + 300_001]) expect(eventTimeProblem(bad, now)).toBeDefined();
  });

  it('decimals become whole numbers exactly, and more digits are refused', () => {
    const tonnes = scaled(3, { max: 1_000 });
    for (const [value, kilograms] of [
      [32.5, 32_500],
      [0.001, 1],
      [1.005, 1_005],
      [999.999, 999_999],
      [0, 0],
      [8.115, 8_115],
    ] as const)
      expect(tonnes.parse(value)).toBe(kilograms);
    for (const bad of [0.0001, 32.5001, -1, 1_000.001, '32.5', Number.NaN, null])
      expect(tonnes.safeParse(bad).success).toBe(false);
    expect(wrong(z.object({ t: tonnes }), { t: 1.2345 })).toEqual([
      ['#/t', 'This must have at most 3 decimal places.', '最多 3 位小数。'],
    ]);
  });

  it('ids are UUIDs, lower case', () => {
    expect(idText.parse('019A0000-0000-7000-8000-00000000000A')).toBe('019a0000-0000-7000-8000-00000000000a');
    for (const bad of ['019a', '019a00000000700080000000000000aa', '', 7])
      expect(idText.safeParse(bad).success).toBe(false);
  });

  it('lines are cut at both ends and hold no control characters', () => {
    expect(line(5).parse('  一建 ')).toBe('一建');
    for (const bad of ['', '   ', '123456', 'a\nb', 'a\u0007']) expect(line(5).safeParse(bad).success).toBe(false);
  });
});

describe('what a refusal says', () => {
  const cases: [string, z.ZodType, unknown, [string, string, string][]][] = [
    ['missing', z.object({ a: z.string() }), {}, [['#/a', 'This field is required.', '该字段必填。']]],
    [
      'null',
      z.object({ a: z.string() }),
      { a: null },
      [['#/a', 'This must be text, not null.', '必须是文本，不能为 null。']],
    ],
    ['type', z.object({ a: z.int() }), { a: 'x' }, [['#/a', 'This must be a number.', '必须是数字。']]],
    ['whole', z.object({ a: z.int() }), { a: 1.5 }, [['#/a', 'This must be a whole number.', '必须是整数。']]],
    [
      'short',
      z.object({ a: z.string().min(2) }),
      { a: 'x' },
      [['#/a', 'This must have at least 2 characters.', '至少 2 个字符。']],
    ],
    [
      'many',
      z.object({ a: z.array(z.int()).max(1) }),
      { a: [1, 2] },
      [['#/a', 'This must have at most 1 items.', '最多 1 项。']],
    ],
    ['low', z.object({ a: z.number().min(3) }), { a: 2 }, [['#/a', 'This must be at least 3.', '不得小于 3。']]],
    ['above', z.object({ a: z.number().gt(3) }), { a: 3 }, [['#/a', 'This must be more than 3.', '必须大于 3。']]],
    [
      'value',
      z.object({ a: z.enum(['x', 'y']) }),
      { a: 'z' },
      [['#/a', 'This must be one of: x, y.', '必须为以下之一：x, y。']],
    ],
    ['uuid', z.object({ a: idText }), { a: 'z' }, [['#/a', 'This must be a UUID.', '必须是 UUID。']]],
    [
      'deep',
      z.object({ a: z.array(z.object({ b: z.boolean() })) }),
      { a: [{ b: true }, { b: 1 }] },
      [['#/a/1/b', 'This must be true or false.', '必须是布尔值（true 或 false）。']],
    ],
    ['unknown', z.strictObject({}), { 'a/b': 1 }, [['#/a~1b', 'There is no such field here.', '没有该字段。']]],
    [
      'either',
      z.object({ a: z.union([z.strictObject({ x: z.int() }), z.strictObject({ y: z.int(), z: z.int() })]) }),
      { a: { y: 1, z: 'q' } },
      [['#/a/z', 'This must be a number.', '必须是数字。']],
    ],
    [
      'own',
      z.string().superRefine((_text, context) => refuse(context, { en: 'No.', zh: '不。' })),
      'x',
      [['#', 'No.', '不。']],
    ],
  ];
  it.each(cases)('%s', (_name, schema, input, told) => {
    expect(wrong(schema, input)).toEqual(told);
  });

  it('one wrong field stands in the detail, several in the list', () => {
    const schema = z.strictObject({ a: z.string(), b: z.string() });
    const failure = (input: object) => {
      const { error } = schema.safeParse(input);
      if (!error) throw new Error('it was taken');
      return invalidInput(error, input, 'body');
    };
    expect(failure({ a: 'x' }).detail.en).toBe('b – This field is required.');
    expect(failure({}).detail.en).toBe('The body is not valid.');
    expect(failure({}).errors).toHaveLength(2);
  });
});
