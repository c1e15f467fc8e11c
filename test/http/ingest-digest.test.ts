import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { challengeIn, type Login, proofOf, type Style } from '../support/digest.ts';
import { SPEAK, type Spoken } from '../support/gate-cameras.ts';
import type { Received } from '../support/wire.ts';
import { type CameraWorld, type Device, openCameras } from './camera-world.ts';

const viid = (value: unknown, path: string): Spoken => ({
  ...{ path, contentType: 'application/VIID+JSON;charset=UTF-8' },
  body: JSON.stringify(value),
});
const REGISTER = viid(
  { RegisterObject: { DeviceID: '14030200001190000001', ProtocolVersion: '2.0' } },
  '/VIID/System/Register',
);
const KEEPALIVE = viid({ KeepaliveObject: { DeviceID: '14030200001190000001' } }, '/VIID/System/Keepalive');
const UNREGISTER = viid({ UnRegisterObject: { DeviceID: '14030200001190000001' } }, '/VIID/System/UnRegister');
const PREEMPTIVE = 'Digest username="", realm="", nonce="", uri="", qop="", nc="", cnonce="", response=""';
const STYLES: readonly (readonly [string, Style])[] = [
  ['as RFC 7616 has it', {}],
  ['with everything quoted', { quoted: 'all' }],
  ['with nothing quoted', { quoted: 'none' }],
  ['without qop', { qop: 'none' }],
];

describe.each(databases)('digest access on $name', ({ open }) => {
  let world: CameraWorld;
  beforeAll(async () => {
    world = await openCameras(open);
  });
  afterAll(() => world.close());

  const say = (device: Device, spoken: Spoken, authorization?: string) =>
    world.say(device, spoken, authorization === undefined ? {} : { Authorization: authorization });
  const challengeOf = (answer: Received) => {
    expect([answer.status, answer.text]).toEqual([401, '']);
    return challengeIn(answer.headers['www-authenticate']);
  };
  const prove = async (
    device: Device,
    spoken: Spoken,
    { login = device, style = {} }: { login?: Login; style?: Style } = {},
  ) => {
    const challenge = challengeOf(await say(device, spoken, PREEMPTIVE));
    return say(device, spoken, proofOf(challenge, login, `${device.url}${spoken.path}`, style));
  };
  const truck = (protocol: 'dahua' | 'gat1400', serial: number) =>
    SPEAK[protocol]({ plate: '晋C72001', at: world.service.clock.now(), serial });
  const count = async () => (await world.passages()).length;
  const lettersOf = async ({ id }: Device) => (await world.letters()).filter(({ deviceId }) => deviceId === id);

  describe('GA/T 1400', () => {
    it.each(STYLES)(
      'registers %s, then tells of vehicles without further proof, until it leaves',
      async (_name, style) => {
        const device = await world.register('gat1400');
        const before = await count();
        const first = await say(device, REGISTER);
        expect(challengeOf(first)).toMatchObject({ realm: 'mobile-source-registry', qop: 'auth', algorithm: 'MD5' });
        expect(challengeOf(await say(device, truck('gat1400', 1)))).toHaveProperty('nonce');
        expect(challengeOf(await say(device, KEEPALIVE))).toHaveProperty('nonce');
        expect([await count(), (await world.device(device.id)).identity]).toEqual([before, null]);

        const registered = await prove(device, REGISTER, { style });
        expect(registered.headers['content-type']).toBe('application/VIID+JSON;charset=UTF-8');
        expect(registered.text).toMatch(
          /^\{"ResponseStatusObject":\{"Id":"14030200001190000001","RequestURL":"\/VIID\/System\/Register","StatusCode":0,"StatusString":"OK","LocalTime":"20260310\d{6}"\}\}$/,
        );
        expect((await say(device, truck('gat1400', 1))).text).toContain('"StatusCode":0');
        expect(await count()).toBe(before + 1);
        expect((await say(device, { ...KEEPALIVE, body: '' })).status).toBe(200);
        expect((await say(device, UNREGISTER)).status).toBe(200);
        expect((await say(device, truck('gat1400', 2))).status).toBe(401);
        expect(await count()).toBe(before + 1);
      },
    );

    it('tells the time to anyone who has the URL', async () => {
      const device = await world.register('gat1400');
      const { status, text } = await world.wire.send({ method: 'GET', path: `${device.url}/VIID/System/Time` });
      expect([status, text.startsWith('{"SystemTimeObject":{')]).toEqual([200, true]);
    });
  });

  it.each([
    ['a wrong password', ({ username = '' }: Device) => ({ login: { username, password: 'guess' } })],
    ['another user', ({ password = '' }: Device) => ({ login: { username: 'cam-000000000000', password } })],
    ['a proof of another URI', () => ({ style: { other: { uri: '/ingest/x/VIID/System/Register' } } })],
    ['another response', () => ({ style: { other: { response: '0'.repeat(32) } } })],
    ['a nonce of its own', () => ({ style: { other: { nonce: 'mine.0123' } } })],
  ] as [string, (device: Device) => { login?: Login; style?: Style }][])('401: %s', async (_name, more) => {
    const device = await world.register('gat1400');
    const answer = await prove(device, REGISTER, more(device));
    expect(challengeOf(answer)).not.toHaveProperty('stale');
    expect((await world.device(device.id)).identity).toBeNull();
  });

  it('401: the proof of another device, or one for another method', async () => {
    const [device, other] = [await world.register('gat1400'), await world.register('gat1400')];
    const theirs = challengeOf(await say(other, REGISTER));
    const uri = `${device.url}${REGISTER.path}`;
    expect((await say(device, REGISTER, proofOf(theirs, device, uri))).status).toBe(401);
    const own = challengeOf(await say(device, REGISTER));
    expect((await say(device, REGISTER, proofOf(own, device, uri, {}, 'GET'))).status).toBe(401);
    expect((await say(device, REGISTER, proofOf(own, device, uri))).status).toBe(200);
  });

  it('401 with stale=true: a right proof with a nonce of long ago, and the new one is taken', async () => {
    const device = await world.register('gat1400');
    const challenge = challengeOf(await say(device, REGISTER));
    const uri = `${device.url}${REGISTER.path}`;
    world.service.clock.advance(11 * 60_000);
    const renewed = challengeOf(await say(device, REGISTER, proofOf(challenge, device, uri)));
    expect(renewed).toMatchObject({ stale: 'true' });
    expect(renewed['nonce']).not.toBe(challenge['nonce']);
    expect((await say(device, REGISTER, proofOf(renewed, device, uri))).status).toBe(200);
    // Those who are signed in stay so.
    world.service.clock.advance(-11 * 60_000);
  });

  describe('Dahua', () => {
    it('is heard without any proof, and with a right one in any style', async () => {
      const device = await world.register('dahua');
      const before = await count();
      expect((await say(device, truck('dahua', 101))).status).toBe(200);
      for (const [index, [, style]] of STYLES.entries()) {
        world.service.clock.advance(61_000);
        const spoken = truck('dahua', 110 + index);
        expect((await prove(device, spoken, { style })).text).toContain('"Result":true');
      }
      expect(await count()).toBe(before + 1 + STYLES.length);
    });

    it('401: a wrong proof is worse than none, and nothing is stored for it', async () => {
      const device = await world.register('dahua');
      const before = await count();
      const login = { username: device.username ?? '', password: 'guess' };
      expect((await prove(device, truck('dahua', 120), { login })).status).toBe(401);
      expect(await count()).toBe(before);
    });

    it('an empty proof before it was asked for is asked for a real one; of a camera that has no other, the URL stands', async () => {
      const device = await world.register('dahua');
      const spoken = truck('dahua', 130);
      challengeOf(await say(device, spoken, PREEMPTIVE));
      expect((await say(device, spoken, PREEMPTIVE)).text).toContain('"Result":true');
    });

    it('a first try without a body is the first half of a handshake, not a dead letter', async () => {
      const device = await world.register('dahua');
      const empty = { ...truck('dahua', 140), body: '' };
      const challenge = challengeOf(await say(device, empty));
      const spoken = truck('dahua', 140);
      expect((await say(device, spoken, proofOf(challenge, device, `${device.url}${spoken.path}`))).text).toContain(
        '"Result":true',
      );
      expect(await lettersOf(device)).toEqual([]);
    });

    it('doubled slashes of a firmware are borne in the proof, too', async () => {
      const device = await world.register('dahua');
      const spoken = { ...truck('dahua', 150), path: '//NotificationInfo/TollgateInfo' };
      expect((await prove(device, spoken)).text).toContain('"Result":true');
    });
  });

  it('other protocols have no password, and none is asked for', async () => {
    const device = await world.register('hikvision');
    expect(device).not.toHaveProperty('password');
    const { status } = await world.say(
      device,
      SPEAK.hikvision({ plate: '晋C72009', at: world.service.clock.now(), serial: 1 }),
      {
        Authorization: PREEMPTIVE,
      },
    );
    expect(status).toBe(200);
  });
});

