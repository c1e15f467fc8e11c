import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceProtocol } from '../../src/domain/gates/device.ts';
import { leaveDeadLetter } from '../support/cameras.ts';
import { databases, type TestDatabase } from '../support/database.ts';
import { opensIn, type Spoken } from '../support/gate-cameras.ts';
import { PICTURE } from '../support/holdings.ts';
import { type CameraWorld, type Device, openCameras } from './camera-world.ts';

const TOLLGATE = '/NotificationInfo/TollgateInfo';
const xml = (body: string): Spoken => ({ path: '', contentType: 'application/xml', body });
const dahua = (value: unknown, path = TOLLGATE): Spoken => ({
  ...{ path, contentType: 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
const REFUSED = '{"Result":false,"Message":"Failure","OpenStrobe":false}';

describe.each(databases)('cameras on $name', ({ open }: TestDatabase) => {
  let world: CameraWorld;
  let camera: Device;
  beforeAll(async () => {
    world = await openCameras(open);
    camera = await world.register('dahua', { mayOpen: true });
  });
  afterAll(() => world.close());

  const newOf = async (work: () => Promise<unknown>) => {
    const before = new Set((await world.passages()).map(({ id }) => id));
    await work();
    return (await world.passages()).filter(({ id }) => !before.has(id));
  };

  describe('a passage', () => {
    it('is stored as its device says: gate, way, lane, clock and skew', async () => {
      const device = await world.register('hikvision', { direction: 'out', lane: 3 });
      const at = world.service.clock.now() - 7_000;
      const [made, ...others] = await newOf(async () => {
        const answer = await world.see(device, 'hikvision', { plate: '黄晋C70002', at });
        expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '0']);
      });
      expect(others).toEqual([]);
      expect(made).toMatchObject({ plate: '晋C70002', gateId: world.home.gate.id, direction: 'out' });
      const row = await world.service.store.read.passages.find(made?.id ?? '');
      expect(row).toMatchObject({
        deviceId: device.id,
        deviceTime: at,
        lane: 3,
        plateRaw: '黄晋C70002',
        resent: false,
      });
      const { lastSkewSeconds, identity } = await world.device(device.id);
      expect(lastSkewSeconds).toBeLessThanOrEqual(-7);
      expect(identity).toEqual({ macAddress: '02:00:00:00:00:01' });
    });

    it('opens for a truck that may pass, once, with a reply of a known length', async () => {
      const plate = await world.clean('晋C70003');
      const seen = { plate, at: world.service.clock.now(), serial: 9_001 };
      const [made, ...others] = await newOf(async () => {
        const first = await world.see(camera, 'dahua', seen);
        expect(first.text).toBe(
          `{"Result":true,"DeviceID":"d-1","PlateNumber":"${plate}","AllowUser":true,"BlockUser":false,"OpenStrobe":true}`,
        );
        expect(first.headers).toMatchObject({ 'content-length': String(Buffer.byteLength(first.text)) });
        expect(first.headers).not.toHaveProperty('transfer-encoding');
        const copy = await world.see(camera, 'dahua', seen);
        expect(copy.text).toBe(
          first.text
            .replace('"AllowUser":true', '"AllowUser":false')
            .replace('"OpenStrobe":true', '"OpenStrobe":false'),
        );
      });
      expect(made?.plate).toBe(plate);
      expect(others).toEqual([]);
    });

    it.each([
      ['a truck nobody knows', async () => ({ plate: '晋C70099' })],
      ['no plate', async () => ({ plate: '' })],
      ['a minute ago', async () => ({ plate: await world.clean('晋C70004'), at: world.service.clock.now() - 62_000 })],
      [
        'a minute ahead',
        async () => ({ plate: await world.clean('晋C70005'), at: world.service.clock.now() + 75_000 }),
      ],
    ])('does not open: %s', async (_name, seen) => {
      const { status, text } = await world.see(camera, 'dahua', await seen());
      expect([status, opensIn(text)]).toEqual([200, false]);
      expect(text).toContain('"Result":true');
    });

    it('does not open by a device that may not', async () => {
      const device = await world.register('dahua');
      const { text } = await world.see(device, 'dahua', { plate: await world.clean('晋C70006') });
      expect([opensIn(text), text.includes('"Result":true')]).toEqual([false, true]);
    });

    it('two copies at once are one passage, and at most one of them opens', async () => {
      const seen = { plate: await world.clean('晋C70007'), at: world.service.clock.now(), serial: 9_002 };
      const made = await newOf(async () => {
        const answers = await Promise.all([1, 2, 3, 4].map(() => world.see(camera, 'dahua', seen)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        expect(answers.filter(({ text }) => opensIn(text))).toHaveLength(1);
      });
      expect(made).toHaveLength(1);
    });

    it('brings its pictures, which are evidence of it, and no face', async () => {
      const Content = PICTURE.toString('base64');
      const event = {
        Picture: {
          ...{ NormalPic: { Content }, CutoutPic: { Content: Buffer.from('no picture').toString('base64') } },
          FacePic: [{ Content }],
          Plate: { IsExist: true, PlateNumber: '晋C70008' },
          SnapInfo: { AccurateTime: '2026-03-10 09:00:00.000', DeviceID: 'd-1' },
        },
      };
      const [made] = await newOf(async () => {
        expect((await world.say(camera, dahua(event, `/${TOLLGATE}`))).text).toContain('"Result":true');
      });
      const { body } = await world.county.get(`/evidence?subjectType=passage&subjectId=${made?.id}`);
      const sha256 = createHash('sha256').update(PICTURE).digest('hex');
      expect((body as { items: object[] }).items).toMatchObject([{ kind: 'body', bytes: PICTURE.length, sha256 }]);
      const [file] = filesIn(world.service.uploads).filter((path) => path.endsWith(sha256));
      expect(readFileSync(file ?? '')).toEqual(PICTURE);
    });

    it('with a clock that was never set is kept at its arrival', async () => {
      const at = Date.parse('2000-01-01T00:00:00+08:00');
      const [made] = await newOf(() => world.see(camera, 'dahua', { plate: '晋C70009', at, serial: 9_003 }));
      const row = await world.service.store.read.passages.find(made?.id ?? '');
      expect(row?.deviceTime).toBe(at);
      expect(Math.abs((row?.passedAt ?? 0) - world.service.clock.now())).toBeLessThan(60_000);
      world.service.clock.advance(1_000);
      expect(await newOf(() => world.see(camera, 'dahua', { plate: '晋C70009', at, serial: 9_003 }))).toEqual([]);
    });
  });

  it('a heartbeat makes no passage; device and gate were heard from', async () => {
    const device = await world.register('dahua');
    expect((await world.device(device.id)).lastSeenAt).toBeNull();
    world.service.clock.advance(20_000);
    const since = world.service.clock.now();
    const made = await newOf(async () => {
      const { text } = await world.say(
        device,
        dahua({ Active: 'keepAlive', DeviceID: 'd-9' }, '/NotificationInfo/KeepAlive'),
      );
      expect(text).toMatch(
        /^\{"Active":true,"DeviceID":"d-9","Result":true,"Message":"Success","RspTime":"2026-03-10 \S+"\}$/,
      );
    });
    expect(made).toEqual([]);
    const { lastSeenAt, identity } = await world.device(device.id);
    expect(Date.parse(lastSeenAt ?? '')).toBeGreaterThanOrEqual(since);
    expect(identity).toEqual({ DeviceID: 'd-9' });
    const gate = await world.home.gate.caller.get(`/gates/${world.home.gate.id}/heartbeat`);
    expect(Date.parse((gate.body as { receivedAt: string }).receivedAt)).toBeGreaterThanOrEqual(since);
  });

  describe('404: a URL', () => {
    const spoken = dahua({ Active: 'keepAlive' }, '/NotificationInfo/KeepAlive');

    it('that is wrong in any part is no URL', async () => {
      const other = await world.register('dahua');
      const [name = '', id = '', secret = ''] = (camera.url.split('/')[2] ?? '').split('.');
      const [, , otherSecret = ''] = (other.url.split('/')[2] ?? '').split('.');
      expect(secret).not.toBe(otherSecret);
      const tokens = [
        '',
        'x',
        [name, id].join('.'),
        [name, id, otherSecret].join('.'),
        ['gate', id, secret].join('.'),
        [name, 'x', secret].join('.'),
      ];
      for (const token of tokens) expect((await world.say({ url: `/ingest/${token}` }, spoken)).status).toBe(404);
      expect((await world.say(camera, spoken)).status).toBe(200);
    });

    it('of a revoked device is none from then on, and nothing it says is kept', async () => {
      const device = await world.register('dahua');
      expect((await world.say(device, spoken)).status).toBe(200);
      expect((await world.home.caller.delete(`/devices/${device.id}`)).status).toBe(204);
      const made = await newOf(async () => {
        expect((await world.see(device, 'dahua')).status).toBe(404);
        expect((await world.say(device, dahua('broken'))).status).toBe(404);
      });
      expect(made).toEqual([]);
      expect((await world.letters()).filter(({ deviceId }) => deviceId === device.id)).toEqual([]);
    });
  });

  describe('what nobody understands', () => {
    const letterOf = async (device: Device) => (await world.letters()).filter(({ deviceId }) => deviceId === device.id);

    it.each([
      ['dahua', dahua('{"Picture":{"Plate"'), '"Result":true'],
      ['hikvision', xml('<EventNotificationAlert><eventType>ANPR</eventType>'), ''],
      ['hikvision', { path: '', contentType: 'multipart/form-data; boundary=b', body: '--b\r\n\r\n' }, ''],
    ] as [DeviceProtocol, Spoken, string][])(
      '%s: is kept once, its camera stops sending, and lives',
      async (protocol, spoken, reply) => {
        const device = await world.register(protocol, { mayOpen: true });
        for (let copy = 0; copy < 2; copy += 1) {
          const { status, text } = await world.say(device, spoken);
          expect([status, opensIn(text), text.includes(reply)]).toEqual([200, false, true]);
        }
        const [letter, ...others] = await letterOf(device);
        expect(others).toEqual([]);
        expect(letter).toMatchObject({ status: 'open', bytes: Buffer.byteLength(spoken.body), passageIds: [] });
        expect(letter?.reason).not.toBe('');
        expect((await world.device(device.id)).lastSeenAt).not.toBeNull();
        const content = await world.county.get(`/dead-letters/${letter?.id}/content`);
        expect(Buffer.from(content.body as Buffer).toString()).toBe(spoken.body);
      },
    );

    it('is read by officers of the county alone', async () => {
      const device = await world.register('dahua');
      await world.say(device, dahua('not json at all'));
      const [letter] = await letterOf(device);
      expect((await world.letters(world.otherCounty)).map(({ id }) => id)).not.toContain(letter?.id);
      for (const path of ['', '/content'])
        expect((await world.otherCounty.get(`/dead-letters/${letter?.id}${path}`)).status).toBe(404);
      expect((await world.home.caller.get('/dead-letters')).status).toBe(403);
    });

    it('is heard again after a mend: its passage is judged by its own day, once, and opens nothing', async () => {
      const device = await world.register('hikvision', { mayOpen: true });
      const id = await leaveDeadLetter(world.service, device.id);
      const [made, ...others] = await newOf(async () => {
        const answer = await world.county.post(`/dead-letters/${id}/replay`);
        expect(answer.status).toBe(200);
        expect(answer.body).toMatchObject({ status: 'replayed', passageIds: [expect.any(String)] });
      });
      expect(others).toEqual([]);
      expect(made?.plate).toBe('晋C77777');
      expect((await world.county.get(`/dead-letters/${id}`)).body).toMatchObject({ passageIds: [made?.id] });
      for (const act of ['replay', 'dismiss'])
        expect((await world.county.post(`/dead-letters/${id}/${act}`)).status).toBe(409);
    });

    it('stays open where it is still not understood, until it is dismissed', async () => {
      const device = await world.register('dahua');
      await world.say(device, dahua('still not json'));
      const [letter] = await letterOf(device);
      expect((await world.county.post(`/dead-letters/${letter?.id}/replay`)).status).toBe(409);
      expect((await letterOf(device))[0]?.status).toBe('open');
      expect((await world.county.post(`/dead-letters/${letter?.id}/dismiss`)).body).toMatchObject({
        status: 'dismissed',
      });
    });

    it('is kept beside the passages of the same message that are understood', async () => {
      const device = await world.register('gat1400', { mayOpen: true });
      await world.service.store.write((tx) => tx.devices.update(device.id, { identity: { registered: 'true' } }));
      const vehicle = (id: string, PassTime: string) => ({
        ...{
          MotorVehicleID: id,
          InfoKind: 1,
          DeviceID: 'd',
          PlateNo: '晋C70707',
          PlateColor: '6',
          HasPlate: true,
          PassTime,
        },
      });
      const both = [vehicle('good', '20260310085900'), vehicle('bad', 'soon')];
      const body = JSON.stringify({ MotorVehicleListObject: { MotorVehicleObject: both } });
      const spoken = { path: '/VIID/MotorVehicles', contentType: 'application/VIID+JSON', body };
      const made = await newOf(async () => {
        const { text } = await world.say(device, spoken);
        expect(text).toContain('"StatusCode":0');
        expect(text).toContain('"StatusCode":8');
      });
      expect(made.map(({ plate }) => plate)).toEqual(['晋C70707']);
      const [letter, ...others] = await letterOf(device);
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ status: 'open', bytes: Buffer.byteLength(body) });
      expect((await world.county.post(`/dead-letters/${letter?.id}/replay`)).status).toBe(409);
    });

    it('is kept without its content where it may hold a password', async () => {
      const device = await world.register('vzenith');
      const secret = 'hunter2-of-the-gate';
      const registration = {
        path: '',
        contentType: 'application/Json',
        body: `{"user_name":"admin","pass_wd":"${secret}"}`,
      };
      await world.say(device, registration);
      await world.say({ url: device.url }, { ...registration, path: `?pass_wd=${secret}` });
      await world.say(camera, dahua({ DeviceID: 'd-1', Password: secret }, '/NotificationInfo/DeviceInfo'));
      expect((await letterOf(device)).map(({ bytes }) => bytes)).toEqual([0]);
      const kept = filesIn(world.service.uploads).map((path) => readFileSync(path).toString('latin1'));
      const told = await Promise.all(
        ['/devices', '/dead-letters'].map(async (path) => (await (await world.service.admin()).get(path)).text),
      );
      expect([...kept, ...told].join()).not.toContain(secret);
    });

    it('is noted where it is too large or compressed, since it will be so every time', async () => {
      const device = await world.register('dahua');
      const large = await world.say(device, dahua(' '.repeat(24 * 1024 * 1024 + 1)));
      expect([large.status, large.text.includes('"Result":true')]).toEqual([200, true]);
      const packed = await world.say(device, dahua('{}'), { 'Content-Encoding': 'gzip' });
      expect([packed.status, packed.text.includes('"Result":true')]).toEqual([200, true]);
      expect((await letterOf(device)).map(({ reason }) => reason)).toEqual([
        'Compressed bodies are not taken.',
        'The body is larger than 24 MiB.',
      ]);
    });
  });

  it('a device that sends too fast is asked to send again', async () => {
    const device = await world.register('dahua', { mayOpen: true });
    const now = world.service.clock.now() + 3_600_000;
    for (let count = 0; count < 5_000; count += 1) world.service.app.env.gateLimits.take(device.id, now);
    const made = await newOf(async () => expect((await world.see(device, 'dahua')).text).toBe(REFUSED));
    expect(made).toEqual([]);
  });
});

describe('our own failure', () => {
  const [sqlite] = databases;
  let world: CameraWorld;
  let failing: 'nothing' | 'writes' | 'reads' = 'nothing';
  beforeAll(async () => {
    world = await openCameras(async () => {
      const store = await (sqlite as TestDatabase).open();
      const devices = {
        ...store.read.devices,
        find: (id: string) => (failing === 'reads' ? Promise.reject(new Error('gone')) : store.read.devices.find(id)),
      };
      const write: typeof store.write = (work) =>
        failing === 'writes' ? Promise.reject(new Error('the disk is full')) : store.write(work);
      return { ...store, write, read: { ...store.read, devices } };
    });
  });
  afterAll(() => world.close());

  const whileFailing = async <T>(what: typeof failing, work: () => Promise<T>): Promise<T> => {
    failing = what;
    try {
      return await work();
    } finally {
      failing = 'nothing';
    }
  };

  it('asks to send again, opens nothing, leaves nothing, and the next try is the first', async () => {
    const device = await world.register('dahua', { mayOpen: true });
    const seen = { plate: await world.clean('晋C71001'), at: world.service.clock.now(), serial: 1 };
    const { status, text } = await whileFailing('writes', () => world.see(device, 'dahua', seen));
    expect([status, text]).toEqual([200, REFUSED]);
    const broken = await whileFailing('writes', () => world.say(device, dahua('never json')));
    expect([broken.status, broken.text]).toEqual([200, REFUSED]);
    expect(await world.passages()).toEqual([]);
    expect(await world.letters()).toEqual([]);
    expect(filesIn(world.service.uploads)).toEqual([]);
    expect(opensIn((await world.see(device, 'dahua', seen)).text)).toBe(true);
  });

  it('ends the connection of a camera that knows no word for it', async () => {
    const device = await world.register('hikvision', { mayOpen: true });
    await expect(whileFailing('writes', () => world.see(device, 'hikvision'))).rejects.toThrow(/hang up|ECONNRESET/);
    expect((await world.see(device, 'hikvision')).status).toBe(200);
  });

  it('ends the connection where not even the device can be looked up', async () => {
    const device = await world.register('dahua');
    await expect(whileFailing('reads', () => world.see(device, 'dahua'))).rejects.toThrow(/hang up|ECONNRESET/);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
