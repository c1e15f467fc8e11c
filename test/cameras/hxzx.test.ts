import { describe, expect, it } from 'vitest';
import { hearing, OPEN, refused, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { PICTURE } from '../support/holdings.ts';

const AT = 1_709_517_600;
const CLOSED = '{"error_num":0,"error_str":"noerror","gpio_data":[]}';
const OPENED = '{"error_num":0,"error_str":"noerror","gpio_data":[{"ionum":"io1","action":"on"}]}';
const BASE = `type=online&mode=5&confidence=97&vdc_type=in&cam_id=C0001&cam_ip=192.0.2.12&park_id=P1&start_time=${AT}`;
const UTF8 = `${BASE}&plate_num=%E6%99%8BC12345&plate_color=%E9%BB%84`;

const said = (body: string | Buffer): Spoken => ({
  ...{ path: '', contentType: 'application/x-www-form-urlencoded' },
  body,
});
const sightingIn = async (body: string | Buffer, query = '') =>
  (await hearing('hxzx', requestOf(said(body), query))).heard?.sightings[0];

describe('华夏智信: a plate', () => {
  it('is read, and known by its camera, second and plate', async () => {
    const { heard } = await hearing('hxzx', said(UTF8));
    expect(heard?.sightings).toEqual([
      {
        ...{ key: `C0001/${AT}/晋C12345`, deviceTime: AT * 1000, plateRaw: '晋C12345', plate: '晋C12345' },
        ...{ plateColour: 'yellow', confidenceE4: 9700, lane: null, resent: false, photos: [] },
      },
    ]);
    expect(heard?.identity).toEqual({ cam_id: 'C0001', cam_ip: '192.0.2.12', park_id: 'P1' });
  });

  it.each([
    ['UTF-8, encoded', UTF8, ''],
    ['GBK, encoded', `${BASE}&plate_num=%BD%FAC12345&plate_color=%BB%C6%C9%AB`, ''],
    [
      'GBK, raw',
      Buffer.concat([
        Buffer.from(`${BASE}&plate_num=`),
        Buffer.from([0xbd, 0xfa]),
        Buffer.from('C12345&plate_color='),
        Buffer.from([0xbb, 0xc6]),
      ]),
      '',
    ],
    ['in the query, UTF-8', '', UTF8],
    ['in the query, GBK', '', `${BASE}&plate_num=%bd%faC12345&plate_color=%bb%c6`],
    ['some in the query', 'plate_num=%BD%FAC12345&plate_color=%E9%BB%84', BASE],
  ])('in %s', async (_name, body, query) => {
    expect(await sightingIn(body, query)).toMatchObject({ plate: '晋C12345', plateColour: 'yellow' });
  });

  it('comes with pictures in its own base64', async () => {
    // Bytes whose base64 has a plus, a slash and a filling.
    const bytes = Buffer.from([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xfe, 0x01]);
    const own = bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '.');
    expect(own).toMatch(/-.*_.*\./);
    const seen = await sightingIn(`${UTF8}&picture=${own}&closeup_pic=${PICTURE.toString('base64url')}`);
    expect(seen?.photos).toEqual([
      { kind: 'body', bytes },
      { kind: 'plate', bytes: PICTURE },
    ]);
  });

  it.each(['1', '2', '255', ''])('colour %j is in no document, so none is taken', async (colour) => {
    expect((await sightingIn(`${BASE}&plate_num=x&plate_color=${colour}`))?.plateColour).toBeNull();
  });

  it('without a reading is stored as one without a plate', async () => {
    expect(await sightingIn(`${BASE}&plate_num=`)).toMatchObject({ plate: '', plateRaw: null });
    expect(await sightingIn(`${BASE}&plate_num=%CE%DE%C5%C6%B3%B5`)).toMatchObject({ plate: '', plateRaw: '无牌车' });
  });
});

describe('华夏智信: the reply', () => {
  it('opens only for a verdict that says so, in compact JSON', async () => {
    const { reply } = await hearing('hxzx', said(UTF8));
    expect(reply([OPEN])).toEqual({ status: 200, contentType: 'application/json;charset=utf-8', body: OPENED });
    for (const verdicts of [[SHUT], [refused('不行')], []]) expect(reply(verdicts).body).toBe(CLOSED);
  });

  it('to an offline record is the same, which the rule of the barrier keeps shut', async () => {
    const { heard } = await hearing('hxzx', said(UTF8.replace('online', 'offline')));
    expect(heard?.sightings[0]?.resent).toBe(true);
  });

  it('to a heartbeat never opens', async () => {
    const { heard, reply } = await hearing('hxzx', said('type=heartbeat&cam_id=C0001'));
    expect([heard?.sightings, heard?.identity, reply([OPEN]).body]).toEqual([[], { cam_id: 'C0001' }, CLOSED]);
  });

  it.each([
    '',
    'type=other',
    'type=online',
    BASE,
    UTF8.replace(`${AT}`, 'now'),
    UTF8.replace(`${AT}`, '1e40'),
    '%%%=%',
  ])('to %j, which nobody can read, stays shut', async (body) => {
    const { heard, reply } = await hearing('hxzx', said(body));
    expect([heard, reply().body]).toEqual([undefined, CLOSED]);
  });
});