const run = promisify(execFile);
// The digest of another hand; a fresh machine may have no curl, and the handshake above is held without it.
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

if (hasCurl)
  describe('curl, a client that nobody here wrote', () => {
    let world: CameraWorld;
    beforeAll(async () => {
      const [sqlite] = databases;
      if (!sqlite) throw new Error('no database');
      world = await openCameras(sqlite.open);
    });
    afterAll(() => world.close());

    const curl = async ({ url, username, password }: Device, { path, contentType, body }: Spoken) => {
      const login = ['--digest', '--user', `${username}:${password}`, '--header', `Content-Type: ${contentType}`];
      const where = `http://127.0.0.1:${world.wire.port}${url}${path}`;
      const { stdout } = await run('curl', ['--silent', '--fail', ...login, '--data-binary', body.toString(), where]);
      return stdout;
    };

    it('registers a device of GA/T 1400 and tells of a vehicle', async () => {
      const device = await world.register('gat1400');
      expect(await curl(device, REGISTER)).toContain('"StatusCode":0');
      const vehicle = SPEAK.gat1400({ plate: '晋C72011', at: world.service.clock.now(), serial: 1 });
      expect(await curl(device, vehicle)).toContain('"Id":"m-1"');
      expect((await world.passages()).map(({ plate }) => plate)).toEqual(['晋C72011']);
      expect(await world.letters()).toEqual([]);
    });

    it('is a camera of Dahua', async () => {
      const device = await world.register('dahua');
      const event = SPEAK.dahua({ plate: '晋C72012', at: world.service.clock.now(), serial: 1 });
      expect(await curl(device, event)).toContain('"Result":true');
      expect(await world.letters()).toEqual([]);
      await expect(curl({ ...device, password: 'guess' }, event)).rejects.toThrow(/curl/);
    });
  });
