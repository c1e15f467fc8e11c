import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import { hearing, OPEN, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { gbk } from '../support/gbk.ts';
import { PICTURE } from '../support/holdings.ts';

const NOW = Date.parse('2025-03-01T08:15:31+08:00');
const AT = Date.parse('2025-03-01T08:15:30.123+08:00');
const JSON_TYPE = 'application/json;charset=utf-8';
const TAKEN = { status: 200, contentType: JSON_TYPE, body: '{"Result":true,"Message":"Success","OpenStrobe":false}' };

const plate = {
  ...{ IsExist: true, PlateNumber: '冀A12345', PlateColor: 'Yellow', PlateType: 'Normal', Confidence: 230 },
  ...{ BoundingBox: [10, 20, 110, 60], UploadNum: 7, Channel: 0, Region: 'CN' },
};
const snap = {
  ...{ TriggerSource: 'Video', SnapTime: '2025-03-01 08:15:30', AccurateTime: '2025-03-01 08:15:30.123' },
  ...{ TimeZone: 8, LanNo: 1, Direction: 'Obverse', OpenStrobe: true, DefenceCode: 'x', DeviceID: 'd-1' },
};
const tollgate = (more: object = {}, picture: object = {}) => ({
  Picture: { Plate: plate, SnapInfo: snap, ...picture },
  ...more,
});
const withPlate = (more: object) => tollgate({}, { Plate: { ...plate, ...more } });
const withSnap = (more: object) => tollgate({}, { SnapInfo: { ...snap, ...more } });

const said = (value: unknown, path = '/NotificationInfo/TollgateInfo'): Spoken => ({
  ...{ path, contentType: 'application/json; charset=UTF-8' },
  body: Buffer.isBuffer(value) ? value : typeof value === 'string' ? value : JSON.stringify(value),
});
const sightingIn = async (value: unknown) => (await hearing('dahua', said(value), NOW)).heard?.sightings[0];

describe('大华: a plate', () => {
  it('is read, and known by its device, time, plate and channel', async () => {
    const { heard } = await hearing('dahua', said(tollgate()), NOW);
    expect(heard?.sightings).toEqual([
      {
        ...{ key: `d-1/${AT}/冀A12345/0`, deviceTime: AT, plateRaw: '冀A12345', plate: '冀A12345' },
        ...{ plateColour: 'yellow', confidenceE4: 9020, lane: 1, resent: false, photos: [] },
      },
    ]);
  });

  it('the reply opens for an open verdict alone, whatever the camera decided', async () => {
    const { reply } = await hearing('dahua', said(tollgate()), NOW);
    const told = (verdict: typeof OPEN) => reply([verdict]);
    expect(told(OPEN)).toEqual({
      ...{ status: 200, contentType: JSON_TYPE },
      body: '{"Result":true,"DeviceID":"d-1","PlateNumber":"冀A12345","AllowUser":true,"BlockUser":false,"OpenStrobe":true}',
    });
    expect(told(SHUT).body).toBe(
      '{"Result":true,"DeviceID":"d-1","PlateNumber":"冀A12345","AllowUser":false,"BlockUser":false,"OpenStrobe":false}',
    );
    expect(told({ ...OPEN, stored: false }).body).toBe('{"Result":false,"Message":"Failure","OpenStrobe":false}');
    expect(reply([]).body).toBe('{"Result":false,"Message":"Failure","OpenStrobe":false}');
  });

  it.each([
    ['UTF-8', JSON.stringify(tollgate())],
    ['GB2312', gbk(JSON.stringify(tollgate()))],
    ['hex of UTF-8', JSON.stringify(withPlate({ PlateNumber: Buffer.from('冀A12345').toString('hex') }))],
    ['hex of GB2312', JSON.stringify(withPlate({ PlateNumber: gbk('冀A12345').toString('hex').toUpperCase() }))],
    ['UTF-8 with SnapInfo at the root', JSON.stringify({ ...tollgate({}, { SnapInfo: undefined }), SnapInfo: snap })],
  ])('in %s', async (_name, body) => {
    expect(await sightingIn(said(body).body)).toMatchObject({ plate: '冀A12345', deviceTime: AT });
  });

  it.each([
    [{ IsExist: false }, ''],
    [{ IsExist: 0 }, ''],
    [{ IsExist: undefined, IsExit: false }, ''],
    [{ PlateNumber: 'Unknown' }, ''],
    [{ PlateNumber: '' }, ''],
    [{ PlateNumber: undefined }, ''],
    [{ PlateNumber: 'No Plate' }, ''],
    [{ IsExist: undefined, IsExit: true }, '冀A12345'],
    [{ PlateNumber: '12345678901234' }, '12345678901234'],
  ])('%j is %s', async (more, read) => {
    expect((await sightingIn(withPlate(more)))?.plate).toBe(read);
  });

  it.each([
    ['Yellow', 'yellow'],
    ['blue', 'blue'],
    ['White', 'white'],
    ['Black', 'black'],
    ['Green', 'green'],
    ['ShadowGreen', 'green'],
    ['YellowGreen', 'yellow_green'],
    ['Unknown', null],
    ['constructor', null],
    ['', null],
  ])('colour %s is %s', async (PlateColor, colour) => {
    expect((await sightingIn(withPlate({ PlateColor })))?.plateColour).toBe(colour);
  });

  it.each([
    [255, 10_000],
    [97, 9700],
    ['97', 9700],
    [256, null],
    [undefined, null],
  ])('confidence %s', async (Confidence, e4) => {
    expect((await sightingIn(withPlate({ Confidence })))?.confidenceE4).toBe(e4);
  });

  it.each([
    ['its clock is China’s whatever TimeZone says', { TimeZone: 0 }, AT],
    ['the whole second where it has no finer', { AccurateTime: undefined }, AT - 123],
    ['the whole second where the finer is no time', { AccurateTime: '0000-00-00 00:00:00.000' }, AT - 123],
  ])('%s', async (_name, more, at) => {
    expect((await sightingIn(withSnap(more)))?.deviceTime).toBe(at);
  });

  it('has one key however often it is sent, and another for another channel', async () => {
    const keyOf = async (more: object) => (await sightingIn(withPlate(more)))?.key;
    expect(await keyOf({ UploadNum: 8 })).toBe(await keyOf({}));
    expect(await keyOf({ Channel: 1 })).not.toBe(await keyOf({}));
  });

  it('comes with its pictures by either spelling, and without faces', async () => {
    const Content = PICTURE.toString('base64');
    const picture = {
      ...{ NormalPic: { PicName: 'a.jpg', Content }, CutouPic: { Content }, VehiclePic: { Content: '' } },
      ...{ CombinPic: [{ Content }], FacePic: [{ Content }], CutoutPic: 'none' },
    };
    expect((await sightingIn(tollgate({}, picture)))?.photos).toEqual(
      ['body', 'plate', 'other'].map((kind) => ({ kind, bytes: PICTURE })),
    );
  });
});

describe('大华: no passage', () => {
  it('a device says what it is; what else it says is not kept', async () => {
    const told = { DeviceName: '北门', DeviceModel: 'ITC', DeviceID: 'd-1', Password: 'secret', MACAddress: '' };
    const { heard, reply } = await hearing('dahua', said(told, '/NotificationInfo/DeviceInfo'), NOW);
    expect(heard).toMatchObject({
      sightings: [],
      identity: { DeviceName: '北门', DeviceModel: 'ITC', DeviceID: 'd-1' },
    });
    expect(Object.keys(heard?.identity ?? {})).toHaveLength(3);
    expect(reply().body).toBe('{"Result":true,"Message":"Success"}');
  });

  it.each(['/NotificationInfo/KeepAlive', '/NotificationInfo/keepalive/', '/renamed'])(
    'KeepAlive at %s gets what any firmware looks for',
    async (path) => {
      const { heard, reply } = await hearing('dahua', said({ Active: 'keepAlive', DeviceID: 'd-1' }, path), NOW);
      expect(heard?.sightings).toEqual([]);
      expect(reply()).toEqual({
        ...{ status: 200, contentType: JSON_TYPE },
        body: '{"Active":true,"DeviceID":"d-1","Result":true,"Message":"Success","RspTime":"2025-03-01 08:15:31"}',
      });
    },
  );

  it.each(['ParkingInfo', 'AlarmInfo'])('%s is answered', async (name) => {
    const { heard, reply } = await hearing('dahua', said(tollgate(), `/NotificationInfo/${name}`), NOW);
    expect(heard?.sightings).toEqual([]);
    expect(reply().body).toBe('{"Result":true,"Message":"Success","RspTime":"2025-03-01 08:15:31"}');
  });

  it('a passage is known by what it holds where the path was renamed', async () => {
    const { heard } = await hearing('dahua', said(tollgate(), '/events'), NOW);
    expect(heard?.sightings).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"Picture":'],
    ['no time', withSnap({ AccurateTime: undefined, SnapTime: undefined })],
    ['an impossible time', withSnap({ AccurateTime: '2025-02-30 08:15:30', SnapTime: '' })],
    ['another thing', { hello: 'world' }],
    ['a list', [tollgate()]],
  ])('%s: the camera is told that it is done with it', async (_name, value) => {
    for (const path of ['/NotificationInfo/TollgateInfo', '/renamed']) {
      const { heard, reply } = await hearing('dahua', said(value, path), NOW);
      expect(heard).toBeUndefined();
      expect(reply()).toEqual(TAKEN);
    }
  });

  it('our own failure asks to send again', () => {
    expect(PROTOCOLS.dahua.failed(requestOf(said(tollgate())), NOW)?.body).toBe(
      '{"Result":false,"Message":"Failure","OpenStrobe":false}',
    );
  });
});
