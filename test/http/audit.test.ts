import { createHash, createPublicKey, verify } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { sealNow } from '../support/seal.ts';
import { startTest, type TestService } from '../support/server.ts';
import { untilSettled } from '../support/settled.ts';
import { idsOf, problem } from '../support/town.ts';
import { enterprise, gate, user } from '../support/world.ts';

type Row = {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly requestId: string;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail: object;
  readonly digest: string;
};
type Proven = Row & {
  readonly salt: string;
  readonly seal: {
    readonly root: string;
    readonly seal: string;
    readonly keyId: string;
    readonly signature: string;
  } | null;
  readonly proof: readonly { readonly side: string; readonly hash: string }[];
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe.each(databases)('the audit trail on $name', ({ open }) => {
  let service: TestService;
  let admin: Caller;
  let city: Caller;
  beforeAll(async () => {
    service = await startTest(open);
    admin = await service.admin();
    city = await user(service, 'city_officer');
    const { id } = await enterprise(service);
    for (let made = 0; made < 3; made += 1) await gate(service, id);
  });
  afterAll(() => service.close());

  const seal = async () => {
    await untilSettled(service.store);
    await sealNow(service.store, service.app.env.keys, service.clock.now());
  };
  const list = async (query: string) => ((await city.get(`/audit?${query}`)).body as { items: Row[] }).items;

  it('is read by subject, actor, action and period, newest first, a page at a time', async () => {
    const me = (await admin.get('/me')).body as { id: string };
    const gates = await list('action=gate.create');
    expect(gates).toHaveLength(3);
    expect(gates[0]).toMatchObject({
      actor: { kind: 'user', id: me.id },
      subject: { type: 'gate' },
      detail: { name: '一号门' },
    });
    const [newest] = gates;
    expect(await list(`subjectType=gate&subjectId=${newest?.subject.id}&action=gate.create`)).toEqual([newest]);
    const own = await list(`actorId=${me.id}`);
    expect(own.length).toBeGreaterThan(3);
    expect(own.every(({ actor }) => actor.id === me.id)).toBe(true);
    const first = await city.get('/audit?action=gate.create&limit=2');
    const { next } = first.body as { next: string };
    const rest = await city.get(`/audit?action=gate.create&cursor=${next}`);
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(gates.map(({ id }) => id));
    const from = encodeURIComponent(newest?.at ?? '');
    expect((await list(`action=gate.create&from=${from}`)).map(({ id }) => id)).toContain(newest?.id);
    expect(await list('to=2020-01-01')).toEqual([]);
    expect(problem(await city.get('/audit?from=2022-01-02&to=2022-01-01'))).toEqual([400, '#/to']);
  });

  it('a row is proved by its seal with nothing but hashes and the published key', async () => {
    const [row] = await list('action=gate.create');
    expect((await city.get(`/audit/${row?.id}`)).body).toMatchObject({ seal: null, proof: [] });
    await seal();
    const proven = (await city.get(`/audit/${row?.id}`)).body as Proven;
    const { id, actor, requestId, action, subject, detail } = proven;
    const told = {
      ...{ id, at: Date.parse(proven.at), actorKind: actor.kind, actorId: actor.id, requestId, action },
      ...{ subjectType: subject.type, subjectId: subject.id, detail },
    };
    expect(sha256(proven.salt + canonicalJson(told))).toBe(proven.digest);
    const root = proven.proof.reduce(
      (hash, step) => sha256(step.side === 'left' ? `node\n${step.hash}\n${hash}` : `node\n${hash}\n${step.hash}`),
      sha256(`leaf\n${proven.digest}`),
    );
    expect(root).toBe(proven.seal?.root);
    const { keys } = (await service.nobody.get('/keys')).body as { keys: { kid: string; pem: string }[] };
    const key = createPublicKey(keys.find(({ kid }) => kid === proven.seal?.keyId)?.pem ?? '');
    const signed = Buffer.from(proven.seal?.seal ?? '', 'hex');
    expect(verify(null, signed, key, Buffer.from(proven.seal?.signature ?? '', 'base64'))).toBe(true);
  });

  it('its head is for anyone, tells hashes alone, and is signed', async () => {
    await seal();
    const answer = await service.nobody.get('/audit/head');
    const { signature, ...head } = answer.body as { signature: string; keyId: string; count: number };
    expect(head).toMatchObject({ format: 'registry-head/1', count: expect.any(Number) });
    expect(head.count).toBeGreaterThan(0);
    const { keys } = (await service.nobody.get('/keys')).body as { keys: { kid: string; pem: string }[] };
    const key = createPublicKey(keys.find(({ kid }) => kid === head.keyId)?.pem ?? '');
    expect(verify(null, Buffer.from(canonicalJson(head)), key, Buffer.from(signature, 'base64'))).toBe(true);
    const etag = answer.headers['etag'] as string;
    expect((await service.nobody.get('/audit/head', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('401, 403 and 404', async () => {
    const [row] = await list('action=gate.create');
    const county = await user(service, 'county_officer', { countyCode: '140302' });
    const department = await user(service, 'department');
    expect((await service.nobody.get('/audit')).status).toBe(401);
    for (const caller of [county, department]) {
      expect((await caller.get('/audit')).status).toBe(403);
      expect(problem(await caller.get(`/audit/${row?.id}`))).toEqual([404, '#/id']);
    }
    expect(problem(await city.get(`/audit/${uuidv7()}`))).toEqual([404, '#/id']);
  });
});
