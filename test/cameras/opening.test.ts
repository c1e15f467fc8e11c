import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraRequest, Verdict } from '../../src/cameras/protocol.ts';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import { DEVICE_PROTOCOLS, type DeviceProtocol } from '../../src/domain/gates/device.ts';
import {
  hearing,
  OPEN,
  OPEN_BY_REPLY,
  opensIn,
  requestOf,
  type Seen,
  SHUT,
  SPEAK,
  TELL_OFFLINE,
} from '../support/gate-cameras.ts';

const SEED = { seed: 20_210_709 };
const NOW = Date.parse('2024-03-04T10:00:00+08:00');

const seen: fc.Arbitrary<Seen> = fc.record({
  plate: fc.constantFrom('晋C12345', '晋C1234D', '冀A00001', '', '_无_', 'noPlate', '无车牌', 'ok', '","info":"ok'),
  at: fc.integer({ min: NOW - 90_000, max: NOW + 90_000 }),
  serial: fc.integer({ min: 1, max: 60 }),
  offline: fc.boolean(),
});
const reasons = fc.constantFrom('', '车辆信息待核实，请登记后通行', 'ok', '","info":"ok');
const shut: fc.Arbitrary<Verdict> = fc.record({ stored: fc.boolean(), open: fc.constant(false), reason: reasons });

/** What no camera means to send: cut short, bytes turned, other JSON, or nothing that has a form. */
const broken = (body: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.nat(body.length).map((end) => body.subarray(0, end)),
    fc
      .array(fc.tuple(fc.nat(Math.max(0, body.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((turns) => {
        const copy = Buffer.from(body);
        for (const [at, byte] of turns) copy[at] = byte;
        return copy;
      }),
    fc.json().map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );

/** Messages that tell of no passage. */
const QUIET: readonly (readonly [DeviceProtocol, string, string, string])[] = [
  [
    'hikvision',
    '',
    'application/xml',
    '<EventNotificationAlert><eventType>heartBeat</eventType></EventNotificationAlert>',
  ],
  ['dahua', '/NotificationInfo/KeepAlive', 'application/json', '{"Active":"keepAlive","DeviceID":"d-1"}'],
  ['dahua', '/NotificationInfo/DeviceInfo', 'application/json', '{"DeviceName":"d","DeviceID":"d-1"}'],
  ['gat1400', '/VIID/System/Keepalive', 'application/VIID+JSON', '{"KeepaliveObject":{"DeviceID":"1"}}'],
  [
    'vzenith',
    '',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="serialno"\r\n\r\nok\r\n--b--\r\n',
  ],
  [
    'vzenith',
    '',
    'application/Json',
    '{"AlarmGioIn":{"serialno":"ok","result":{"TriggerResult":{"source":0,"value":1}}}}',
  ],
  ['qianyi', '', 'application/json', '{"Heartbeat":{"countid":1,"timeStamp":1,"serialno":"ok"}}'],
  ['hxzx', '', 'application/x-www-form-urlencoded', 'type=heartbeat&cam_id=ok'],
  ['plain', '', 'application/json', '{"type":"heartbeat"}'],
  ['plain', '', 'application/json', '{"type":"cargo","serial":"s","empty":true}'],
];

describe.each(DEVICE_PROTOCOLS)('%s', (protocol) => {
  const replyTo = async (request: CameraRequest, verdicts: readonly Verdict[]) => {
    const { heard, reply } = await hearing(protocol, request, NOW);
    return { heard, text: reply(verdicts).body };
  };

  it('opens for no verdict that does not say so', async () => {
    await fc.assert(
      fc.asyncProperty(seen, shut, async (one, verdict) => {
        const { heard, text } = await replyTo(requestOf(SPEAK[protocol](one)), [verdict]);
        expect(heard?.sightings).toHaveLength(1);
        expect(opensIn(text)).toBe(false);
      }),
      { ...SEED, numRuns: 200 },
    );
  });

  it(`${OPEN_BY_REPLY.includes(protocol) ? 'opens' : 'does not open even'} for one that does`, async () => {
    const spoken = SPEAK[protocol]({ plate: '晋C12345', at: NOW, serial: 1 });
    const { text } = await replyTo(requestOf(spoken), [OPEN]);
    expect(opensIn(text)).toBe(OPEN_BY_REPLY.includes(protocol));
  });

  it('says of an event whether it was sent later, where it has a word for it', async () => {
    for (const offline of [false, true]) {
      const spoken = SPEAK[protocol]({ plate: '晋C12345', at: NOW, serial: 1, offline });
      const { heard } = await replyTo(requestOf(spoken), []);
      expect(heard?.sightings[0]?.resent).toBe(offline && TELL_OFFLINE.includes(protocol));
    }
  });

  it('opens for no message that nobody can read, and for none without a verdict', async () => {
    const made = seen.chain((one) => {
      const request = requestOf(SPEAK[protocol](one));
      return broken(request.body).map((body) => ({ ...request, body }));
    });
    await fc.assert(
      fc.asyncProperty(made, fc.constantFrom('', 'type=online', 'info=ok'), async (request, query) => {
        const { heard, reply } = await hearing(protocol, { ...request, query }, NOW);
        const sightings = heard?.sightings ?? [];
        expect(opensIn(reply([]).body)).toBe(false);
        expect(opensIn(reply(sightings.map(() => SHUT)).body)).toBe(false);
        // A verdict belongs to a sighting; where there is none, there is nothing it could be about.
        if (sightings.length === 0) expect(opensIn(reply([OPEN]).body)).toBe(false);
        expect(opensIn(PROTOCOLS[protocol].failed(request, NOW)?.body ?? '')).toBe(false);
        for (const { plate, plateRaw, plateColour, key, deviceTime } of sightings) {
          expect([typeof plate, typeof key, typeof deviceTime]).toEqual(['string', 'string', 'number']);
          expect(plate.length).toBeLessThanOrEqual(20);
          expect(key.length).toBeLessThan(400);
          expect(`${plate}${plateRaw}${key}`).not.toContain('\0');
          expect([null, 'blue', 'yellow', 'green', 'yellow_green', 'white', 'black', 'other']).toContain(plateColour);
          expect(new Date(deviceTime).getUTCFullYear()).toBeLessThan(10_000);
        }
      }),
      { ...SEED, numRuns: 600 },
    );
  });

  it('opens for nothing but a passage', async () => {
    const quiet = QUIET.filter(([of]) => of === protocol);
    expect(quiet.length).toBeGreaterThan(0);
    for (const [, path, contentType, body] of quiet) {
      const { heard, text } = await replyTo(requestOf({ path, contentType, body }), [OPEN]);
      expect(heard?.sightings).toEqual([]);
      expect(opensIn(text)).toBe(false);
    }
  });
});

it('臻识 does not open for an offline record whatever the verdict', async () => {
  await fc.assert(
    fc.asyncProperty(seen, async (one) => {
      const { reply } = await hearing('vzenith', SPEAK.vzenith({ ...one, offline: true }), NOW);
      expect(opensIn(reply([OPEN]).body)).toBe(false);
    }),
    { ...SEED, numRuns: 50 },
  );
});
