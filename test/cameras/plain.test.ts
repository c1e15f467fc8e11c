import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import { hearing, OPEN, refused, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { PICTURE } from '../support/holdings.ts';

const NOW = Date.parse('2022-01-03T08:16:00+08:00');
const spoken = (message: unknown): Spoken => ({
  ...{ path: '', contentType: 'application/json' },
  body: typeof message === 'string' ? message : JSON.stringify(message),
});
const pass = (more: object = {}) => ({
  ...{ type: 'pass', serial: '20220103-000017', passTime: '2022-01-03 08:15:30', plate: '晋C12345', ...more },
});
const photo = { kind: 'head', data: PICTURE.toString('base64') };

type Refusal = { readonly ok: boolean; readonly open: boolean; readonly retry: boolean; readonly reason: string };
type Errors = { readonly errors: readonly { readonly field: string; readonly reason: string }[] };

async function wrongIn(message: unknown): Promise<string[]> {
  const { heard, reply } = await hearing('plain', spoken(message));
  expect(heard).toBeUndefined();
  const body = JSON.parse(reply().body) as Refusal & Errors;
  expect(body).toMatchObject({ ok: false, open: false, retry: false });
  expect(body.reason).not.toBe('');
  for (const { reason } of body.errors) expect(reason).toMatch(/\p{Script=Han}/u);
  return body.errors.map(({ field }) => field);
}

describe('the plain form: a pass', () => {
  it('is known by its serial number alone and dated in China time', async () => {
    const { heard } = await hearing('plain', spoken(pass({ plateColour: '黄色', confidence: 96.5, lane: 2 })));
    expect(heard?.sightings).toEqual([
      {
        ...{ key: '20220103-000017', deviceTime: Date.parse('2022-01-03T08:15:30+08:00'), plateRaw: '晋C12345' },
        ...{ plate: '晋C12345', plateColour: 'yellow', confidenceE4: 9650, lane: 2, resent: false, photos: [] },
      },
    ]);
    expect(heard?.supplements).toEqual([]);
  });

  it('may bring cargo and photos with it', async () => {
    const cargo = { name: '煤炭', quantity: '32.5', unit: '吨（T）', bulk: true };
    const { heard } = await hearing('plain', spoken(pass({ cargo, photos: [photo], offline: true })));
    expect(heard?.sightings[0]).toMatchObject({
      ...{ cargo: { name: '煤炭', bulk: true, kg: 32_500 }, resent: true },
      photos: [{ kind: 'head', bytes: PICTURE }],
    });
  });

  it.each([null, '', '无牌', '未识别'])('plate %j is one that was not read', async (plate) => {
    expect((await hearing('plain', spoken(pass({ plate })))).heard?.sightings[0]?.plate).toBe('');
  });

  it('answers whether the barrier opens, and if not, why', async () => {
    const { reply } = await hearing('plain', spoken(pass()));
    expect(reply([OPEN]).body).toBe('{"ok":true,"open":true,"reason":""}');
    expect(reply([SHUT]).body).toBe('{"ok":true,"open":false,"reason":""}');
    expect(reply([refused('车辆信息待核实，请登记后通行')]).body).toBe(
      '{"ok":true,"open":false,"reason":"车辆信息待核实，请登记后通行"}',
    );
    expect(reply([]).body).toBe('{"ok":true,"open":false,"reason":""}');
  });
});

describe('the plain form: what comes by itself', () => {
  it('photos', async () => {
    const { heard, reply } = await hearing('plain', spoken({ type: 'photo', serial: 's', photos: [photo] }));
    expect(heard).toMatchObject({
      sightings: [],
      supplements: [{ key: 's', photos: [{ kind: 'head', bytes: PICTURE }] }],
    });
    expect(reply([OPEN]).body).toBe('{"ok":true,"open":false,"reason":""}');
  });

  it.each([
    [{ quantity: '32.5', unit: '吨（T）' }, { kg: 32_500 }],
    [{ quantity: 32.5, unit: '吨' }, { kg: 32_500 }],
    [{ quantity: 32.125, unit: 't' }, { kg: 32_125 }],
    [{ quantity: '32.5000', unit: ' T ' }, { kg: 32_500 }],
    [{ quantity: '32500', unit: 'kg' }, { kg: 32_500 }],
    [{ quantity: 32_500, unit: '千克' }, { kg: 32_500 }],
    [{ quantity: 0, unit: '公斤' }, { kg: 0 }],
    [{ name: '煤炭' }, { name: '煤炭' }],
    [{ empty: true, name: null }, { empty: true }],
  ])('cargo %j is %j', async (told, cargo) => {
    const { heard, reply } = await hearing('plain', spoken({ type: 'cargo', serial: 's', ...told }));
    expect(heard?.supplements).toEqual([{ key: 's', cargo, photos: [] }]);
    expect(reply([OPEN]).body).toBe('{"ok":true,"open":false,"reason":""}');
  });

  it('a heartbeat, which is told the time', async () => {
    const { heard, reply } = await hearing('plain', requestOf(spoken({ type: 'heartbeat' })), NOW);
    expect(heard).toMatchObject({ sightings: [] });
    expect(reply([OPEN]).body).toBe('{"ok":true,"open":false,"reason":"","time":"2022-01-03 08:16:00"}');
  });

  it('our own failure asks for the same again', () => {
    expect(PROTOCOLS.plain.failed(requestOf(spoken(pass())), NOW)?.body).toBe(
      '{"ok":false,"open":false,"reason":"服务繁忙，请稍后重发","errors":[],"retry":true}',
    );
  });
});

describe('the plain form: the wrong field is named', () => {
  it.each<[string[], unknown]>([
    [[''], '{"type":'],
    [['type'], 'null'],
    [['type'], []],
    [['type'], { ...pass(), type: 'passage' }],
    [['passTime'], pass({ passTime: '2022-01-03T08:15:30+08:00' })],
    [['passTime'], pass({ passTime: '20220103081530' })],
    [['passTime'], pass({ passTime: '2022-02-30 08:15:30' })],
    [['passTime'], pass({ passTime: '0000-01-01 00:00:00' })],
    [['passTime'], pass({ passTime: 1_641_168_930 })],
    [['serial'], pass({ serial: '' })],
    [['serial'], pass({ serial: 17 })],
    [['serial'], pass({ serial: 'x'.repeat(65) })],
    [['serial'], pass({ serial: 'a\u0000b' })],
    [['plate'], pass({ plate: undefined })],
    [['plateColour'], pass({ plateColour: 0 })],
    [['plateColour'], pass({ plateColour: '紫' })],
    [['confidence'], pass({ confidence: 101 })],
    [['lane'], pass({ lane: 1.5 })],
    [['offline'], pass({ offline: 1 })],
    [['direction'], pass({ direction: 1 })],
    [['cargo.unit'], pass({ cargo: { quantity: 3 } })],
    [['cargo.colour'], pass({ cargo: { name: '煤', colour: 'black' } })],
    [['photos[1].data'], pass({ photos: [photo, { kind: 'body', data: 'aGVsbG8=' }] })],
    [['photos[0].kind'], pass({ photos: [{ ...photo, kind: 'back' }] })],
    [['photos'], { type: 'photo', serial: 's', photos: [] }],
    [['unit'], { type: 'cargo', serial: 's', quantity: '3', unit: '立方米' }],
    [['quantity'], { type: 'cargo', serial: 's', quantity: 'viel', unit: '吨' }],
    [['quantity'], { type: 'cargo', serial: 's', quantity: 3.0004, unit: '吨' }],
    [['quantity'], { type: 'cargo', serial: 's', quantity: 1000.001, unit: '吨' }],
    [['quantity'], { type: 'cargo', serial: 's', quantity: -1, unit: '吨' }],
    [['quantity'], { type: 'cargo', serial: 's', quantity: 0.5, unit: 'kg' }],
    [['name'], { type: 'cargo', serial: 's' }],
    [['speed'], { type: 'heartbeat', speed: 3 }],
    [['serial', 'passTime'], pass({ serial: 3, passTime: 4 })],
  ])('%j', async (fields, message) => {
    expect(await wrongIn(message)).toEqual(fields);
  });

  it('the reason says it in one line', async () => {
    const { reply } = await hearing('plain', spoken({ type: 'pass', serial: 's', passTime: 'now', plate: null }));
    expect(reply().body).toBe(
      '{"ok":false,"open":false,"reason":"passTime：须为 yyyy-MM-dd HH:mm:ss（北京时间）","errors":[{"field":"passTime",' +
        '"reason":"须为 yyyy-MM-dd HH:mm:ss（北京时间）"}],"retry":false}',
    );
  });
});
