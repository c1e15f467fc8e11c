import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasonOf } from '../../src/actions/devices/dead-letters.ts';
import { applyStrandedNotes } from '../../src/actions/devices/supplements.ts';
import { eventKey } from '../../src/actions/gates/event-key.ts';
import { chinaText } from '../../src/cameras/china-time.ts';
import { databases } from '../support/database.ts';
import { PICTURE } from '../support/holdings.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { freshPlate } from '../support/world.ts';
import { type CameraGate, cameraGate, type Device, passagesAt } from './camera-gate.ts';
import { itemsOf, plant } from './gate-world.ts';

let number = 0;
const SHUT = '{"ok":true,"open":false,"reason":""}';

describe.each(databases)('a gate computer that tells of one pass in several messages, on $name', (database) => {
  let service: TestService;
  let wire: Wire;
  let at: CameraGate;
  let device: Device;
  beforeAll(async () => {
    service = await startTest(database.open);
    wire = await openWire(service.app.listener);
    at = await cameraGate(service, wire);
    device = await at.camera('plain');
  });
  afterAll(async () => {
    await wire.close();
    await service.close();
  });

  const say = async (message: object, by = device): Promise<string> => {
    const { text } = await by.say({ path: '', contentType: 'application/json', body: JSON.stringify(message) });
    return text;
  };
  const newSerial = (): string => {
    number += 1;
    return `p-${number}`;
  };
  const pass = (serial: string, plate: string, more: object = {}) => ({
    ...{ type: 'pass', serial, plate, passTime: chinaText(service.clock.now()), plateColour: 'yellow', ...more },
  });
  const photo = (serial: string) => ({
    ...{ type: 'photo', serial, photos: [{ kind: 'body', data: PICTURE.toString('base64') }] },
  });
  const weighed = (serial: string) => ({ type: 'cargo', serial, quantity: '32.5', unit: '吨（T）' });
  const named = (serial: string) => ({ type: 'cargo', serial, name: '煤炭' });

  const found = async (plate: string, gate = at.gate.id) => {
    const ofPlate = (await passagesAt(service, gate)).filter((one) => one.plate === plate);
    const admin = await service.admin();
    const photos = await Promise.all(
      ofPlate.map(async ({ id }) =>
        itemsOf<{ kind: string; sha256: string }>(await admin.get(`/evidence?subjectType=passage&subjectId=${id}`)),
      ),
    );
    return ofPlate.map(({ outcome, cargo }, index) => ({
      ...{ outcome, cargo, photos: photos[index]?.map(({ kind }) => kind) },
    }));
  };
  const whole = (outcome: string) => [{ outcome, cargo: { name: '煤炭', tonnes: 32.5 }, photos: ['body'] }];
  const waiting = (serial: string) =>
    service.store.read.earlyNotes.ofEvent(eventKey(at.gate.id, `${device.id}:${serial}`));

  it.each([
    ['pass', 'photo', 'weighed', 'named'],
    ['photo', 'weighed', 'pass', 'named'],
    ['named', 'weighed', 'photo', 'pass'],
    ['weighed', 'pass', 'pass', 'photo', 'named', 'weighed', 'photo'],
  ])('in the order %s %s %s %s the passage is the same', async (...order) => {
    const serial = newSerial();
    const plate = freshPlate();
    const message = pass(serial, plate);
    const told = { pass: message, photo: photo(serial), weighed: weighed(serial), named: named(serial) };
    for (const name of order) {
      const text = await say(told[name as keyof typeof told]);
      if (name !== 'pass') expect(text).toBe(SHUT);
    }
    expect(await found(plate)).toEqual(whole('unverified'));
    expect(await waiting(serial)).toEqual([]);
  });

  it('all at once the passage is the same', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const serial = newSerial();
      const plate = freshPlate();
      const all = [weighed(serial), photo(serial), pass(serial, plate), named(serial)];
      await Promise.all([...all, ...all].map((message) => say(message)));
      expect(await found(plate)).toEqual(whole('unverified'));
      expect(await waiting(serial)).toEqual([]);
    }
  });

  it('what is told again before the pass waits once', async () => {
    const serial = newSerial();
    for (const message of [named(serial), named(serial), photo(serial), photo(serial), weighed(serial)])
      await say(message);
    expect(await waiting(serial)).toHaveLength(3);
  });

  it('a pass sent again with more in it adds what is new', async () => {
    const serial = newSerial();
    const plate = freshPlate();
    const message = pass(serial, plate);
    await say(message);
    const cargo = { name: '煤炭', quantity: 32.5, unit: 't' };
    expect(await say({ ...message, cargo, photos: photo(serial).photos })).toBe(
      '{"ok":true,"open":false,"reason":"车辆信息待核实，请登记后通行"}',
    );
    expect(await found(plate)).toEqual(whole('unverified'));
  });

  it('a serial number used for another vehicle loses none, and opens for none', async () => {
    const serial = newSerial();
    expect(await say(pass(serial, freshPlate(), { plateColour: 'yellow' }))).toContain('"open":false');
    expect(await say(pass(serial, at.clean))).toBe(SHUT);
    expect(await found(at.clean)).toHaveLength(1);
  });

  it('what the weighbridge told first counts when the barrier is asked', async () => {
    const blue = { plateColour: 'blue' };
    const plate = freshPlate();
    // A blue plate of which nothing else is known is a car; with a load it is a truck that nobody knows.
    expect(await say(pass(newSerial(), plate, blue))).toBe('{"ok":true,"open":true,"reason":""}');
    const serial = newSerial();
    await say(named(serial));
    expect(await say(pass(serial, freshPlate(), blue))).toBe(
      '{"ok":true,"open":false,"reason":"车辆信息待核实，请登记后通行"}',
    );
  });

  it('a load that breaks the law is judged when it becomes known', async () => {
    // A planning-area power plant whose rail line is done: only bulk goods are asked for China VI.
    const done = await cameraGate(service, wire);
    const rail = await plant(service, { railLineCompletedOn: '2020-11-30' });
    const admin = await service.admin();
    const wanted = { name: '进口', protocol: 'plain', direction: 'in', mayOpen: true };
    const { url } = (await admin.post(`/gates/${rail.gate.id}/devices`, wanted)).body as { url: string };
    const post = (message: object) =>
      wire.send({ method: 'POST', path: url, body: JSON.stringify(message), headers: {} }).then(({ text }) => text);
    const serial = newSerial();
    await post(pass(serial, done.dirty));
    expect((await found(done.dirty, rail.gate.id))[0]?.outcome).toBe('unverified');
    await post(named(serial));
    expect((await found(done.dirty, rail.gate.id))[0]?.outcome).toBe('violation');
    const early = newSerial();
    await post(named(early));
    expect(await post(pass(early, done.dirty, { passTime: chinaText(service.clock.now() - 7_200_000) }))).toBe(
      '{"ok":true,"open":false,"reason":"不符合市规划区电力等企业大宗物料公路运输采用国六或新能源车辆，禁止通行"}',
    );
  });

  it('another device of the gate tells of its own events, whatever their numbers', async () => {
    const serial = newSerial();
    const plate = freshPlate();
    const weighbridge = await at.camera('plain');
    await say(pass(serial, plate));
    await say(named(serial), weighbridge);
    expect((await found(plate))[0]?.cargo).toBeNull();
  });

  it('what stands beside its passage after a crash is put right', async () => {
    const serial = newSerial();
    const plate = freshPlate();
    await say(pass(serial, plate));
    const { env } = service.app;
    const key = eventKey(at.gate.id, `${device.id}:${serial}`);
    const note = { id: env.newId(), eventKey: key, deviceId: device.id, cargo: { name: '煤炭' }, photos: [] };
    await service.store.write((tx) => tx.earlyNotes.insert({ ...note, receivedAt: env.clock() }));
    const context = { store: service.store, policies: env.policies.current, now: env.clock(), newId: env.newId };
    expect(await applyStrandedNotes(context, 10)).toBe(1);
    expect((await found(plate))[0]?.cargo).toEqual({ name: '煤炭' });
    expect(await applyStrandedNotes(context, 10)).toBe(0);
  });

  it('a message with a wrong field is answered by name, kept for an officer, and may not be sent again', async () => {
    const text = await say({ ...pass(newSerial(), freshPlate()), passTime: '2022/01/03 8:15' });
    expect(JSON.parse(text)).toMatchObject({
      ...{ ok: false, open: false, retry: false },
      errors: [{ field: 'passTime' }],
    });
    const admin = await service.admin();
    type Letter = { id: string; reason: string; deviceId: string };
    const [letter] = itemsOf<Letter>(await admin.get('/dead-letters?limit=1'));
    const wanted = 'passTime: This must be yyyy-MM-dd HH:mm:ss (China time)';
    expect(letter).toMatchObject({ deviceId: device.id, reason: wanted });
    const inChinese = { headers: { 'Accept-Language': 'zh-CN' } };
    const chinese = await admin.get(`/dead-letters/${letter?.id}`, inChinese);
    expect(chinese.body).toMatchObject({ reason: 'passTime：须为 yyyy-MM-dd HH:mm:ss（北京时间）' });
    const refused = await admin.post(`/dead-letters/${letter?.id}/replay`, undefined, inChinese);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('仍无法解析：passTime：须为')]);
    // Letters of before say it in one language.
    expect(reasonOf({ reason: 'no message of ITSAPI' }).zh).toBe('no message of ITSAPI');
  });
});
