import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOfRoute } from '../../src/http/mount.ts';
import { pointerOf } from '../../src/http/pointer.ts';
import type { RouteDef } from '../../src/http/route.ts';
import { routes } from '../../src/http/routes.ts';
import { type Fault, fire, pointersOf, type Shot } from '../support/barrage.ts';
import { type Cast, type Character, openCast } from '../support/cast.ts';
import { databases, type Place } from '../support/database.ts';
import { fieldsOf, type Path, valueAt, withValue } from '../support/fields.ts';
import { fillHoldings, MULTIPART, multipart, newPassage, type Row } from '../support/holdings.ts';
import {
  forgedFrom,
  junk,
  plausibleInsteadOf,
  RAW_BODIES,
  RAW_HEADERS,
  RAW_IDS,
  RAW_PATHS,
  TIMES,
  WRONG,
} from '../support/junk.ts';
import { type Asked, type Plan, plansOf, sentOf } from '../support/plans.ts';
import { verdictOf } from '../support/reach.ts';
import { type Stored, watch } from '../support/stored.ts';
import type { Received, Sent } from '../support/wire.ts';

const SEED = 20_210_709;
const SENDERS = ['admin', 'contractor', 'enterprise', 'gate', 'nobody'] as const;
const NOTHING: Row = { id: '', owners: {}, by: 'admin' };
// Guesses at the log-in shut it for everyone here, so they come last.
const GROUPS = [routes.filter(({ id }) => id !== 'login'), routes.filter(({ id }) => id === 'login')];
const named = (defs: readonly RouteDef[]) => defs.map((def) => [`${def.method} ${def.path}`, def] as const);
const BATCHES = ['passages', 'observations', 'refills', 'filings'];
/** Where a field belongs to another kind than the one sent, it is refused with whatever holds it. */
const BY_KIND = ['/observations', '/appeals/{id}/preview', '/appeals/{id}/grant'];
/** Each costs a password hash, or the writing of a whole workbook. */
const SLOW = [
  ...['login', 'refresh', 'logout', 'createUser', 'changePassword', 'resetPassword'],
  ...['signUp', 'resubmitSignUp', 'acceptInvitation'],
  ...['exportMonthlyReport', 'exportMachineryReturn'],
];

