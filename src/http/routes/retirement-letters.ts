import { z } from 'zod';
import { changeLetter, getLetter, printLetter, putLetterOnRecord } from '../../actions/retirement/letters.ts';
import { metElsewhere } from '../../actions/retirement/met-elsewhere.ts';
import { invalid } from '../../domain/failure.ts';
import type { LetterContent } from '../../domain/fleet/retirement-letter.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import { documentDigest } from '../../exports/documents.ts';
import type { RetirementLetterRow } from '../../store/retirement-letters.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import {
  check,
  dayOut,
  dayText,
  fromTo,
  idOut,
  instant,
  instantOut,
  line,
  listOf,
  pageQuery,
  periodOf,
  prose,
} from '../schemas.ts';

const STATUSES = ['made', 'sent', 'answered', 'withdrawn'] as const;
const home = z
  .string()
  .superRefine(
    check((text) => /^(?:[1-9]\d{3}|\p{Script=Han}[A-Z])$/u.test(text), {
      en: 'This must be the first four digits of a division, or the first two signs of plates, such as 冀A.',
      zh: '必须是行政区划代码前四位，或号牌前两位（如 冀A）。',
    }),
  )
  .meta({ example: '1301' });

const vehicleOut = z.strictObject({
  vehicleId: idOut,
  plate: z.string(),
  plateColour: z.string(),
  vin: z.string().nullable(),
  emissionStage: z.string(),
  vehicleType: z.string().nullable(),
  registeredDivision: z.string().nullable(),
  registeredOn: dayOut.nullable(),
  enterprises: z.array(z.strictObject({ name: z.string(), countyCode: z.string(), sightings: z.int() })),
  sightings: z.int(),
  firstAt: instantOut,
  lastAt: instantOut,
});

const summary = {
  id: idOut,
  number: z.string(),
  home,
  addressee: z.string(),
  from: dayOut,
  to: dayOut,
  vehicles: z.int(),
  status: z.enum(STATUSES),
  evidenceId: idOut.meta({ description: 'The PDF: `GET /evidence/{id}/content`.' }),
  digest: z.string().meta({ description: 'The check value at the foot of its pages.' }),
  createdAt: instantOut,
  createdBy: idOut,
  sentOn: dayOut.nullable(),
  sentBy: z.string().nullable(),
  answeredOn: dayOut.nullable(),
  answer: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
};
const summaryOut = z.strictObject(summary).meta({ id: 'RetirementLetterSummary' });
const letterOut = z.strictObject({ ...summary, told: z.array(vehicleOut) }).meta({ id: 'RetirementLetter' });

const homesOut = z
  .strictObject({
    homes: z.array(
      z.strictObject({
        home,
        vehicles: z.int(),
        untold: z.int().meta({ description: 'Of which no letter told that was not withdrawn.' }),
        sightings: z.int(),
        lastAt: instantOut,
      }),
    ),
  })
  .meta({ id: 'RetirementHomes' });

