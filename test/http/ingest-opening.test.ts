import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEVICE_PROTOCOLS, type DeviceProtocol } from '../../src/domain/gates/device.ts';
import { databases } from '../support/database.ts';
import {
  alarmInfo,
  OPEN_BY_REPLY,
  opensIn,
  type Seen,
  SPEAK,
  type Spoken,
  TELL_OFFLINE,
} from '../support/gate-cameras.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { freshPlate } from '../support/world.ts';
import { type CameraGate, cameraGate, type Device, passagesAt } from './camera-gate.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
let serial = 0;

describe.each(databases)('when the reply to a camera opens its barrier, on $name', (database) => {
  let service: TestService;
  let wire: Wire;
  let at: CameraGate;
  let broken = false;
  beforeAll(async () => {
    service = await startTest(async () => {
      const store = await database.open();
      const write: typeof store.write = (work) =>
        broken ? Promise.reject(new Error('the disk is full')) : store.write(work);
      return { ...store, write };
    });
    wire = await openWire(service.app.listener);
    at = await cameraGate(service, wire);
  });
  afterAll(async () => {
    await wire.close();
    await service.close();
  });

  const event = (protocol: DeviceProtocol, plate: string, more: Partial<Seen> & { skew?: number } = {}): Spoken => {
    serial += 1;
    const { skew = 0, ...told } = more;
    // Most protocols tell whole seconds.
    const whole = Math.floor(service.clock.now() / SECOND) * SECOND;
    return SPEAK[protocol]({ plate, at: whole + skew, serial, ...told });
  };
  const opened = async (device: Device, spoken: Spoken): Promise<boolean> => {
    const { status, text } = await device.say(spoken);
    expect(status).toBe(200);
    return opensIn(text);
  };

  it.each(DEVICE_PROTOCOLS)(
    '%s: a live first sighting of a truck that may pass, and nothing else',
    async (protocol) => {
      const opens = OPEN_BY_REPLY.includes(protocol);
      const device = await at.camera(protocol);
      const first = event(protocol, at.clean);
      expect(await opened(device, first)).toBe(opens);
      expect(await opened(device, first), 'the second copy').toBe(false);
      expect(await opened(device, event(protocol, at.clean)), 'another event of the same truck').toBe(opens);
      expect(await opened(device, event(protocol, at.dirty)), 'a violation').toBe(false);
      expect(await opened(device, event(protocol, freshPlate())), 'unverified').toBe(false);
      expect(await opened(device, event(protocol, '')), 'no plate').toBe(false);
      for (const skew of [-62 * SECOND, 62 * SECOND, -HOUR, 26 * HOUR, -20 * 365 * 24 * HOUR])
        expect(await opened(device, event(protocol, at.clean, { skew })), `${skew / SECOND} s off`).toBe(false);
      expect(await opened(device, event(protocol, at.clean, { skew: -50 * SECOND })), '50 s old').toBe(opens);
      if (TELL_OFFLINE.includes(protocol))
        expect(await opened(device, event(protocol, at.clean, { offline: true })), 'offline').toBe(false);
      const other = await at.camera(protocol);
      expect(await opened(other, first), 'the same told by another device').toBe(opens);
      const shy = await at.camera(protocol, { mayOpen: false });
      expect(await opened(shy, event(protocol, at.clean)), 'a device that may not open').toBe(false);
      const careful = await at.camera(protocol, { mayOpen: undefined });
      expect(await opened(careful, event(protocol, at.clean)), 'a device of which nothing was said').toBe(false);
    },
  );

  it.each(DEVICE_PROTOCOLS)(
    '%s: our own failure opens nothing, and the event is taken when it comes again',
    async (protocol) => {
      const device = await at.camera(protocol);
      const spoken = event(protocol, at.clean);
      const before = (await passagesAt(service, at.gate.id)).length;
      broken = true;
      try {
        // Some are answered nothing at all, so that they send again.
        const text = await device.say(spoken).then(
          (received) => received.text,
          () => '',
        );
        expect(opensIn(text)).toBe(false);
      } finally {
        broken = false;
      }
      expect((await passagesAt(service, at.gate.id)).length).toBe(before);
      expect(await opened(device, spoken)).toBe(OPEN_BY_REPLY.includes(protocol));
      expect((await passagesAt(service, at.gate.id)).length).toBe(before + 1);
    },
  );

  it.each(DEVICE_PROTOCOLS)('%s: two copies at once open once', async (protocol) => {
    const device = await at.camera(protocol);
    const spoken = event(protocol, at.clean);
    const answers = await Promise.all([1, 2, 3, 4].map(() => opened(device, spoken)));
    expect(answers.filter(Boolean)).toHaveLength(OPEN_BY_REPLY.includes(protocol) ? 1 : 0);
  });

  it.each(DEVICE_PROTOCOLS)(
    '%s: whatever comes in whatever order, as the rule of the barrier says',
    async (protocol) => {
      const step = fc.record({
        truck: fc.constantFrom('clean', 'dirty', 'unknown', 'none'),
        mayOpen: fc.boolean(),
        skew: fc.constantFrom(0, 0, 0, -50, 50, -62, 62, -7_200, 7_200).map((s) => s * SECOND),
        offline: fc.boolean(),
        again: fc.boolean(),
      });
      const bold = await at.camera(protocol);
      const shy = await at.camera(protocol, { mayOpen: false });
      const runs = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        let last: { spoken: Spoken; device: Device } | undefined;
        for (const { truck, mayOpen, skew, offline, again } of steps) {
          if (again && last) {
            expect(await opened(last.device, last.spoken)).toBe(false);
            continue;
          }
          const plate = { clean: at.clean, dirty: at.dirty, unknown: freshPlate(), none: '' }[truck];
          const spoken = event(protocol, plate, { skew, offline });
          const device = mayOpen ? bold : shy;
          last = { spoken, device };
          const live = Math.abs(skew) <= 60 * SECOND && !(offline && TELL_OFFLINE.includes(protocol));
          const opens = OPEN_BY_REPLY.includes(protocol) && mayOpen && truck === 'clean' && live;
          expect(await opened(device, spoken)).toBe(opens);
        }
      });
      await fc.assert(runs, { seed: 20_210_709, numRuns: database.name === 'sqlite' ? 6 : 2, endOnFailure: true });
    },
  );

  it('what nobody can read, and heartbeats, open nothing', async () => {
    for (const protocol of DEVICE_PROTOCOLS) {
      const device = await at.camera(protocol);
      for (const body of [
        '',
        '{',
        '{"info":"ok"}',
        '<x/>',
        '{"Heartbeat":{}}',
        'type=heartbeat',
        '{"type":"heartbeat"}',
      ])
        expect(opensIn((await device.say({ ...event(protocol, at.clean), body })).text)).toBe(false);
    }
  });

  it('a camera of 臻识 says why it does not open', async () => {
    const device = await at.camera('vzenith');
    const reply = await device.say(event('vzenith', at.dirty));
    const told = reply.body as { Response_AlarmInfoPlate: { playserver_json_request: { voice: string } } };
    const { voice } = told.Response_AlarmInfoPlate.playserver_json_request;
    expect(Buffer.from(voice, 'base64').toString('utf8')).toBe(
      '不符合大货运量企业公路运输车辆2022年起达到国六，禁止通行',
    );
  });

  it('the reply has what the small parsers of cameras need: its length, and no more headers than that', async () => {
    const device = await at.camera('hxzx');
    const { headers, text } = await device.say(event('hxzx', at.clean));
    expect(headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers).not.toHaveProperty('content-security-policy');
  });

  it('a counter that begins anew hides no passage', async () => {
    const fresh = await cameraGate(service, wire);
    const device = await fresh.camera('vzenith');
    const say = (plate: string, time: number) => {
      const body = JSON.stringify(alarmInfo({ plate, at: time }, '0a-0b', { plateid: 1, isoffline: 0 }));
      return device.say({ path: '', contentType: 'application/Json', body });
    };
    const now = Math.floor(service.clock.now() / SECOND) * SECOND;
    await say(fresh.clean, now - 3 * HOUR);
    await say(fresh.clean, now);
    await say(fresh.clean, now);
    expect(await passagesAt(service, fresh.gate.id)).toHaveLength(2);
  });

  it('the password that a camera tells when it registers is kept nowhere', async () => {
    const device = await at.camera('vzenith');
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('serialno', '0a1b-2c3d')}${part('user_name', 'admin')}${part('pass_wd', 'pa55-of-the-camera')}--b--\r\n`;
    const { text } = await device.say({ path: '', contentType: 'multipart/form-data; boundary=b', body });
    expect(text).toBe('{}');
    const admin = await service.admin();
    const listed = JSON.stringify((await admin.get(`/devices?gateId=${at.gate.id}`)).body);
    expect(listed).toContain('0a1b-2c3d');
    const letters = JSON.stringify((await admin.get('/dead-letters')).body);
    expect(listed + letters).not.toContain('pa55-of-the-camera');
  });
});
