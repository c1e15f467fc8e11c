import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import { hearing, OPEN, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { gbk } from '../support/gbk.ts';
import { PICTURE } from '../support/holdings.ts';

const NOW = Date.parse('2025-03-01T08:15:31+08:00');
const AT = Date.parse('2025-03-01T08:15:30+08:00');
const TYPE = 'application/VIID+JSON;charset=UTF-8';
const ID = '130100000011190000010220250301081530000010200001';

const vehicle = (more: object = {}) => ({
  ...{ MotorVehicleID: ID, InfoKind: 1, TollgateID: '13010000001210000001', DeviceID: '13010000001190000001' },
  ...{ StorageUrl1: 'http://192.0.2.1/a.jpg', LaneNo: 1, HasPlate: true, PlateClass: '01', PlateColor: '6' },
  ...{ PlateNo: '冀A12345', Direction: '1', VehicleClass: 'H11', VehicleColor: '2', PassTime: '20250301081530' },
  ...more,
});
const listOf = (...objects: unknown[]) => ({ MotorVehicleListObject: { MotorVehicleObject: objects } });
const said = (value: unknown, path = '/VIID/MotorVehicles'): Spoken => ({
  ...{ path, contentType: TYPE },
  body: Buffer.isBuffer(value) ? value : typeof value === 'string' ? value : JSON.stringify(value),
});
const hear = (value: unknown, path?: string) => hearing('gat1400', said(value, path), NOW);
const sightingIn = async (value: unknown) => (await hear(value)).heard?.sightings[0];
const sightingOf = (more: object) => sightingIn(listOf(vehicle(more)));

const entry = (Id: string, StatusCode: number, StatusString: string, RequestURL = '/VIID/MotorVehicles') =>
  `{"Id":"${Id}","RequestURL":"${RequestURL}","StatusCode":${StatusCode},"StatusString":"${StatusString}","LocalTime":"20250301081531"}`;
const list = (...entries: string[]) => `{"ResponseStatusListObject":{"ResponseStatusObject":[${entries.join()}]}}`;
const OK = [0, 'OK'] as const;
const BAD = [8, 'Invalid JSON Content'] as const;
const BUSY = [2, 'Device Busy'] as const;

describe('GA/T 1400: a vehicle', () => {
  it('is read, known by its id, and answered whatever its verdict, which opens nothing', async () => {
    const { heard, reply } = await hear(listOf(vehicle()));
    expect(heard?.sightings).toEqual([
      {
        ...{ key: ID, deviceTime: AT, plateRaw: '冀A12345', plate: '冀A12345', plateColour: 'yellow' },
        ...{ confidenceE4: null, vehicleType: 'H11', lane: 1, resent: false, photos: [] },
      },
    ]);
    const answer = { status: 200, contentType: TYPE, body: list(entry(ID, ...OK)) };
    expect(reply([OPEN])).toEqual(answer);
    expect(reply([SHUT])).toEqual(answer);
    expect(reply([{ ...SHUT, stored: false }]).body).toBe(list(entry(ID, ...BUSY)));
  });

  it.each([
    ['a list under its other name', { MotorVehicleList: { MotorVehicleObject: [vehicle()] } }],
    ['a list that is an array', { MotorVehicleList: [vehicle()] }],
    ['one object in place of an array', { MotorVehicleListObject: { MotorVehicleObject: vehicle() } }],
    ['one object in place of a list', { MotorVehicleListObject: vehicle() }],
    ['one object alone', { MotorVehicleObject: vehicle() }],
    ['GBK', gbk(JSON.stringify(listOf(vehicle())))],
    [
      'numbers as texts and texts as numbers',
      listOf(vehicle({ LaneNo: '1', PassTime: 20250301081530, PlateColor: 6, HasPlate: '1' })),
    ],
  ])('is read in %s', async (_name, body) => {
    expect(await sightingIn(body)).toMatchObject({
      key: ID,
      plate: '冀A12345',
      plateColour: 'yellow',
      lane: 1,
      deviceTime: AT,
    });
  });

  it.each([
    ['20250301081530250', AT + 250],
    [String(AT), AT],
    ['2025-03-01 08:15:30', AT],
    ['2025-03-01T00:15:30Z', AT],
  ])('its time %s', async (PassTime, at) => {
    expect((await sightingOf({ PassTime }))?.deviceTime).toBe(at);
  });

  it('its time is the next best where it does not say when it passed', async () => {
    expect((await sightingOf({ PassTime: '', AppearTime: '20250301081529' }))?.deviceTime).toBe(AT - 1000);
  });

  it.each([
    [{ PlateNo: '无车牌' }, '', '无车牌'],
    [{ PlateNo: '冀A1-345' }, '', '冀A1-345'],
    [{ PlateNo: '--------' }, '', '--------'],
    [{ PlateNo: '冀A1－345' }, '', '冀A1－345'],
    [{ HasPlate: false }, '', '冀A12345'],
    [{ HasPlate: '0' }, '', '冀A12345'],
    [{ HasPlate: '' }, '冀A12345', '冀A12345'],
    [{ PlateNo: '' }, '', null],
    [{ PlateNo: undefined }, '', null],
    [{ PlateNo: '1E5' }, '1E5', '1E5'],
  ])('%j: plate %s', async (more, plate, plateRaw) => {
    expect(await sightingOf(more)).toMatchObject({ plate, plateRaw });
  });

  it.each([
    ['1', '01', 'black'],
    ['2', '01', 'white'],
    ['5', '02', 'blue'],
    ['05', '02', 'blue'],
    ['6', '01', 'yellow'],
    ['9', '52', 'green'],
    ['9', '51', 'yellow_green'],
    ['6', '51', 'yellow_green'],
    ['', '52', 'green'],
    ['99', '01', 'other'],
    ['黄', '01', 'yellow'],
    ['黄绿色', '51', 'yellow_green'],
    ['', '01', null],
    ['77', '01', null],
    ['toString', 'constructor', null],
  ])('PlateColor %s of class %s is %s', async (PlateColor, PlateClass, colour) => {
    expect((await sightingOf({ PlateColor, PlateClass }))?.plateColour).toBe(colour);
  });

  it.each([
    ['H31', '冀A12345', 'H31'],
    ['q11', '冀A12345', 'Q11'],
    ['N11', '冀A12345', 'N11'],
    ['B11', '冀A1234挂', 'B11'],
    ['G13', '冀A1234挂', 'G13'],
    ['B11', '冀A12345', undefined],
    ['K11', '冀A12345', undefined],
    ['M11', '冀A12345', undefined],
    ['X99', '冀A12345', undefined],
    ['H', '冀A12345', undefined],
    ['', '冀A12345', undefined],
  ])('class %s of %s: %s', async (VehicleClass, PlateNo, type) => {
    expect((await sightingOf({ VehicleClass, PlateNo }))?.vehicleType).toBe(type);
  });

  it('without an id is known by its device, time, plate and lane', async () => {
    const key = async (more: object) => (await sightingOf({ MotorVehicleID: '', ...more }))?.key;
    expect(await key({})).toBe(`13010000001190000001/${AT}/冀A12345/1`);
    expect(await key({ LaneNo: 2 })).not.toBe(await key({}));
  });

  it('comes with its pictures in either form of list, and without those of people', async () => {
    const Data = PICTURE.toString('base64');
    const types = ['01', '2', '09', '14', '04', '05', '10', '11', 'constructor', ''];
    const images = [...types.map((Type) => ({ Type, Data })), { Type: '01', StoragePath: 'http://192.0.2.1/a.jpg' }];
    const expected = ['body', 'plate', 'head', 'other'].map((kind) => ({ kind, bytes: PICTURE }));
    for (const SubImageList of [images, { SubImageInfoObject: images }])
      expect((await sightingOf({ SubImageList }))?.photos).toEqual(expected);
    expect((await sightingOf({ SubImageList: { SubImageInfoObject: images[0] } }))?.photos).toEqual(
      expected.slice(0, 1),
    );
  });
});

describe('GA/T 1400: several vehicles', () => {
  const bad = vehicle({ MotorVehicleID: 'bad', PassTime: 'soon' });

  it('the good ones are stored and the bad one is told so', async () => {
    const { heard, reply } = await hear(listOf(vehicle(), bad, vehicle({ MotorVehicleID: 'b' }), 'nothing'));
    expect(heard?.sightings.map(({ key }) => key)).toEqual([ID, 'b']);
    expect(reply([SHUT, SHUT]).body).toBe(
      list(entry(ID, ...OK), entry('bad', ...BAD), entry('b', ...OK), entry('', ...BAD)),
    );
    expect(reply([SHUT, { ...SHUT, stored: false }]).body).toContain(entry('b', ...BUSY));
    expect(heard?.unread).toMatchObject({ en: 'a vehicle in the message has no time' });
    expect((await hear(listOf(vehicle()))).heard?.unread).toBeUndefined();
  });

  it('where none can be read the message is not understood', async () => {
    const { heard, reply } = await hear(listOf(bad, bad));
    expect(heard).toBeUndefined();
    expect(reply().body).toBe(list(entry('bad', ...BAD), entry('bad', ...BAD)));
  });

  it('none at all is no fault', async () => {
    const { heard, reply } = await hear(listOf());
    expect(heard?.sightings).toEqual([]);
    expect(reply().body).toBe(list());
  });

  it.each([
    ['no JSON', '{"MotorVehicleListObject":', 7, 'Invalid JSON Format'],
    ['no list', { hello: 1 }, 8, 'Invalid JSON Content'],
  ] as const)('%s is not understood', async (_name, body, code, text) => {
    const { heard, reply } = await hear(body);
    expect(heard).toBeUndefined();
    expect(reply().body).toBe(`{"ResponseStatusObject":${entry('', code, text)}}`);
  });

  it('those of another platform are read in its notifications, and people in them are not', async () => {
    const notification = (NotificationID: string, more: object) => ({
      NotificationID,
      DeviceID: 'd',
      Title: 't',
      ...more,
    });
    const url = '/VIID/SubscribeNotifications';
    const body = {
      SubscribeNotificationListObject: {
        SubscribeNotificationObject: [
          notification('n1', {
            MotorVehicleObjectList: { MotorVehicleObject: [vehicle(), vehicle({ MotorVehicleID: 'b' })] },
          }),
          notification('n2', { MotorVehicleObjectList: [vehicle({ MotorVehicleID: 'c' })] }),
          notification('n3', { PersonObjectList: { PersonObject: [{ PersonID: 'p', PassTime: '20250301081530' }] } }),
          notification('n4', { MotorVehicleObjectList: { MotorVehicleObject: bad } }),
        ],
      },
    };
    const { heard, reply } = await hear(body, url);
    expect(heard?.sightings.map(({ key }) => key)).toEqual([ID, 'b', 'c']);
    const told = ['n1', 'n2', 'n3'].map((id) => entry(id, ...OK, url));
    expect(reply([SHUT, SHUT, SHUT]).body).toBe(list(...told, entry('n4', ...BAD, url)));
  });

  it('vehicles at a path of no meaning are read all the same', async () => {
    expect((await hear(listOf(vehicle()), '')).heard?.sightings).toHaveLength(1);
  });
});

describe('GA/T 1400: a session', () => {
  const one = (Id: string, url: string) => `{"ResponseStatusObject":${entry(Id, ...OK, url)}}`;

  it.each([
    [
      '/VIID/System/Register',
      { RegisterObject: { DeviceID: 'd', ProtocolVersion: '2.0' } },
      { DeviceID: 'd', registered: 'true' },
    ],
    ['/VIID/System/Keepalive', { KeepaliveObject: { DeviceID: 'd' } }, { DeviceID: 'd' }],
    ['/VIID/System/UnRegister', { UnRegisterObject: { DeviceID: 'd' } }, { DeviceID: 'd', registered: 'false' }],
  ])('%s', async (path, body, identity) => {
    const { heard, reply } = await hear(body, path);
    expect(heard).toMatchObject({ sightings: [] });
    expect(heard?.identity).toEqual(identity);
    expect(reply()).toEqual({ status: 200, contentType: TYPE, body: one('d', path) });
  });

  it('a heartbeat without a body is known by its header', async () => {
    const request = { ...requestOf(said('', '/VIID/System/Keepalive')), userIdentify: 'd' };
    const { heard, reply } = await hearing('gat1400', request, NOW);
    expect(heard?.identity).toEqual({ DeviceID: 'd' });
    expect(reply().body).toBe(one('d', '/VIID/System/Keepalive'));
  });

  it('the time is told in China’s', async () => {
    const { reply } = await hearing('gat1400', { ...requestOf(said('', '/VIID/System/Time')), method: 'GET' }, NOW);
    expect(reply().body).toBe(
      '{"SystemTimeObject":{"VIIDServerID":"","TimeMode":"1","LocalTime":"20250301081531","TimeZone":"Asia/Shanghai"}}',
    );
  });

  it.each([
    ['Persons', { PersonListObject: { PersonObject: [{ PersonID: 'p1' }, { PersonID: 'p2' }] } }, ['p1', 'p2']],
    ['Faces', { FaceListObject: { FaceObject: { FaceID: 'f1', DeviceID: 'd' } } }, ['f1']],
    ['NonMotorVehicles', { NonMotorVehicleListObject: { NonMotorVehicleObject: [{ NonMotorVehicleID: 'n' }] } }, ['n']],
    ['APEs', { APEListObject: { APEObject: [{ ApeID: 'a', Password: 'secret' }] } }, ['a']],
    ['Tollgates', { TollgateListObject: { TollgateObject: [{ TollgateID: 't' }] } }, ['t']],
  ])('%s are answered and dropped', async (name, body, ids) => {
    const url = `/VIID/${name}`;
    const { heard, reply } = await hear(body, url);
    expect(heard?.sightings).toEqual([]);
    expect(heard?.identity).toBeUndefined();
    expect(reply().body).toBe(list(...ids.map((id) => entry(id, ...OK, url))));
  });

  it('what it does not know is answered, too', async () => {
    expect((await hear({}, '/VIID/Images')).reply().body).toBe(
      `{"ResponseStatusObject":${entry('', ...OK, '/VIID/Images')}}`,
    );
    const { reply } = await hearing('gat1400', { ...requestOf(said('', '/VIID/Faces')), method: 'GET' }, NOW);
    expect(reply().body).toContain('"StatusCode":4');
  });

  it('whoever never registered has to prove itself for everything but the time', () => {
    const isAsked = (path: string, identity: Record<string, string> | null, body = '{}') =>
      PROTOCOLS.gat1400.digestRequired?.(requestOf(said(body, path)), { lane: null, identity });
    const registered = { registered: 'true' };
    const strangers: (Record<string, string> | null)[] = [null, {}, { registered: 'false' }];
    for (const identity of strangers) {
      for (const path of ['/VIID/MotorVehicles', '/VIID/System/Keepalive', '/VIID/Faces', ''])
        expect(isAsked(path, identity)).toBe(true);
      expect(isAsked('/VIID/System/Time', identity)).toBe(false);
    }
    expect(isAsked('/VIID/System/Register', registered)).toBe(true);
    expect(isAsked('/viid/system/register/', registered)).toBe(true);
    expect(isAsked('/VIID/MotorVehicles', registered)).toBe(false);
    expect(isAsked('/VIID/MotorVehicles', registered, '')).toBe(true);
    expect(isAsked('/VIID/System/Keepalive', registered, '')).toBe(false);
  });

  it('our own failure is told of each object as being busy', () => {
    const failed = (value: unknown) => PROTOCOLS.gat1400.failed(requestOf(said(value)), NOW)?.body;
    expect(failed(listOf(vehicle(), vehicle({ MotorVehicleID: 'b' })))).toBe(
      list(entry(ID, ...BUSY), entry('b', ...BUSY)),
    );
    expect(failed('')).toBe(`{"ResponseStatusObject":${entry('', ...BUSY)}}`);
  });
});
