import { describe, expect, it } from 'vitest';
import { alarmInfo, hearing, OPEN, refused, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { PICTURE } from '../support/holdings.ts';

const SERIAL = '0a1b2c3d-4e5f6071';
const AT = Date.parse('2024-03-04T10:00:00.687+08:00');
const seen = { plate: '晋C12345', at: AT };

const said = (more: object = {}): Spoken => ({
  ...{ path: '', contentType: 'application/Json' },
  body: JSON.stringify(alarmInfo(seen, SERIAL, { plateid: 21085, isoffline: 0, ...more })),
});
const heardOf = async (more: object = {}) => {
  const { heard, reply } = await hearing('vzenith', said(more));
  if (!heard) throw new Error('it was not heard');
  return { sighting: heard.sightings[0], heard, reply };
};

describe('臻识: a plate', () => {
  it('is read with its time, colour, confidence and pictures', async () => {
    const photo = PICTURE.toString('base64');
    const more = { imageFile: photo, imageFragmentFile: photo, car_brand: { type: 7 } };
    const { sighting, heard } = await heardOf(more);
    expect(sighting).toEqual({
      ...{ key: `${SERIAL}/id 21085/${AT}`, deviceTime: AT, plateRaw: '晋C12345', plate: '晋C12345' },
      ...{ plateColour: 'yellow', confidenceE4: 9700, lane: null, resent: false, vehicleType: 'H10' },
      photos: [
        { kind: 'body', bytes: PICTURE },
        { kind: 'plate', bytes: PICTURE },
      ],
    });
    expect(heard.identity).toEqual({ serialno: SERIAL, deviceName: 'IVS', ipaddr: '192.0.2.10' });
  });

  it.each([
    [1, 0, 'blue'],
    [2, 0, 'yellow'],
    [3, 0, 'white'],
    [4, 0, 'black'],
    [5, 0, 'green'],
    [6, 0, 'yellow_green'],
    [0, 19, 'green'],
    [0, 20, 'yellow_green'],
    [0, 4, 'yellow'],
    [0, 0, null],
    [7, 99, null],
    ['constructor', 'toString', null],
  ])('colorType %j of type %j is %j', async (colorType, type, colour) => {
    expect((await heardOf({ colorType, type })).sighting?.plateColour).toBe(colour);
  });

  it.each([
    ['_无_', 3],
    ['', 3],
    ['无牌车', 3],
    ['晋C12345', 31],
  ])('license %j of type %j is no plate', async (license, type) => {
    expect((await heardOf({ license, type })).sighting?.plate).toBe('');
  });

  it('has another key after its counter began anew, and the same for its second copy', async () => {
    const keyOf = async (more: object) => (await heardOf(more)).sighting?.key;
    const later = { timeStamp: { Timeval: { sec: 1_709_517_601, usec: 0 } } };
    expect(await keyOf({})).toBe(await keyOf({ isoffline: 1 }));
    expect(await keyOf({})).not.toBe(await keyOf(later));
    expect(await keyOf({ plateid: undefined })).toBe(`${SERIAL}/${AT}/晋C12345`);
  });

  it.each([64, 65, 66, '64'])('triggerType %j is no passage', async (triggerType) => {
    const { heard, reply } = await heardOf({ triggerType });
    expect(heard.sightings).toEqual([]);
    expect(reply([OPEN]).body).toBe('{"Response_AlarmInfoPlate":{"info":"no","plateid":21085}}');
  });

  it('with the local time of another year is dated by sec', async () => {
    const timeStamp = { Timeval: { decyear: 2018, decmon: 6, decday: 8, sec: 1_441_815_171, usec: 672_241 } };
    expect((await heardOf({ timeStamp })).sighting?.deviceTime).toBe(1_441_815_171_672);
  });
});

describe('臻识: the reply', () => {
  it('opens only for a verdict that says so', async () => {
    const { reply } = await heardOf();
    expect(reply([OPEN])).toEqual({
      ...{ status: 200, contentType: 'application/json;charset=utf-8' },
      body: '{"Response_AlarmInfoPlate":{"info":"ok","plateid":21085}}',
    });
    for (const verdicts of [[SHUT], []])
      expect(reply(verdicts).body).toBe('{"Response_AlarmInfoPlate":{"info":"no","plateid":21085}}');
  });

  it('speaks the reason of a refusal', async () => {
    const { reply } = await heardOf();
    expect(reply([refused('欢迎光临')]).body).toBe(
      '{"Response_AlarmInfoPlate":{"info":"no","plateid":21085,"playserver_json_request":{"type":"ps_voice_play",' +
        '"voice":"5qyi6L+O5YWJ5Li0","voice_interval":0,"voice_volume":100,"voice_male":1}}}',
    );
  });

  it('to an offline record asks for the next and never opens', async () => {
    const { reply, sighting } = await heardOf({ isoffline: 1 });
    expect(sighting?.resent).toBe(true);
    for (const verdict of [OPEN, SHUT, refused('不行')])
      expect(reply([verdict]).body).toBe(
        '{"Response_AlarmInfoPlate":{"ContinuePushOffline":{"plateid":21085,"continue":1}}}',
      );
  });

  it('to an offline record that nobody can read asks for the next, too, lest the rest wait for ever', async () => {
    const { heard, reply } = await hearing('vzenith', said({ isoffline: 1, timeStamp: {} }));
    expect(heard).toBeUndefined();
    expect(reply().body).toBe('{"Response_AlarmInfoPlate":{"ContinuePushOffline":{"plateid":21085,"continue":1}}}');
  });

  it('without a plateid names none', async () => {
    expect((await heardOf({ plateid: undefined })).reply([OPEN]).body).toBe(
      '{"Response_AlarmInfoPlate":{"info":"ok"}}',
    );
  });
});

describe('臻识: what is no plate', () => {
  const registration = (fields: Readonly<Record<string, string>>): Spoken => ({
    ...{ path: '', contentType: 'multipart/form-data; boundary=------------------------caa771fe4a61f3d9' },
    body: [
      ...Object.entries(fields).flatMap(([name, value]) => [
        '--------------------------caa771fe4a61f3d9',
        `Content-Disposition: form-data; name="${name}"`,
        '',
        value,
      ]),
      '--------------------------caa771fe4a61f3d9--',
      '',
    ].join('\r\n'),
  });

  it('a registration tells the serial number, and its password goes no further', async () => {
    const fields = { device_name: 'IVS', ipaddr: '192.0.2.10', port: '80', user_name: 'admin', serialno: SERIAL };
    const spoken = registration({
      ...fields,
      pass_wd: 'a-secret-of-the-camera',
      ' pass_wd': 'another',
      channel_num: '1',
    });
    const { heard, reply } = await hearing('vzenith', spoken);
    expect(heard?.identity).toEqual({ serialno: SERIAL, device_name: 'IVS', ipaddr: '192.0.2.10' });
    expect(JSON.stringify(heard)).not.toMatch(/secret|another|admin/);
    expect([heard?.sightings, reply([OPEN]).body]).toEqual([[], '{}']);
  });

  it.each(['AlarmGioIn', 'SerialData', 'TriggerImage'])('%s is taken and means nothing', async (name) => {
    const body = JSON.stringify({ ipaddr: '192.0.2.10', [name]: { serialno: SERIAL } });
    const { heard, reply } = await hearing('vzenith', { path: '', contentType: 'application/Json', body });
    expect([heard?.sightings, reply([OPEN]).body]).toEqual([[], '{}']);
  });

  it.each(['', '{', '[]', 'null', '{"x":1}', '{"AlarmInfoPlate":3}', '{"AlarmInfoPlate":{"result":{}}}'])(
    '%j is not understood and does not open',
    async (body) => {
      const { heard, reply } = await hearing('vzenith', requestOf({ path: '', contentType: '', body }));
      expect(heard).toBeUndefined();
      expect(reply().body).not.toContain('ok');
    },
  );

  it('a time that no calendar keeps is none', async () => {
    for (const sec of [1e15, -1e13, 'soon', null])
      expect((await hearing('vzenith', said({ timeStamp: { Timeval: { sec, usec: 0 } } }))).heard).toBeUndefined();
  });

  it('a message in GBK is read', async () => {
    // 晋C12345 in GBK.
    const [head = '', tail = ''] = String(said().body).split('晋');
    const body = Buffer.concat([Buffer.from(head), Buffer.from([0xbd, 0xfa]), Buffer.from(tail)]);
    const { heard } = await hearing('vzenith', { ...said(), body });
    expect(heard?.sightings[0]?.plate).toBe('晋C12345');
  });
});