describe.each(databases)('whatever is sent, on $name', (database) => {
  // PostgreSQL answers slower, and what it does otherwise than SQLite shows in less.
  const times = (runs: number, { id }: Pick<RouteDef, 'id'>) =>
    Math.ceil(runs * (database.name === 'sqlite' ? 0.14 : 0.03) * (SLOW.includes(id) ? 0.2 : 1));
  let place: Place;
  let cast: Cast;
  let stored: Stored;
  let plans: Readonly<Record<string, Plan>>;
  beforeAll(async () => {
    place = await database.place();
    cast = await openCast(place.open);
    plans = plansOf(cast, await fillHoldings(cast));
    stored = await watch(database, place);
  });
  afterAll(async () => {
    await stored.close();
    await cast.close();
    await place.remove();
  });

  const shoot = (def: RouteDef | undefined, shots: readonly Shot[]): Promise<Fault[]> =>
    fire({ ...cast, stored }, def, shots);
  const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { seed: SEED, numRuns });
  /** Mostly whoever may do it, and each of the others. */
  const senderOf = (def: RouteDef) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(ableTo(def).name) },
      { weight: 1, arbitrary: fc.constantFrom(...SENDERS) },
    );

  const planOf = ({ id }: RouteDef): Plan => {
    const plan = plans[id];
    if (!plan) throw new Error(`test/support/plans.ts does not say how to make a request for ${id}`);
    return plan;
  };
  const rowOf = (def: RouteDef): Row => planOf(def).rows?.[0] ?? NOTHING;
  /** Who may do it, so that what is refused is refused for what was sent. */
  const ableTo = (def: RouteDef): Character => {
    const [row, plan] = [rowOf(def), planOf(def)];
    const able = SENDERS.map((name) => cast.people[name]).find((who) => verdictOf(def, plan, who, row) === 'done');
    if (!able) throw new Error(`nobody may do ${def.id}`);
    return able;
  };
  const ask = async (def: RouteDef, who: Character): Promise<Asked> => planOf(def).request(rowOf(def), who);
  const shot = (def: RouteDef, who: Character, asked: Asked, more: Partial<Sent> = {}): Shot => {
    const sent = sentOf(def, asked, who.token);
    return { who: who.name, sent: { ...sent, ...more, headers: { ...sent.headers, ...more.headers } } };
  };

  /** What comes to nothing before any database is asked is shot at one of them. */
  const untouched = (defs: readonly RouteDef[]) => (database.name === 'sqlite' ? defs : []);

  for (const group of GROUPS) {
    const withBody = group.filter(({ method, multipart: parts, octets }) => method !== 'GET' && !parts && !octets);

    it.each(named(withBody))('%s answers any JSON at all with 2xx or a problem', async (_name, def) => {
      const shots: Shot[] = [];
      for (const [name, body] of sample(fc.tuple(senderOf(def), junk), times(30, def))) {
        const who = cast.people[name];
        shots.push(shot(def, who, { ...(await ask(def, who)), body }));
      }
      expect(await shoot(def, shots)).toEqual([]);
    });

    const withFields = withBody.filter((def) => fieldsOf(def).length > 0);

    it.each(named(withFields))('%s names the field that was dropped, spoilt or unheard of', async (_name, def) => {
      const who = ableTo(def);
      const fields = fieldsOf(def);
      const shots: Shot[] = [];
      const add = async (change: (body: unknown) => unknown, check: Shot['check']) => {
        const asked = await ask(def, who);
        shots.push({ ...shot(def, who, { ...asked, body: change(asked.body) }), ...(check ? { check } : {}) });
      };
      const wrong = sample(fc.shuffledSubarray(fields), 1)[0]?.slice(0, times(fields.length, def)) ?? [];
      for (const path of wrong) {
        // Items of a batch are judged one by one, in an answer of 200.
        const check = BATCHES.includes(String(path[0]))
          ? undefined
          : (received: Received) => namesWithin(received, path, BY_KIND.includes(def.path));
        await add((body) => withValue(body, path, WRONG), check);
        await add((body) => withValue(body, path, undefined), undefined);
      }
      const { body: valid } = await ask(def, who);
      const plausible = fields.flatMap((path) =>
        plausibleInsteadOf(valueAt(valid, path)).map((value) => [path, value] as const),
      );
      const some = plausible.filter((_, at) => at % (database.name === 'sqlite' ? 2 : 9) === 0);
      for (const [path, value] of some) await add((body) => withValue(body, path, value), undefined);
      for (const [path, value] of sample(fc.tuple(fc.constantFrom(...fields), junk), times(60, def)))
        await add((body) => withValue(body, path, value), undefined);
      for (const key of ['nobodyKnowsThis', '__proto__', 'a/b~c', 'toString', ''].slice(0, times(5, def)))
        await add(
          (body) => withExtra(body, key),
          (received) => names(received, pointerOf([key])),
        );
      expect(await shoot(def, shots)).toEqual([]);
    });

    it.each(named(untouched(withBody)))('%s answers any bytes at all, each in its way', async (_name, def) => {
      const who = ableTo(def);
      const shots: Shot[] = [];
      // Each is asked for anew: one that passes may have used up what the next needs, such as a session.
      const add = async (body: Buffer | string, headers: Readonly<Record<string, string>>, check?: Shot['check']) => {
        const made = shot(def, who, { ...(await ask(def, who)), body: {} }, { body, headers });
        shots.push(check ? { ...made, check } : made);
      };
      const raw = sample(fc.shuffledSubarray([...RAW_BODIES]), 1).flat();
      for (const body of raw.slice(0, times(18, def))) await add(body, {});
      const { body: valid = {} } = await ask(def, who);
      const text = JSON.stringify(valid);
      const is = (expected: number) => (received: Received) =>
        received.status === expected ? undefined : `it is not ${expected}`;
      await add(gzipSync(text), { 'Content-Encoding': 'gzip' }, is(415));
      await add(text, { 'Content-Type': 'text/plain' }, is(415));
      await add(text.slice(0, -1), {}, (received) => names(received, '#'));
      expect(await shoot(def, shots)).toEqual([]);
    });

    it.each(named(group))('%s answers any query', async (_name, def) => {
      const known = Object.keys((def.query as { shape?: object } | undefined)?.shape ?? {});
      const name = fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...known, 'limit', 'cursor') },
        { weight: 1, arbitrary: fc.constantFrom('nobodyKnowsThis', '__proto__', '') },
      );
      const value = fc.oneof(
        junk.map((any) => encode(typeof any === 'string' ? any : JSON.stringify(any))),
        fc.constantFrom('%', '%ff', '%00', '+', '', '=', '%ED%A0%80'),
      );
      const query = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 3 });
      const shots: Shot[] = [];
      for (const [sender, pairs] of sample(fc.tuple(senderOf(def), query), times(25, def))) {
        const who = cast.people[sender];
        const sent = sentOf(def, await ask(def, who), who.token);
        const text = pairs.map(([key, raw]) => `${key}=${raw}`).join('&');
        const path = `${sent.path}${sent.path.includes('?') ? '&' : '?'}${text}`.slice(0, 7_000);
        shots.push({ who: sender, sent: { ...sent, path: whole(path) } });
      }
      expect(await shoot(def, shots)).toEqual([]);
    });

    it.each(named(untouched(group.filter(({ path }) => path.includes('{')))))(
      '%s finds nothing under what is no id',
      async (_name, def) => {
        const shots: Shot[] = [];
        for (const [sender, raw] of sample(fc.tuple(senderOf(def), fc.constantFrom(...RAW_IDS)), times(20, def))) {
          const who = cast.people[sender];
          const sent = sentOf(def, await ask(def, who), who.token);
          const path = pathOfRoute(def).replace(/\{\w+\}/g, raw);
          const check = ({ status }: Received) => (status >= 400 ? undefined : 'it was found');
          shots.push({ who: sender, sent: { ...sent, path }, check });
        }
        expect(await shoot(def, shots)).toEqual([]);
      },
    );

    it.each(named(untouched(group)))('%s answers any headers, and forged tokens with 401', async (_name, def) => {
      const shots: Shot[] = [];
      for (const [sender, headers] of sample(
        fc.tuple(senderOf(def), fc.constantFrom(...RAW_HEADERS)),
        times(18, def),
      )) {
        const who = cast.people[sender];
        shots.push(shot(def, who, await ask(def, who), { headers }));
      }
      const able = ableTo(def);
      const asked = await ask(def, able);
      const forged = sample(fc.shuffledSubarray([...forgedFrom(able.token ?? '')]), 1).flat();
      const check = ({ status }: Received) => (def.who === 'anyone' || status === 401 ? undefined : 'it is not 401');
      for (const value of forged.slice(0, times(8, def)))
        shots.push({ ...shot(def, { ...able, name: 'nobody' }, asked, { headers: { Authorization: value } }), check });
      expect(await shoot(def, shots)).toEqual([]);
    });
  }

  it('lists and searches answer any period', async () => {
    const { people } = cast;
    for (const [id, search] of [
      ['listPassages', 'searchPassages'],
      ['listViolations', 'searchViolations'],
      ['listViolators', undefined],
    ] as const) {
      const [list, post] = [id, search].map((name) => routes.find((def) => def.id === name));
      const periods = TIMES.flatMap((time) => ['from', 'to'].map((end) => ({ [end]: time })));
      const gets = list ? periods.map((query) => shot(list, people.admin, { query })) : [];
      expect(gets).not.toEqual([]);
      expect(await shoot(list, gets)).toEqual([]);
      const posts = post ? periods.map((body) => shot(post, people.admin, { body })) : [];
      expect(await shoot(post, posts)).toEqual([]);
    }
  });

  it('paths that nothing is at are refused, and no path takes another method', async () => {
    const { token = '' } = cast.people.admin;
    const headers = { Authorization: `Bearer ${token}` };
    const check = ({ status }: Received) => (status >= 400 ? undefined : 'there is something');
    const lost = RAW_PATHS.flatMap((path) =>
      ['GET', 'POST'].map((method) => ({ who: 'admin', sent: { method, path, headers }, check })),
    );
    expect(await shoot(undefined, lost)).toEqual([]);

    const paths = [...new Set(routes.map(pathOfRoute))];
    const others = paths.flatMap((pattern) => {
      const taken = routes.filter((def) => pathOfRoute(def) === pattern).map(({ method }): string => method);
      const path = pattern.replace(/\{\w+\}/g, '019a0000-0000-7000-8000-000000000000');
      return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
        .filter((method) => !taken.includes(method))
        .map((method) => ({
          who: 'admin',
          sent: { method, path, headers },
          check: ({ status }: Received) => (status === 405 ? undefined : 'it is not 405'),
        }));
    });
    expect(await shoot(undefined, others.slice(0, times(others.length, { id: '' })))).toEqual([]);
  });

  it('PATCH /uploads/{id} answers any bytes at all, and takes none that are wrong', async () => {
    const def = routes.find(({ id }) => id === 'sendPiece');
    if (!def) throw new Error('there is no such route');
    const [plan, who] = [planOf(def), ableTo(def)];
    const asked = await plan.request((await plan.fresh?.(rowOf(def))) ?? rowOf(def), who);
    const refused = (status: number) => (received: Received) =>
      received.status === status ? undefined : `it is not ${status}`;
    const of = (change: Partial<Asked>, more: Partial<Sent>, status: number): Shot => ({
      ...shot(def, who, { ...asked, ...change }, more),
      check: refused(status),
    });
    const plain = { headers: { 'Content-Type': 'text/plain' } };
    const shots = [
      ...RAW_BODIES.filter((body) => Buffer.byteLength(body) > 100).map((body) => of({}, { body }, 400)),
      of({ query: { offset: '1' } }, {}, 409),
      of({ query: { offset: '-1' } }, {}, 400),
      of({ query: {} }, {}, 400),
      of({ query: { offset: '9'.repeat(20) } }, {}, 400),
      of({}, plain, 415),
      of({}, { headers: { 'Content-Encoding': 'gzip' } }, 415),
      of({}, { body: Buffer.alloc(1024 * 1024 + 1) }, 413),
      of({}, { body: Buffer.alloc(0) }, 400),
    ];
    expect(await shoot(def, shots)).toEqual([]);
  });

  it('POST /evidence answers any parts at all', async () => {
    const def = routes.find(({ id }) => id === 'addEvidence');
    if (!def) throw new Error('there is no such route');
    const { fields = {} } = await ask(def, cast.people.admin);
    const whole = multipart(fields);
    const bodies: [Buffer | string, string?][] = [
      ...Object.keys(fields).map((name): [Buffer, string] => {
        const { [name]: _, ...rest } = fields;
        return [multipart(rest), pointerOf([name])];
      }),
      ...sample(fc.tuple(fc.constantFrom(...Object.keys(fields)), junk), times(40, def)).map(
        ([name, value]): [Buffer] => [
          multipart({ ...fields, [name]: typeof value === 'string' ? value : JSON.stringify(value) }),
        ],
      ),
      ...['nobodyKnowsThis', '__proto__', 'a[b][c]', 'constructor'].map((name): [Buffer] => [
        multipart({ ...fields, [name]: 'x' }),
      ]),
      [multipart(fields, Buffer.alloc(0)), '#/file'],
      [Buffer.concat([whole.subarray(0, whole.length - 4), multipart({})])],
      ...[1, 10, 60, 200, whole.length - 3].map((bytes): [Buffer] => [whole.subarray(0, bytes)]),
      ...RAW_BODIES.map((body): [Buffer | string] => [body]),
    ];
    const shots = bodies.map(([body, pointer]): Shot => {
      const base = shot(def, cast.people.admin, { fields }, { body, headers: { 'Content-Type': MULTIPART } });
      return pointer ? { ...base, check: (received) => names(received, pointer) } : base;
    });
    shots.push(shot(def, cast.people.admin, { body: fields }));
    for (const value of [
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary="',
      'multipart/mixed; boundary=x',
    ])
      shots.push(shot(def, cast.people.admin, { fields }, { headers: { 'Content-Type': value } }));
    expect(await shoot(def, shots)).toEqual([]);
  });

  it('a batch stores its good passages, names each bad one, and nothing else happens', async () => {
    const def = routes.find(({ id }) => id === 'postPassages');
    if (!def) throw new Error('there is no such route');
    const fields = fieldsOf(routes.find(({ id }) => id === 'postPassage') ?? def);
    const item = fc.oneof(
      { weight: 2, arbitrary: fc.constant('good' as const) },
      { weight: 1, arbitrary: junk.map((value) => ({ value })) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...fields), junk).map(([path, value]) => ({ path, value })) },
    );
    for (const items of sample(fc.array(item, { minLength: 1, maxLength: 12 }), times(40, { id: '' }))) {
      const passages = items.map((one) =>
        one === 'good' ? newPassage() : 'path' in one ? withValue(newPassage(), one.path, one.value) : one.value,
      );
      const before = await stored.counts();
      const { status, body, text } = await cast.ask('gate', 'POST', '/passages/batch', { passages });
      const after = await stored.counts();
      // What JSON itself cannot carry safely refuses the whole.
      if (status === 400) {
        expect(pointersOf({ status, body, text, headers: {} })).toSatisfy((all: string[]) =>
          all.every((one) => /^#\/passages\/\d+/.test(one)),
        );
        expect(after).toEqual(before);
        continue;
      }
      expect(status).toBe(200);
      const { results } = body as { results: { index: number; status: string; errors?: { pointer: string }[] }[] };
      expect(results.map(({ index }) => index)).toEqual(items.map((_, index) => index));
      results.forEach((result, index) => {
        if (items[index] === 'good') expect(result.status).toBe('created');
        if (result.status !== 'invalid') return;
        const at = `#/passages/${index}`;
        expect(result.errors?.every(({ pointer }) => pointer === at || pointer.startsWith(`${at}/`))).toBe(true);
      });
      const created = results.filter((result) => result.status === 'created').length;
      expect((after.passages ?? 0) - (before.passages ?? 0)).toBe(created);
      expect((after.event_keys ?? 0) - (before.event_keys ?? 0)).toBe(created);
    }
  });
});

const names = (received: Received, pointer: string): string | undefined =>
  received.status === 400 && pointersOf(received).includes(pointer) ? undefined : `it is no 400 that names ${pointer}`;

/** A wrong value is named where it stands, in it, or by what it makes unrecognisable as a whole. */
function namesWithin(received: Received, path: Path, byKind: boolean): string | undefined {
  const at = pointerOf(path);
  const found = pointersOf(received).some(
    (pointer) =>
      pointer === at || pointer.startsWith(`${at}/`) || (byKind && pointer !== '#' && at.startsWith(`${pointer}/`)),
  );
  return received.status === 400 && found ? undefined : `it is no 400 that names ${at}`;
}

/** `__proto__` too as a key like any other. */
function withExtra(body: unknown, key: string): unknown {
  const extra = JSON.parse(`{${JSON.stringify(key)}:1}`) as object;
  return { ...(body as object), ...extra };
}

const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
/** Not cut in the middle of what stands for one byte. */
const whole = (path: string): string => path.replace(/%.?$/, '');
