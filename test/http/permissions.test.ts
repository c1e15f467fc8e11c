import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDef } from '../../src/http/route.ts';
import { routes } from '../../src/http/routes.ts';
import { type Cast, type Character, NAMES, openCast } from '../support/cast.ts';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import { fillHoldings, type Holdings, type Row } from '../support/holdings.ts';
import { isList, itemsOf, keyOf, LISTED, questionsOf } from '../support/lists.ts';
import { MISSING, type Plan, plansOf, sentOf } from '../support/plans.ts';
import { mayEver, reaches, verdictOf } from '../support/reach.ts';
import type { Received } from '../support/wire.ts';

const [sqlite] = databases;
if (sqlite?.name !== 'sqlite') throw new Error('the first database is SQLite');

const NOTHING: Row = { id: '', owners: {}, by: 'admin' };

describe('permissions, every route for everyone', () => {
  let cast: Cast;
  let plans: Readonly<Record<string, Plan>>;
  beforeAll(async () => {
    cast = await openCast(sqlite.open);
    plans = plansOf(cast, await fillHoldings(cast));
  });
  afterAll(() => cast.close());

  const planOf = ({ id }: RouteDef): Plan => {
    const plan = plans[id];
    if (!plan) throw new Error(`test/support/plans.ts does not say how to make a request for ${id}`);
    return plan;
  };

  const send = async (def: RouteDef, plan: Plan, who: Character, row: Row): Promise<Received> => {
    const sent = sentOf(def, await plan.request(row, who), who.token);
    const received = await cast.wire.send(sent);
    // What is no JSON is not described beyond its media type.
    if (!def.mediaType && !def.hidden) checkContract(sent.method, sent.path, received);
    return received;
  };

  it('knows every route, and no other', () => {
    expect(Object.keys(plans).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it.each(routes.map((def) => [`${def.method} ${def.path}`, def] as const))(
    '%s does for each role what the permission table says',
    async (_name, def) => {
      const plan = planOf(def);
      const wrong: unknown[] = [];
      for (const name of NAMES) {
        const who = cast.people[name];
        // One row of each verdict, another for each role: further ones are so for the same reason.
        const rows = plan.rows ?? [NOTHING];
        const byVerdict = new Map<ReturnType<typeof verdictOf>, Row[]>();
        for (const row of rows) {
          const verdict = verdictOf(def, plan, who, row);
          byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), row]);
        }
        for (const [verdict, alike] of byVerdict) {
          const row = alike[NAMES.indexOf(name) % alike.length] ?? NOTHING;
          const about = verdict === 'done' && plan.fresh ? await plan.fresh(row) : row;
          const { status, text } = await send(def, plan, who, about);
          const isRight = verdict === 'done' ? status >= 200 && status < 300 : status === verdict;
          if (!isRight)
            wrong.push({
              name,
              owners: row.owners,
              by: row.by,
              text: row.text,
              verdict,
              status,
              answer: text.slice(0, 300),
            });
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  const naming = routes.filter(({ who, path }) => who !== 'anyone' && who !== 'signed-in' && !/^\/policies/.test(path));

  it.each(naming.map((def) => [`${def.method} ${def.path}`, def] as const))(
    '%s answers about a row out of sight as about one that is not there',
    async (_name, def) => {
      const plan = planOf(def);
      for (const name of NAMES) {
        const who = cast.people[name];
        // One of them: what tells a hidden row from a missing one would do so for each.
        const hidden = (plan.rows ?? []).filter((row) => verdictOf(def, plan, who, row) === 404).slice(0, 1);
        for (const row of hidden) {
          const foreign = await send(def, plan, who, row);
          const missing = await send(def, plan, who, { ...row, id: MISSING });
          expect(missing.status).toBe(404);
          expect(told(foreign)).toEqual(told(missing));
          if (!row.parent || !def.path.includes('}/')) continue;
          const inMissing = await send(def, plan, who, { ...row, parent: MISSING });
          const nowhere = await send(def, plan, who, { ...row, id: MISSING, parent: MISSING });
          expect(told(inMissing)).toEqual(told(nowhere));
        }
      }
    },
  );

  it('what lies in another thing is only found there', async () => {
    const paths = [
      ['getGateToken', 'gates', 'tokens'],
      ['getEnterpriseFacts', 'enterprises', 'facts'],
    ] as const;
    for (const [id, outer, inner] of paths) {
      const rows = plans[id]?.rows ?? [];
      for (const row of rows)
        for (const { parent } of rows) {
          const { status, body } = await cast.ask('admin', 'GET', `/${outer}/${parent}/${inner}/${row.id}`);
          expect(status).toBe(parent === row.parent ? 200 : 404);
          if (status === 200) continue;
          const missing = await cast.ask('admin', 'GET', `/${outer}/${parent}/${inner}/${MISSING}`);
          expect(unplaced(body)).toEqual(unplaced(missing.body));
        }
    }
  });
});

describe.each(databases)('lists on $name', ({ open }) => {
  let cast: Cast;
  let held: Holdings;
  beforeAll(async () => {
    cast = await openCast(open);
    held = await fillHoldings(cast);
  });
  afterAll(() => cast.close());

  const lists = routes.filter(isList);
  const scoped = lists.flatMap((def) => {
    const noun = LISTED[def.id];
    return noun ? [[`${def.method} ${def.path}`, def, noun] as const] : [];
  });

  it('every list is looked at', () => {
    expect(Object.keys(LISTED).sort()).toEqual(lists.map(({ id }) => id).sort());
  });

  it.each(scoped)(
    '%s shows each role the rows in its scope and no other, however it asks',
    async (_name, def, noun) => {
      const { who: action } = def;
      if (action === 'anyone' || action === 'signed-in') throw new Error('a list belongs to an action');
      const owners = new Map(held[noun].map((row) => [row.id, row.owners]));
      const found = new Set<string>();
      for (const question of questionsOf(def, held)) {
        const whole = (await itemsOf(cast, cast.people.admin, def, question))?.map(keyOf) ?? [];
        for (const id of whole) found.add(id);
        for (const name of NAMES) {
          const who = cast.people[name];
          if (name === 'nobody') continue;
          const shown = await itemsOf(cast, who, def, question, 4);
          // What the world did not put there itself, such as work of the clock, is nobody's own.
          const expected = mayEver(who, def)
            ? whole.filter((id) => reaches(who, action, owners.get(id) ?? {}))
            : undefined;
          expect({ name, question, shown: shown?.map(keyOf) }).toEqual({ name, question, shown: expected });
        }
      }
      // It would prove nothing if the rows were not there to be seen.
      expect([...owners.keys()].filter((id) => !found.has(id))).toEqual([]);
      expect(owners.size).toBeGreaterThanOrEqual(2);
    },
  );

  it('GET /violators counts for each role the breaches that it may list, and no other', async () => {
    const [violators, violations] = ['listViolators', 'listViolations'].map((id) =>
      routes.find((def) => def.id === id),
    );
    if (!violators || !violations) throw new Error('there are no such routes');
    for (const name of NAMES) {
      const who = cast.people[name];
      if (name === 'nobody') continue;
      for (const [by, keysOf] of Object.entries(VIOLATORS)) {
        const counted = await itemsOf(cast, who, violators, { by }, 2);
        expect(counted !== undefined).toBe(mayEver(who, violators));
        if (!counted) continue;
        const listed = (await itemsOf(cast, who, violations, {})) ?? [];
        const expected = new Map<string, number>();
        for (const { subject } of listed)
          for (const key of keysOf(subject as Subject)) expected.set(key, (expected.get(key) ?? 0) + 1);
        const shown = counted.map((item): [string, unknown] => [violatorOf(item), item.violations]);
        expect(shown.sort()).toEqual([...expected].sort());
        if (name === 'admin') expect(expected.size).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

type Subject = {
  readonly plate?: string;
  readonly enterpriseId?: string;
  readonly organisationId?: string;
  readonly seller?: { readonly name: string };
};

/** Under which keys a violation counts, by what violators are grouped by. */
const VIOLATORS: Readonly<Record<string, (subject: Subject) => readonly string[]>> = {
  // A sale is the seller's breach, not the vehicle's.
  vehicle: ({ plate = [], seller }) => (seller ? [] : [plate].flat()),
  enterprise: ({ enterpriseId = [] }) => [enterpriseId].flat(),
  // Of a machine, or of a muck truck of its own.
  contractor: ({ enterpriseId, seller, organisationId = [] }) =>
    enterpriseId || seller ? [] : [organisationId].flat(),
  seller: ({ seller }) => (seller ? [seller.name] : []),
};
const violatorOf = (item: Readonly<Record<string, unknown>>): string =>
  String(item.plate ?? item.enterpriseId ?? item.organisationId ?? (item.seller as { name: string }).name);

/** An answer without what tells one request from another. */
const told = ({ status, headers, body }: Received) => ({
  status,
  language: headers['content-language'],
  type: headers['content-type'],
  body: unplaced(body),
});

function unplaced(body: unknown): unknown {
  const { instance: _instance, requestId: _requestId, ...rest } = body as Record<string, unknown>;
  return rest;
}
