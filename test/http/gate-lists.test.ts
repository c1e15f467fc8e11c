import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/actions/gates/build-gate-list.ts';
import { type ListHead, type ListSignature, verifyList } from '../../src/actions/gates/sign-gate-list.ts';
import { canonicalJson } from '../../src/domain/canonical.ts';
import { inListOrder, type ListContent, type ListDelta, type ListedVehicle } from '../../src/domain/gates/gate-list.ts';
import { databases } from '../support/database.ts';
import { program } from '../support/program.ts';
import { startTest, type TestService } from '../support/server.ts';
import { freshPlate, gate, user } from '../support/world.ts';
import { lorry, problem } from './fleet-world.ts';
import { COKING, freshEvent, itemsOf, madeOf, type Plant, passage, plant } from './gate-world.ts';

type List = {
  readonly list: ListHead;
  readonly signature: ListSignature;
  readonly content?: ListContent;
  readonly delta?: ListDelta & Pick<ListContent, 'verdicts' | 'unknown'> & { readonly since: number };
};

describe.each(databases)('offline lists, on $name', ({ open }) => {
  let service: TestService;
  let coking: Plant;
  beforeAll(async () => {
    service = await startTest(open);
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    service.clock.set('2021-12-20T08:00:00+08:00');
    coking = await plant(service, COKING);
  });

  const get = async (path = ''): Promise<List> => {
    const answer = await coking.gate.caller.get(`/gates/${coking.gate.id}/list${path}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as List;
  };
  const whole = async (): Promise<ListContent> => {
    const { content } = await get();
    if (!content) throw new Error('asked for the whole');
    return content;
  };
  /** A lorry on the register that passed the plant's gate. */
  const served = async (more: object = {}): Promise<{ id: string; plate: string }> => {
    const admin = await service.admin();
    const made = madeOf<{ id: string; plate: string }>(await admin.post('/vehicles', lorry(more)));
    const passedAt = new Date(service.clock.now()).toISOString();
    madeOf(await coking.gate.caller.post('/passages', passage({ plate: made.plate, passedAt, vehicle: null })));
    return made;
  };
  const later = () => service.clock.advance(61_000);
  const keyOf = (id: string) => service.app.env.keys.publicKey(id);
  const verdictsOf = (content: ListContent, plate: string) => {
    const vehicle = content.vehicles.find((one) => one.plate === plate);
    return (content.verdicts[vehicle?.verdict ?? ''] ?? []).map(({ from, byLoad }) => [from, byLoad.unknown.outcome]);
  };

  it('holds the vehicles on the register that served the enterprise or that it declared, and no other', async () => {
    const known = await served();
    const declared = madeOf<{ plate: string }>(
      await coking.caller.post('/vehicles', { ...lorry(), stageBasis: 'declared' }),
    );
    const stranger = freshPlate();
    await coking.gate.caller.post('/passages', passage({ plate: stranger, passedAt: '2021-12-20T07:00:00+08:00' }));
    const admin = await service.admin();
    const elsewhere = madeOf<{ plate: string }>(await admin.post('/vehicles', lorry()));
    const { vehicles } = await whole();
    expect(vehicles.map(({ plate }) => plate)).toEqual([known.plate, declared.plate].sort());
    expect(vehicles.find(({ plate }) => plate === known.plate)).toMatchObject({
      emissionStage: '5',
      plateColour: 'yellow',
    });
    expect(vehicles.find(({ plate }) => plate === declared.plate)).toMatchObject({ emissionStage: null });
    expect(JSON.stringify(vehicles)).not.toContain(elsewhere.plate);
  });

  it('leaves out who last came before the look-back, and takes in who came within', async () => {
    const admin = await service.admin();
    const [old, recent] = [
      madeOf<{ plate: string }>(await admin.post('/vehicles', lorry())),
      madeOf<{ plate: string }>(await admin.post('/vehicles', lorry())),
    ];
    await coking.gate.caller.post('/passages', passage({ plate: old.plate, passedAt: '2021-09-21T07:59:00+08:00' }));
    await coking.gate.caller.post('/passages', passage({ plate: recent.plate, passedAt: '2021-09-21T08:01:00+08:00' }));
    expect((await whole()).vehicles.map(({ plate }) => plate)).toEqual([recent.plate]);
  });

  it.each([
    ['2021-12-28T23:58:00+08:00', [[undefined, 'compliant']]],
    [
      '2021-12-29T00:00:00+08:00',
      [
        [undefined, 'compliant'],
        ['2022-01-01', 'violation'],
      ],
    ],
    [
      '2021-12-31T23:59:00+08:00',
      [
        [undefined, 'compliant'],
        ['2022-01-01', 'violation'],
      ],
    ],
    ['2022-01-01T00:00:00+08:00', [[undefined, 'violation']]],
  ])('says of a China V truck, made at %s, what holds on each day until it expires', async (at, expected) => {
    service.clock.set(at);
    coking = await plant(service, COKING);
    const { plate } = await served();
    const { list, content } = await get();
    expect(Date.parse(list.expiresAt) - Date.parse(list.issuedAt)).toBe(72 * 3_600_000);
    expect(content && verdictsOf(content, plate)).toEqual(expected);
  });

  it('knows what the enterprise’s facts bring within its validity', async () => {
    service.clock.set('2022-02-01T08:00:00+08:00');
    coking = await plant(service, COKING);
    const { plate } = await served();
    const facts = { validFrom: '2022-02-03', sector: 'coking', inPlanningArea: false, annualFreightTonnes: 1_000_000 };
    const more = { railLineCompletedOn: null, keyVehicleUser: true };
    const admin = await service.admin();
    madeOf(await admin.post(`/enterprises/${coking.id}/facts`, { ...facts, ...more }));
    expect(verdictsOf(await whole(), plate)).toEqual([
      [undefined, 'violation'],
      ['2022-02-03', 'compliant'],
    ]);
  });

  it('has a verdict for vehicles it does not list, by the colour of their plate', async () => {
    service.clock.set('2022-02-01T08:00:00+08:00');
    coking = await plant(service, COKING);
    const { unknown, verdicts } = await whole();
    const of = (colour: string) => verdicts[unknown[colour] ?? '']?.[0]?.byLoad;
    expect(of('yellow')?.unknown).toMatchObject({ outcome: 'unverified', hold: false });
    expect(of('blue')).toMatchObject({ unknown: { outcome: 'compliant' }, bulk: { outcome: 'unverified' } });
    expect(of('none')?.unknown.outcome).toBe('unverified');
  });

  it('tells a verdict by load where the law asks what is carried', async () => {
    service.clock.set('2022-02-01T08:00:00+08:00');
    coking = await plant(service, { railLineCompletedOn: '2020-01-01' });
    const { plate } = await served();
    const { vehicles, verdicts } = await whole();
    const step = verdicts[vehicles.find((one) => one.plate === plate)?.verdict ?? '']?.[0];
    expect(step?.byLoad).toMatchObject({
      unknown: { outcome: 'unverified', hold: false },
      bulk: { outcome: 'violation', hold: false, rules: [{ clause: '2.4.2c' }] },
      other: { outcome: 'compliant' },
    });
  });

  it('is signed so that anyone can check it, and shows any change', async () => {
    await served();
    const answer = await get();
    const { list, signature, content } = answer;
    const keys = (await service.nobody.get('/keys')).body as { keys: { kid: string; pem: string; x: string }[] };
    const key = keys.keys.find(({ kid }) => kid === signature.keyId);
    const signed = Buffer.from(canonicalJson(list));
    expect(verify(null, signed, key?.pem ?? '', Buffer.from(signature.value, 'base64'))).toBe(true);
    expect(content && digestOf(content)).toBe(list.digest);
    const now = service.clock.now();
    expect(verifyList(answer, keyOf, now)).toEqual([]);
    const [first] = content?.vehicles ?? [];
    const forged = [
      { ...answer, list: { ...list, version: 7 } },
      { ...answer, content: { ...content, vehicles: [{ ...first, emissionStage: '6' }] } },
      { ...answer, content: { ...content, vehicles: [] } },
      { ...answer, signature: { ...signature, keyId: 'another' } },
      { ...answer, content: undefined },
      { nothing: true },
      null,
    ];
    for (const one of forged) expect(verifyList(one, keyOf, now)).not.toEqual([]);
    expect(verifyList(answer, keyOf, Date.parse(list.expiresAt))).toEqual([`it expired at ${list.expiresAt}`]);
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(verifyList(answer, () => other, now)).toEqual(['the signature does not hold']);
  });

  it('becomes a new version only where something changed; a delta leads from one to the other', async () => {
    const [stays, goes] = [await served(), await served()];
    const first = await get();
    later();
    expect((await get()).list).toEqual(first.list);
    const admin = await service.admin();
    await admin.patch(`/vehicles/${stays.id}`, { emissionStage: '3' });
    await admin.patch(`/vehicles/${goes.id}`, { plate: freshPlate() });
    const comes = await served();
    later();
    const second = await get();
    expect(second.list.version).toBe(first.list.version + 1);
    const { list, signature, delta } = await get(`?since=${first.list.version}`);
    expect(delta?.changed).toMatchObject([{ plate: stays.plate, emissionStage: '3' }]);
    expect(delta?.added.map(({ plate }) => plate)).toContain(comes.plate);
    expect(delta?.removed).toMatchObject([{ plate: goes.plate, plateColour: 'yellow' }]);
    const content = applied(first.content as ListContent, delta as NonNullable<List['delta']>);
    expect(verifyList({ list, signature, content }, keyOf, service.clock.now())).toEqual([]);
    const none = await get(`?since=${second.list.version}`);
    expect(none.delta).toMatchObject({ added: [], changed: [], removed: [] });
  });

  it('is the same version with a later expiry when half its time is over', async () => {
    await served();
    const first = await get();
    service.clock.advance(40 * 3_600_000);
    const second = await get();
    expect(second.list).toMatchObject({ version: first.list.version, digest: first.list.digest });
    expect(Date.parse(second.list.expiresAt)).toBeGreaterThan(Date.parse(first.list.expiresAt));
    expect(verifyList(second, keyOf, service.clock.now())).toEqual([]);
  });

  it('304 to who has it, 200 again when it changed', async () => {
    await served();
    const path = `/gates/${coking.gate.id}/list`;
    const { etag } = (await coking.gate.caller.get(path)).headers as { etag: string };
    const match = { headers: { 'If-None-Match': etag } };
    later();
    expect((await coking.gate.caller.get(path, match)).status).toBe(304);
    await served();
    later();
    const changed = await coking.gate.caller.get(path, match);
    expect([changed.status, changed.headers['etag'] === etag]).toEqual([200, false]);
  });

  it('400 for a version that never was, the whole for one that is no longer kept', async () => {
    const { list } = await get();
    const path = `/gates/${coking.gate.id}/list`;
    for (const since of [list.version + 1, 0, 'x'])
      expect(problem(await coking.gate.caller.get(`${path}?since=${since}`))).toEqual([400, '#/since']);
    const { enterpriseId } = list;
    const [row] = [await service.store.read.gateLists.latest(enterpriseId)];
    for (let version = 2; version <= 52; version += 1)
      await service.store.write((tx) =>
        tx.gateLists.insert({ ...(row as NonNullable<typeof row>), id: service.app.env.newId(), version }, 50),
      );
    expect((await get('?since=1')).delta).toBeUndefined();
    expect((await get('?since=1')).content).toBeDefined();
    expect((await get('?since=3')).delta).toBeDefined();
  });

  it('is given to the gate and its enterprise alone', async () => {
    const path = `/gates/${coking.gate.id}/list`;
    const stranger = await plant(service);
    const second = await gate(service, coking.id);
    const statuses: number[] = [];
    for (const who of [
      coking.caller,
      coking.gate.caller,
      second.caller,
      stranger.caller,
      stranger.gate.caller,
      await user(service, 'county_officer', { countyCode: '140302' }),
      await user(service, 'department'),
      service.nobody,
    ])
      statuses.push((await who.get(path)).status);
    expect(statuses).toEqual([200, 200, 404, 404, 404, 403, 403, 401]);
    expect((await second.caller.get(`/gates/${second.id}/list`)).status).toBe(200);
  });

  describe('a passage decided by a list', () => {
    it('is judged by the server’s own law: that the gate let it in shows beside the violation', async () => {
      service.clock.set('2021-12-31T08:00:00+08:00');
      coking = await plant(service, COKING);
      const { plate } = await served();
      const { list } = await get();
      service.clock.set('2022-01-02T08:00:00+08:00');
      const body = passage({ plate, passedAt: '2022-01-01T06:00:00+08:00', barrier: 'passed', vehicle: null });
      const made = madeOf(await coking.gate.caller.post('/passages', { ...body, decidedBy: { list: list.version } }));
      const officer = await user(service, 'county_officer', { countyCode: '140302' });
      const shown = await officer.get(`/passages/${made.id}`);
      expect(shown.body).toMatchObject({
        ...{ outcome: 'violation', barrier: 'passed', decidedBy: { list: list.version } },
        violations: [{ kind: 'non_china_vi_access' }],
      });
      const listed = itemsOf(await officer.get(`/passages?gateId=${coking.gate.id}&barrier=passed&outcome=violation`));
      expect(listed).toMatchObject([{ id: made.id, decidedBy: { list: list.version } }]);
      const repeated = await coking.gate.caller.post('/passages', body);
      expect(repeated.body).toMatchObject({ id: made.id, duplicate: true });
    });

    it('400 naming the field for a version that never was, in a batch as well', async () => {
      const body = passage({ passedAt: '2021-12-20T07:00:00+08:00' });
      const post = (decidedBy: unknown) => coking.gate.caller.post('/passages', { ...body, decidedBy });
      expect(problem(await post({ list: 1 }))).toEqual([400, '#/decidedBy/list']);
      const { list } = await get();
      for (const wrong of [{ list: list.version + 1 }, { list: 0 }, { list: 1.5 }])
        expect(problem(await post(wrong))).toEqual([400, '#/decidedBy/list']);
      expect(problem(await post({}))).toEqual([400, '#/decidedBy/list']);
      const passages = [list.version, list.version + 1].map((version) => ({
        ...passage({ passedAt: '2021-12-20T07:00:00+08:00', eventId: freshEvent() }),
        decidedBy: { list: version },
      }));
      const batch = await coking.gate.caller.post('/passages/batch', { passages });
      expect(batch.body).toMatchObject({
        results: [{ status: 'created' }, { status: 'invalid', errors: [{ pointer: '#/passages/1/decidedBy/list' }] }],
      });
    });
  });

  it('is checked by the command line with the published keys', async () => {
    service.clock.set(Date.now());
    coking = await plant(service, COKING);
    const folder = mkdtempSync(join(tmpdir(), 'gate-list-'));
    const [file, keys] = [join(folder, 'list.json'), join(folder, 'keys.json')];
    const answer = await get();
    writeFileSync(file, JSON.stringify(answer));
    writeFileSync(keys, JSON.stringify((await service.nobody.get('/keys')).body));
    const run = () => {
      try {
        return execFileSync('node', [...program('cli'), 'verify-list', file, keys], {
          encoding: 'utf8',
          stdio: 'pipe',
        });
      } catch (error) {
        const { status, stderr } = error as { status: number; stderr: string };
        return `${status}: ${stderr}`;
      }
    };
    expect(run()).toBe('the list holds\n');
    writeFileSync(file, JSON.stringify({ ...answer, list: { ...answer.list, version: 99 } }));
    expect(run()).toBe('1: the signature does not hold\n');
    rmSync(folder, { recursive: true, force: true });
  }, 20_000);
});

/** What a gate computer does with a delta. */
function applied(before: ListContent, delta: NonNullable<List['delta']>): ListContent {
  const name = ({ plate, plateColour }: Pick<ListedVehicle, 'plate' | 'plateColour'>) => `${plate} ${plateColour}`;
  const gone = new Set([...delta.removed, ...delta.changed].map(name));
  const vehicles = [...before.vehicles.filter((one) => !gone.has(name(one))), ...delta.changed, ...delta.added];
  return { vehicles: vehicles.sort(inListOrder), verdicts: delta.verdicts, unknown: delta.unknown };
}
