import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, type Character, type Made, type Name, openCast } from '../support/cast.ts';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import {
  freshCode,
  freshNumber,
  newFacts,
  newFiling,
  newLorry,
  newMachine,
  newPassage,
  newSite,
} from '../support/holdings.ts';
import type { Received } from '../support/wire.ts';
import { freshCreditCode, freshPlate, PASSWORD } from '../support/world.ts';

const ROUNDS = 3;
const OFFICERS = ['city officer', 'county officer'] as const;
const CONTRACTORS = ['contractor', 'colleague of the contractor'] as const;
/** Two of one enterprise. */
const ENTERPRISES = ['enterprise', 'colleague of the enterprise'] as const;

describe.each(databases)('many at once on $name', ({ name, open }) => {
  let cast: Cast;
  let gates: readonly Character[];
  let enterpriseId: string;
  beforeAll(async () => {
    cast = await openCast(open);
    enterpriseId = cast.people.enterprise.organisationId ?? '';
    await cast.must('admin', 'POST', `/enterprises/${enterpriseId}/facts`, newFacts());
    const second = await cast.must('enterprise', 'POST', '/gates', { enterpriseId, name: '二号门', direction: 'both' });
    const { token } = await cast.must<{ token: string }>('enterprise', 'POST', `/gates/${second.id}/tokens`, {});
    gates = [cast.people.gate, { name: 'gate', role: 'gate', token, gateId: second.id, organisationId: enterpriseId }];
    await cast.service.settled();
  });
  afterAll(() => cast.close());

  type Call = readonly [
    who: Character | Name,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ];

  /** Sends all of them at once; none may fail for there being others. */
  const together = async (calls: readonly Call[]): Promise<Received[]> => {
    const answers = await Promise.all(calls.map((call) => send(call)));
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
    return answers;
  };
  const send = async ([who, method, path, body, headers = {}]: Call): Promise<Received> => {
    const { token = '' } = typeof who === 'string' ? cast.people[who] : who;
    const url = `/api/v1${path}`;
    const fixed = {
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const received = await cast.wire.send({ method, path: url, headers: { ...fixed, ...headers }, ...text });
    checkContract(method, url, received);
    return received;
  };
  /** `each` of them sends the same, `times` times. */
  const repeated = (
    each: readonly (Character | Name)[],
    times: number,
    call: (who: Character | Name, index: number) => Call,
  ) => Array.from({ length: times }, (_, index) => each.map((who) => call(who, index))).flat();
  const itemsOf = async (path: string): Promise<Record<string, unknown>[]> =>
    (await cast.must<{ items: Record<string, unknown>[] }>('admin', 'GET', path)).items;
  const found = async (path: string, body: unknown) =>
    (await cast.must<{ items: Record<string, unknown>[] }>('admin', 'POST', path, body)).items;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

  describe('of the same thing made twice, one is made', () => {
    it('an organisation by its credit code', async () => {
      for (const _ of rounds) {
        const body = { kind: 'enterprise', name: '同一家', creditCode: freshCreditCode(), countyCode: '140302' };
        const answers = await together(repeated(OFFICERS, 4, (who) => [who, 'POST', '/organisations', body]));
        expect(tally(answers)).toEqual({ 201: 1, 409: 7 });
      }
      const named = (await itemsOf('/organisations?limit=200')).filter(({ name }) => name === '同一家');
      expect(named).toHaveLength(ROUNDS);
    });

    it('a user by the name', async () => {
      const username = `twin-${freshNumber()}`;
      const body = {
        username,
        password: PASSWORD,
        role: 'contractor',
        organisationId: cast.people.contractor.organisationId,
      };
      const answers = await together(repeated(OFFICERS, 2, (who) => [who, 'POST', '/users', body]));
      expect(tally(answers)).toEqual({ 201: 1, 409: 3 });
    });

    it('a machine by its number, by two contractors', async () => {
      for (const _ of rounds) {
        const body = newMachine();
        const both = ['contractor', 'another contractor'] as const;
        const answers = await together(repeated(both, 4, (who) => [who, 'POST', '/machines', body]));
        expect(tally(answers)).toEqual({ 201: 1, 409: 7 });
        expect(await found('/machines/search', { code: body.environmentalCode })).toHaveLength(1);
      }
    });

    it('a vehicle by plate and colour, by two officers', async () => {
      for (const _ of rounds) {
        const body = newLorry('vehicle_list');
        const answers = await together(repeated(OFFICERS, 4, (who) => [who, 'POST', '/vehicles', body]));
        expect(tally(answers)).toEqual({ 201: 1, 409: 7 });
        expect(await found('/vehicles/search', { plate: body.plate })).toHaveLength(1);
      }
    });

    it('a vehicle that two enterprises declare is one vehicle of both', async () => {
      for (const _ of rounds) {
        const body = newLorry('declared');
        const both = ['enterprise', 'another enterprise'] as const;
        const answers = await together(repeated(both, 3, (who) => [who, 'POST', '/vehicles', body]));
        expect(tally(answers)).toEqual({ 201: 2, 409: 4 });
        expect(new Set(done(answers).map(({ id }) => id)).size).toBe(1);
        expect(await found('/vehicles/search', { plate: body.plate })).toHaveLength(1);
      }
    });

    it('a filing of one machine for one site', async () => {
      for (const _ of rounds) {
        const { site, machine } = await ground();
        const answers = await together(
          repeated(CONTRACTORS, 4, (who) => [who, 'POST', '/filings', newFiling(site, machine)]),
        );
        expect(tally(answers)).toEqual({ 201: 1, 409: 7 });
        expect(await itemsOf(`/filings?siteId=${site}`)).toHaveLength(1);
      }
    });

    it('a machine that nobody registered and that two saw', async () => {
      for (const _ of rounds) {
        const { site } = await ground();
        const seen = {
          siteId: site,
          machine: { environmentalCode: freshCode() },
          enteredAt: '2024-03-03T09:00:00+08:00',
          working: true,
        };
        const answers = await together(repeated(OFFICERS, 3, (who) => [who, 'POST', '/site-entries', seen]));
        expect(tally(answers)).toEqual({ 201: 6 });
        expect(new Set(done(answers).map(({ machineId }) => machineId)).size).toBe(1);
        // However often it was seen there, it came once.
        expect(await itemsOf(`/violations?siteId=${site}&kind=unregistered_machine`)).toHaveLength(1);
      }
    });

    it('a prohibition of a machine that fails twice', async () => {
      for (const _ of rounds) {
        const { site, machine } = await ground();
        const body = { siteId: site, machineId: machine, inspectedAt: '2024-03-03T09:00:00+08:00', ringelmann: 4 };
        const answers = await together(repeated(OFFICERS, 2, (who) => [who, 'POST', '/inspections', body]));
        expect(tally(answers)).toEqual({ 201: 4 });
        expect(await itemsOf(`/prohibitions?machineId=${machine}`)).toHaveLength(1);
      }
    });
  });

  /** A fresh site and a fresh machine of the contractor's. */
  const ground = async () => ({
    site: (await cast.must('contractor', 'POST', '/sites', newSite('140302'))).id,
    machine: (await cast.must('contractor', 'POST', '/machines', newMachine())).id,
  });

  describe('of decisions about one filing, one is taken', () => {
    it('by officers who accept, return and reject it', async () => {
      for (const _ of rounds) {
        const { site, machine } = await ground();
        const { id } = await cast.must('contractor', 'POST', '/filings', newFiling(site, machine));
        const answers = await together(
          repeated(OFFICERS, 2, (who) => [who, 'POST', `/filings/${id}/accept`, {}]).concat(
            repeated(OFFICERS, 2, (who) => [who, 'POST', `/filings/${id}/reject`, { reason: '不符' }]),
            repeated(OFFICERS, 2, (who) => [who, 'POST', `/filings/${id}/return`, { reason: '补充' }]),
          ),
        );
        expect(tally(answers)).toEqual({ 200: 1, 409: 11 });
        const [taken] = done(answers);
        const filing = await cast.must<{ status: string; events: unknown[] }>('contractor', 'GET', `/filings/${id}`);
        expect(filing.status).toBe(taken?.status);
        expect(filing.events).toHaveLength(2);
      }
    });

    it('and of an exit reported twice, the first', async () => {
      const { site, machine } = await ground();
      const { id } = await cast.must('contractor', 'POST', '/filings', newFiling(site, machine));
      await cast.must('contractor', 'POST', `/filings/${id}/entry`, { enteredAt: '2024-03-01T09:00:00+08:00' });
      const answers = await together(
        repeated(CONTRACTORS, 3, (who, index) => [
          who,
          'POST',
          `/filings/${id}/exit`,
          { exitedAt: `2024-03-02T0${index}:00:00+08:00` },
        ]),
      );
      expect(tally(answers)).toEqual({ 200: 1, 409: 5 });
    });
  });

  describe('of changes with the same ETag, one is made', () => {
    const cases: [string, () => Promise<string>, readonly Name[], (index: number) => object][] = [
      [
        'a site',
        async () => `/sites/${(await ground()).site}`,
        CONTRACTORS,
        (index) => ({ name: `名 ${index}`, address: `址 ${index}` }),
      ],
      [
        'a machine',
        async () => `/machines/${(await ground()).machine}`,
        CONTRACTORS,
        (index) => ({ model: `M${index}` }),
      ],
      [
        'a gate',
        () => Promise.resolve(`/gates/${cast.people.gate.gateId}`),
        [...ENTERPRISES, 'county officer'],
        (index) => ({ name: `门 ${index} ${freshNumber()}` }),
      ],
      [
        'a vehicle',
        async () => `/vehicles/${(await cast.must('city officer', 'POST', '/vehicles', newLorry('vehicle_list'))).id}`,
        OFFICERS,
        (index) => ({ brandModel: `型 ${index}` }),
      ],
    ];

    it.each(cases)('to %s: no update is lost', async (_name, make, people, change) => {
      for (const _ of rounds) {
        const path = await make();
        const { headers } = await send(['admin', 'GET', path]);
        const etag = headers.etag ?? '';
        const calls = people.flatMap((who, a) =>
          [0, 1, 2].map((b): Call => [who, 'PATCH', path, change(a * 3 + b), { 'If-Match': etag }]),
        );
        const answers = await together(calls);
        expect(tally(answers)).toEqual({ 200: 1, 412: calls.length - 1 });
        const winner = answers.findIndex(({ status }) => status === 200);
        const after = await send(['admin', 'GET', path]);
        expect(after.body).toMatchObject(calls[winner]?.[3] as object);
        expect(after.headers.etag).toBe(answers[winner]?.headers.etag);
        expect(after.headers.etag).not.toBe(etag);
      }
    });

    it('and with If-Match: * all are, one after the other', async () => {
      const path = `/sites/${(await ground()).site}`;
      const answers = await together(
        repeated(CONTRACTORS, 4, (who, index) => [who, 'PATCH', path, { name: `名 ${index}` }, { 'If-Match': '*' }]),
      );
      expect(tally(answers)).toEqual({ 200: 8 });
    });
  });

  describe('of requests under one Idempotency-Key, one has an effect', () => {
    it('and all have its answer', async () => {
      for (const _ of rounds) {
        const body = newSite('140302');
        const headers = { 'Idempotency-Key': `same-${freshNumber()}` };
        const answers = await together(repeated(['contractor'], 8, (who) => [who, 'POST', '/sites', body, headers]));
        expect(tally(answers)).toEqual({ 201: 8 });
        expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
        expect(new Set(answers.map(({ headers: { location, etag } }) => `${location} ${etag}`)).size).toBe(1);
        expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
        expect((await itemsOf('/sites?limit=200')).filter(({ name }) => name === body.name)).toHaveLength(1);
      }
    });

    it('an action on a row, too', async () => {
      const { site, machine } = await ground();
      const { id } = await cast.must('contractor', 'POST', '/filings', newFiling(site, machine));
      const headers = { 'Idempotency-Key': `accept-${freshNumber()}` };
      const answers = await together(
        repeated(['county officer'], 8, (who) => [who, 'POST', `/filings/${id}/accept`, {}, headers]),
      );
      expect(tally(answers)).toEqual({ 200: 8 });
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    it('and another body under the key is refused', async () => {
      for (const _ of rounds) {
        const headers = { 'Idempotency-Key': `other-${freshNumber()}` };
        const bodies = [newSite('140302'), newSite('140302')];
        const answers = await together(
          repeated(['contractor'], 6, (who, index) => [who, 'POST', '/sites', bodies[index % 2], headers]),
        );
        expect(tally(answers)).toEqual({ 201: 3, 422: 3 });
        const names = bodies.map(({ name }) => name);
        expect((await itemsOf('/sites?limit=200')).filter(({ name }) => names.includes(String(name)))).toHaveLength(1);
      }
    });

    it('two people with the same key do not meet', async () => {
      const headers = { 'Idempotency-Key': `ours-${freshNumber()}` };
      const answers = await together(
        CONTRACTORS.map((who): Call => [who, 'POST', '/sites', newSite('140302'), headers]),
      );
      expect(tally(answers)).toEqual({ 201: 2 });
      expect(new Set(done(answers).map(({ id }) => id)).size).toBe(2);
    });

    it('a secret is shown once', async () => {
      const headers = { 'Idempotency-Key': `secret-${freshNumber()}` };
      const path = `/gates/${cast.people.gate.gateId}/tokens`;
      const answers = await together(repeated(['enterprise'], 6, (who) => [who, 'POST', path, {}, headers]));
      expect(tally(answers)).toEqual({ 201: 1, 409: 5 });
      expect(answers.filter(({ text }) => text.includes('gate.'))).toHaveLength(1);
    });
  });

  describe('gates', () => {
    type Result = { readonly status: string; readonly id: string };
    const resultsOf = ({ body }: Received): readonly Result[] => (body as { results: Result[] }).results;

    it('one event posted by itself and in batches is one passage', async () => {
      for (const _ of rounds) {
        const body = newPassage();
        const gate = cast.people.gate;
        const singles = repeated([gate], 8, (who) => [who, 'POST', '/passages', body]);
        const batches = repeated([gate], 4, (who) => [
          who,
          'POST',
          '/passages/batch',
          { passages: [body, newPassage(), body] },
        ]);
        const answers = await together([...singles.slice(0, 4), ...batches, ...singles.slice(4)]);
        const alone = answers.filter(({ body: answer }) => !('results' in (answer as object)));
        const within = answers
          .filter(({ body: answer }) => 'results' in (answer as object))
          .flatMap((answer) => [resultsOf(answer)[0], resultsOf(answer)[2]]);
        const created =
          alone.filter(({ status }) => status === 201).length +
          within.filter((one) => one?.status === 'created').length;
        const known =
          alone.filter(({ status }) => status === 200).length +
          within.filter((one) => one?.status === 'duplicate').length;
        expect({ created, known }).toEqual({ created: 1, known: 15 });
        const ids = [...done(alone).map(({ id }) => id), ...within.map((one) => one?.id)];
        expect(new Set(ids).size).toBe(1);
        expect(await found('/passages/search', { plate: body.plate })).toHaveLength(1);
      }
    });

    it('of two that give one event other content, one is stored', async () => {
      for (const _ of rounds) {
        const body = newPassage();
        const other = { ...body, direction: 'out' };
        const answers = await together(
          repeated([cast.people.gate], 6, (who, index) => [who, 'POST', '/passages', index % 2 ? body : other]),
        );
        expect(tally(answers)).toEqual({ 200: 2, 201: 1, 409: 3 });
        expect(await found('/passages/search', { plate: body.plate })).toHaveLength(1);
      }
    });

    it('two gates may give their events the same name', async () => {
      const body = newPassage();
      const answers = await together(repeated(gates, 2, (who) => [who, 'POST', '/passages', body]));
      expect(tally(answers)).toEqual({ 200: 2, 201: 2 });
    });

    it('one truck read often by both gates is one access with one violation', async () => {
      for (const round of rounds) {
        const plate = freshPlate();
        const reading = (second: number) => ({
          ...newPassage(),
          plate,
          passedAt: `2024-03-0${round + 1}T10:00:${String(second).padStart(2, '0')}+08:00`,
        });
        const singles = repeated(gates, 4, (who, index) => [who, 'POST', '/passages', reading(index * 3)]);
        const batches = repeated(gates, 1, (who) => [
          who,
          'POST',
          '/passages/batch',
          { passages: [reading(20), reading(1)] },
        ]);
        const answers = await together([...singles, ...batches]);
        expect(tally(answers)).toEqual({ 200: 2, 201: 8 });
        const passages = await found('/passages/search', { plate });
        expect(passages).toHaveLength(12);
        expect(new Set(passages.map(({ accessId }) => accessId)).size).toBe(1);
        expect(new Set(passages.map(({ visitId }) => visitId)).size).toBe(1);
        const violations = await found('/violations/search', { plate });
        expect(violations.map(({ kind }) => kind)).toEqual(['non_china_vi_access']);
      }
    });

    it('accesses far apart are each their own, however they arrive', async () => {
      const plate = freshPlate();
      const calls = repeated(gates, 5, (who, index) => [
        who,
        'POST',
        '/passages',
        { ...newPassage(), plate, passedAt: `2024-02-1${index}T10:00:00+08:00` },
      ]);
      expect(tally(await together(calls))).toEqual({ 201: 10 });
      const passages = await found('/passages/search', { plate });
      expect(new Set(passages.map(({ accessId }) => accessId)).size).toBe(5);
      expect(await found('/violations/search', { plate })).toHaveLength(5);
    });

    it('what arrives at once and out of order is judged as what arrives in order', async () => {
      const readings = [
        ['in', '2024-02-05T10:00:00'],
        ['in', '2024-02-05T10:00:20'],
        ['out', '2024-02-05T12:00:00'],
        ['in', '2024-02-06T23:50:00'],
        ['out', '2024-02-07T00:10:00'],
        ['out', '2024-02-08T09:00:00'],
        ['in', '2024-02-09T09:00:00'],
        ['in', '2024-02-10T09:00:00'],
      ] as const;
      const callOf = (plate: string, index: number): Call => {
        const [direction, at] = readings[index] ?? ['in', ''];
        const gate = gates[index % 2] ?? cast.people.gate;
        return [gate, 'POST', '/passages', { ...newPassage(), plate, direction, passedAt: `${at}+08:00` }];
      };
      const judged = async (plate: string) => {
        const passages = (await found('/passages/search', { plate })).reverse();
        const first = (id: unknown) => passages.findIndex((one) => one.id === id);
        const flags = await found('/violations/search', { plate });
        return {
          passages: passages.map(({ passedAt, outcome, basis, accessId, visitId }) => {
            return { passedAt, outcome, basis, access: first(accessId), visit: first(visitId) };
          }),
          flags: flags.map(({ kind, occurredAt }) => `${kind} ${occurredAt}`),
        };
      };
      const inOrder = freshPlate();
      for (const index of readings.keys()) await together([callOf(inOrder, index)]);
      const expected = await judged(inOrder);
      expect(expected.flags).not.toEqual([]);
      for (const _ of rounds) {
        const plate = freshPlate();
        const backwards = [...readings.keys()].reverse();
        expect(tally(await together(backwards.map((index) => callOf(plate, index))))).toEqual({ 201: readings.length });
        expect(await judged(plate)).toEqual(expected);
      }
    });

    it('the truck is put on file, its cargo told and the enterprise recorded while it passes, and all is judged in the end', async () => {
      // Each waits seconds on PostgreSQL.
      for (const _ of rounds.slice(0, name === 'postgres' ? 1 : ROUNDS)) {
        const plate = freshPlate();
        const first = { ...newPassage(), plate };
        await cast.must(cast.people.gate, 'POST', '/passages', first);
        const clean = { ...newLorry('vehicle_list'), plate, emissionStage: '6' };
        const answers = await together([
          ...repeated(
            gates,
            4,
            (who, index): Call => [
              who,
              'POST',
              '/passages',
              { ...newPassage(), plate, passedAt: `2024-02-2${index}T10:00:00+08:00` },
            ],
          ),
          ['city officer', 'POST', '/vehicles', clean],
          ['county officer', 'POST', `/enterprises/${enterpriseId}/facts`, newFacts()],
          [
            cast.people.gate,
            'POST',
            '/passages/cargo',
            { eventId: first.eventId, cargo: { name: '焦炭', bulk: true } },
          ],
          [cast.people.gate, 'POST', '/passages/barrier', { eventId: first.eventId, result: 'passed' }],
          ['county officer', 'GET', '/violators'],
        ]);
        expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
        await settled(plate);
        const passages = await found('/passages/search', { plate });
        expect(passages).toHaveLength(9);
        expect(new Set(passages.map(({ basis }) => basis))).toEqual(new Set(['verified']));
        const standing = (await found('/violations/search', { plate })).map(({ kind }) => kind);
        expect(standing).not.toContain('non_china_vi_access');
      }
    });

    /** On PostgreSQL the last word comes with a second look, some seconds later. */
    const settled = async (plate: string): Promise<void> => {
      for (let turn = 0; turn < 400; turn += 1) {
        await cast.service.settled();
        const queued = await itemsOf('/jobs?status=queued');
        if (queued.length === 0) return;
        await new Promise((resume) => setTimeout(resume, 50));
      }
      throw new Error(`${plate} was not judged in the end`);
    };

    it('a revoked token works for none of those who come after', async () => {
      const path = `/gates/${gates[1]?.gateId}/tokens`;
      const { id, token } = await cast.must<Made & { token: string }>('enterprise', 'POST', path, {});
      const holder: Character = { name: 'gate', role: 'gate', token };
      const during = together(repeated([holder], 8, (who) => [who, 'POST', '/passages', newPassage()]));
      const revoked = await together(ENTERPRISES.map((who): Call => [who, 'DELETE', `${path}/${id}`]));
      expect(tally(revoked)).toEqual({ 204: 2 });
      const after = await together(repeated([holder], 8, (who) => [who, 'POST', '/passages', newPassage()]));
      expect(tally(after)).toEqual({ 401: 8 });
      expect(Object.keys(tally(await during)).every((status) => status === '201' || status === '401')).toBe(true);
    });
  });

  describe('sessions', () => {
    const refresh = (refreshToken: string): Call => ['nobody', 'POST', '/auth/refresh', { refreshToken }];
    type Grant = { readonly accessToken: string; readonly refreshToken: string };

    it('tabs that refresh at once all stay signed in', async () => {
      const { refreshToken } = await cast.signIn(cast.people.contractor);
      const answers = await together(Array.from({ length: 6 }, () => refresh(refreshToken)));
      expect(tally(answers)).toEqual({ 200: 6 });
      const grants = answers.map(({ body }) => body as Grant);
      expect(new Set(grants.map((grant) => grant.refreshToken)).size).toBe(6);
      const me = await together(
        grants.map(({ accessToken: token }): Call => [{ name: 'contractor', role: 'contractor', token }, 'GET', '/me']),
      );
      expect(tally(me)).toEqual({ 200: 6 });
    });

    it('an old token that comes back ends the session for all who hold a part of it', async () => {
      const { refreshToken: old, accessToken: token } = await cast.signIn(cast.people.contractor);
      const [{ body } = { body: undefined }] = await together([refresh(old)]);
      const { refreshToken: current } = body as Grant;
      cast.service.clock.advance(11_000);
      const answers = await together([...Array.from({ length: 3 }, () => refresh(old)), refresh(current)]);
      expect(tally(answers.slice(0, 3))).toEqual({ 401: 3 });
      const renewed = answers[3]?.body as Partial<Grant>;
      const late = await together([refresh(current), ...(renewed.refreshToken ? [refresh(renewed.refreshToken)] : [])]);
      expect(new Set(late.map(({ status }) => status))).toEqual(new Set([401]));
      const tokens = [token, ...(renewed.accessToken ? [renewed.accessToken] : [])];
      const me = await together(
        tokens.map((one): Call => [{ name: 'contractor', role: 'contractor', token: one }, 'GET', '/me']),
      );
      expect(new Set(me.map(({ status }) => status))).toEqual(new Set([401]));
    });

    it('a log-out ends the session whatever else is on the way', async () => {
      const { refreshToken, accessToken: token } = await cast.signIn(cast.people.contractor);
      const holder: Character = { name: 'contractor', role: 'contractor', token };
      await together([
        [holder, 'POST', '/auth/logout'],
        [holder, 'POST', '/auth/logout'],
        ...repeated([holder], 4, (who): Call => [who, 'GET', '/me']),
        refresh(refreshToken),
      ]);
      const after = await together([[holder, 'GET', '/me'], refresh(refreshToken)]);
      expect(tally(after)).toEqual({ 401: 2 });
    });
  });
});

/** How many answers there were of each status. */
function tally(answers: readonly Received[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

type Thing = { readonly id: string; readonly machineId?: string; readonly status?: string };

/** The bodies of those that were done. */
const done = (answers: readonly Received[]): readonly Thing[] =>
  answers.filter(({ status }) => status < 300).map(({ body }) => body as Thing);