/** Letters (移送函) to the homes of other cities' old diesel goods vehicles that were met at our gates, clause 2.4.4. */
export const retirementLetterRoutes = [
  route({
    method: 'GET',
    path: '/retirement-letters/candidates',
    id: 'listRetirementHomes',
    tag: 'retirement',
    summary: 'From which cities vehicles of the kind that we retire were met at our gates',
    description:
      'Operating diesel goods vehicles of China III or older, by verified facts. A home is the first four digits of the ' +
      'division where a vehicle is registered, or the beginning of its plate where that is not known.',
    who: 'retirement-letter.read',
    query: z.strictObject(fromTo),
    replies: { 200: { description: 'The homes, those with most vehicles first.', schema: homesOut } },
    raw: async ({ env, query, now }) => {
      const { bulk } = env.store;
      const { from = 0, until = now + 1 } = periodOf(query);
      const met = await metElsewhere(bulk, { from, until }, undefined, { policies: env.policies.current(), now });
      const told = await bulk.retirementLetters.tellingOf(met.map(({ vehicleId }) => vehicleId));
      const homes = [...new Set(met.map((one) => one.home))].map((one) => {
        const own = met.filter((vehicle) => vehicle.home === one);
        return {
          home: one,
          vehicles: own.length,
          untold: own.filter(({ vehicleId }) => !told.some((letter) => letter.vehicleId === vehicleId)).length,
          sightings: own.reduce((sum, { sightings }) => sum + sightings, 0),
          lastAt: instant(Math.max(...own.map(({ lastAt }) => lastAt))),
        };
      });
      return ok({ homes: homes.sort((a, b) => b.vehicles - a.vehicles || (a.home < b.home ? -1 : 1)) });
    },
  }),
  route({
    method: 'POST',
    path: '/retirement-letters',
    id: 'makeRetirementLetter',
    tag: 'retirement',
    summary: 'Make the next letter to a home as a numbered PDF, of its vehicles met in a period',
    description:
      'Vehicles of which a letter told before are left out, unless `again`. 503 where another letter took the number while ' +
      'it was printed: ask again.',
    who: 'retirement-letter.write',
    body: z.strictObject({
      home,
      addressee: line(100),
      from: fromTo.from.unwrap(),
      to: fromTo.to.unwrap(),
      again: z.boolean().default(false),
    }),
    replies: { 201: { description: 'The letter.', schema: letterOut } },
    problems: ['conflict', 'unavailable'],
    prepare: (req) => {
      const { store, files, documents, policies } = req.env;
      const printing = { render: documents.render, digestOf: documentDigest };
      const context = { policies: policies.current(), now: req.now };
      return printLetter({ reader: store.bulk, files, printing }, wanted(req.body), context);
    },
    write: async (tx, req, printed) => {
      const row = await putLetterOnRecord(tx, req.actor, wanted(req.body), printed, req.at);
      return created(`/retirement-letters/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-letters',
    id: 'listRetirementLetters',
    tag: 'retirement',
    summary: 'List letters, newest first',
    who: 'retirement-letter.read',
    query: z.strictObject({ ...pageQuery, status: z.enum(STATUSES).optional(), home: home.optional() }),
    replies: { 200: { description: 'A page of letters.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'retirement-letter.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.retirementLetters.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentSummary), next });
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-letters/{id}',
    id: 'getRetirementLetter',
    tag: 'retirement',
    summary: 'One letter with the vehicles that it tells of',
    who: 'retirement-letter.read',
    replies: { 200: { description: 'The letter.', schema: letterOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getLetter(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/retirement-letters/{id}/send',
    id: 'sendRetirementLetter',
    tag: 'retirement',
    summary: 'Record that a letter was sent, when and how',
    who: 'retirement-letter.write',
    body: z.strictObject({ on: dayText, by: line(100) }),
    replies: { 200: { description: 'The letter.', schema: letterOut } },
    problems: ['conflict'],
    write: async (tx, { params, actor, body: { on, by }, at }) => {
      const change = { status: 'sent', sentOn: on, sentBy: by };
      return ok(present(await changeLetter(tx, actor, params.id, 'send', change, at)));
    },
  }),
  route({
    method: 'POST',
    path: '/retirement-letters/{id}/answer',
    id: 'answerRetirementLetter',
    tag: 'retirement',
    summary: 'Record what the home answered',
    description: 'The answer itself goes with it as evidence (`subjectType` `retirement_letter`).',
    who: 'retirement-letter.write',
    body: z.strictObject({ on: dayText, answer: prose(2_000) }),
    replies: { 200: { description: 'The letter.', schema: letterOut } },
    problems: ['conflict'],
    write: async (tx, { params, actor, body: { on, answer }, at }) => {
      const change = { status: 'answered', answeredOn: on, answer };
      return ok(present(await changeLetter(tx, actor, params.id, 'answer', change, at)));
    },
  }),
  route({
    method: 'POST',
    path: '/retirement-letters/{id}/withdraw',
    id: 'withdrawRetirementLetter',
    tag: 'retirement',
    summary: 'Withdraw a letter; its vehicles may be told of again',
    who: 'retirement-letter.write',
    body: z.strictObject({ reason: prose(500) }),
    replies: { 200: { description: 'The letter.', schema: letterOut } },
    problems: ['conflict'],
    write: async (tx, { params, actor, body: { reason }, at }) => {
      const change = { status: 'withdrawn', withdrawnReason: reason };
      return ok(present(await changeLetter(tx, actor, params.id, 'withdraw', change, at)));
    },
  }),
];

type Wanted = {
  readonly home: string;
  readonly addressee: string;
  readonly from: number;
  readonly to: number;
  readonly again: boolean;
};

function wanted({ home: place, addressee, again, ...period }: Wanted) {
  const { from, until } = periodOf(period);
  if (from === undefined || until === undefined) throw invalid('#/from', NO_PERIOD);
  return { home: place, addressee, again, from, until };
}

const NO_PERIOD = { en: 'Give the period that is told of.', zh: '请填写时间段。' };

function presentSummary({ content, year: _y, serial: _s, from, until, createdAt, ...row }: RetirementLetterRow) {
  const { vehicles } = content as LetterContent;
  return {
    ...row,
    from: legalDayOf(from),
    to: legalDayOf(until - 1),
    vehicles: vehicles.length,
    createdAt: instant(createdAt),
  };
}

const present = (row: RetirementLetterRow) => ({
  ...presentSummary(row),
  told: (row.content as LetterContent).vehicles.map(({ firstAt, lastAt, ...vehicle }) => ({
    ...vehicle,
    firstAt: instant(firstAt),
    lastAt: instant(lastAt),
  })),
});
