import { z } from 'zod';
import { getViolation } from '../../actions/enforcement/get-violation.ts';
import { recordViolation, settleViolation, withdrawViolation } from '../../actions/enforcement/record-violation.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { VIOLATION_STATUSES } from '../../domain/enforcement/violation.ts';
import { explainFlag, type FlagWhy } from '../../domain/enforcement/why.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { answerableFor } from '../../domain/policy/manual-kinds.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationEventRow } from '../../store/violation-events.ts';
import type { ViolationFilter, ViolationRow, ViolatorRow } from '../../store/violations.ts';
import { page } from '../cursors.ts';
import { presentDecision } from '../decisions.ts';
import type { Language } from '../language.ts';
import { known } from '../machine-schema.ts';
import { plateColour } from '../passage-schema.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  dayOut,
  fromTo,
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  line,
  listOf,
  pageBody,
  pageQuery,
  periodOf,
  prose,
  requireEventTime,
} from '../schemas.ts';

const subjectOut = z
  .strictObject({
    type: z.enum(['vehicle', 'machine', 'seller', 'enterprise']),
    plate: z.string().optional(),
    plateColour: z.string().optional(),
    emissionStage: z.string().optional(),
    vehicleId: idOut.optional(),
    machineId: idOut.optional(),
    siteId: idOut.optional(),
    enterpriseId: idOut.optional(),
    gateId: idOut.optional(),
    organisationId: idOut.optional(),
    organisationName: z.string().optional(),
    seller: z.strictObject({ name: z.string(), creditCode: z.string().optional() }).optional(),
  })
  .meta({ id: 'ViolationSubject' });

const common = {
  id: idOut,
  kind: z.string(),
  effect: z.enum(['breach', 'review']),
  rule: z.string(),
  clause: z.string(),
  alsoRules: z.array(z.string()),
  policy: z.string(),
  occurredAt: instantOut,
  legalDay: dayOut,
  beforePublication: z.boolean().meta({ description: 'Of a day before the policy was published; not notified.' }),
  countyCode: z.string().nullable(),
  status: z.enum(VIOLATION_STATUSES),
  subject: subjectOut,
  evidence: z.looseObject({}),
  answerable: z.array(z.string()).meta({ description: 'The units that answer for the clause (负责单位).' }),
  recordedAt: instantOut,
  changedAt: instantOut,
};
const summaryOut = z.strictObject({ ...common, why: z.string() }).meta({ id: 'ViolationSummary' });
const detailOut = z
  .strictObject({
    ...common,
    why: z.looseObject({ summary: z.string() }),
    history: z
      .array(
        z.strictObject({
          at: instantOut,
          from: z.enum(VIOLATION_STATUSES).nullable(),
          to: z.enum(VIOLATION_STATUSES),
          by: z.strictObject({ kind: z.enum(['user', 'gate', 'system']), id: z.string() }),
          reason: z.string().optional(),
          cause: z
            .string()
            .optional()
            .meta({ description: 'What brought it about, such as `appeal:<id>`, `job:<id>`.' }),
        }),
      )
      .meta({ description: 'Changes of its state, oldest first.' }),
    appealIds: z.array(idOut).meta({ description: 'Appeals against it, newest first.' }),
  })
  .meta({ id: 'Violation' });

const recordIn = z
  .strictObject({
    kind: line(60).meta({ description: 'One of `manualKinds` of the policy of that day.' }),
    plate: plateInput,
    plateColour: z.enum(PLATE_COLOURS),
    occurredAt: instantText,
    countyCode: countyInput,
    place: line(200),
    seen: prose(2_000).meta({ description: 'What was seen.' }),
    organisationId: idText.optional().meta({ description: 'Who answers for it, where it is known.' }),
    siteId: idText.optional().meta({ description: 'The site it came from or went to.' }),
  })
  .meta({ id: 'SeenViolation' });
const reasonIn = z.strictObject({ reason: prose(2_000) });
const settled = { 200: { description: 'The violation.', schema: detailOut } };

const filters = {
  ...fromTo,
  kind: line(60).optional(),
  effect: z.enum(['breach', 'review']).optional(),
  rule: line(60).optional(),
  clause: line(20).optional(),
  countyCode: countyInput.optional(),
  enterpriseId: idText.optional(),
  organisationId: idText.optional(),
  machineId: idText.optional(),
  siteId: idText.optional(),
  status: z.enum(VIOLATION_STATUSES).optional(),
};

const vehicleGroup = { plate: z.string(), plateColour: z.string().nullable() };
const counts = {
  violations: z.int(),
  firstAt: instantOut,
  lastAt: instantOut,
  kinds: z.array(z.string()),
};
const violatorOut = z.union([
  z.strictObject({ ...vehicleGroup, ...counts }),
  z.strictObject({ enterpriseId: idOut, name: z.string().nullable(), ...counts }),
  z.strictObject({ organisationId: idOut, name: z.string().nullable(), ...counts }),
  z.strictObject({ seller: z.strictObject({ name: z.string(), creditCode: z.string().nullable() }), ...counts }),
]);

/** Violations (违规线索) and who commits them. */
export const violationRoutes = [
  route({
    method: 'GET',
    path: '/violations',
    id: 'listViolations',
    tag: 'violations',
    summary: 'List violations, newest first',
    description:
      'Breaches unless `kind` or `effect` is given; cancelled and withdrawn ones only where `status` names them.',
    who: 'violation.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of violations.', schema: listOf(summaryOut) } },
    read: async (reader, req) => ok(await list(reader, req, req.query, filterOf(req.query))),
  }),
  route({
    method: 'POST',
    path: '/violations/search',
    id: 'searchViolations',
    tag: 'violations',
    summary: 'Look violations up by plate',
    who: 'violation.read',
    body: z.strictObject({
      ...pageBody,
      ...filters,
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
    }),
    replies: { 200: { description: 'A page of violations.', schema: listOf(summaryOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour } = req.body;
      const filter = { ...filterOf(req.body), ...(plate ? { plate } : {}), ...(colour ? { plateColour: colour } : {}) };
      return ok(await list(reader, req, req.body, filter));
    },
  }),
  route({
    method: 'GET',
    path: '/violations/{id}',
    id: 'getViolation',
    tag: 'violations',
    summary: 'One violation with why',
    who: 'violation.read',
    replies: { 200: { description: 'The violation.', schema: detailOut } },
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getViolation(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'POST',
    path: '/violations',
    id: 'recordViolation',
    tag: 'violations',
    summary: 'Record a violation that an officer saw, such as a muck truck off its route (clause 2.5)',
    description: 'Nothing judges it again. Photos are added as evidence about `violation`.',
    who: 'violation.record',
    body: recordIn,
    replies: { 201: { description: 'The violation.', schema: detailOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      requireEventTime(req.body.occurredAt, req.now, '#/occurredAt');
      const { organisationId = null, siteId = null } = req.body;
      const seen = { ...req.body, organisationId, siteId };
      const row = await recordViolation(tx, req.actor, seen, { policies: req.env.policies.current(), at: req.at });
      return created(`/violations/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/confirm',
    id: 'confirmViolation',
    tag: 'violations',
    summary: 'Confirm a violation',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) => {
      const change = { to: 'confirmed', reason: req.body.reason } as const;
      return ok(await detail(tx, await settleViolation(tx, req.actor, req.params.id, change, req.at), req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/rectify',
    id: 'rectifyViolation',
    tag: 'violations',
    summary: 'Note that a violation was put right',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) => {
      const change = { to: 'rectified', reason: req.body.reason } as const;
      return ok(await detail(tx, await settleViolation(tx, req.actor, req.params.id, change, req.at), req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/withdraw',
    id: 'withdrawViolation',
    tag: 'violations',
    summary: 'Take back a violation that was recorded by hand',
    description: 'What judging raised is withdrawn by judging alone: 409.',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await detail(tx, await withdrawViolation(tx, req.actor, req.params.id, req.body.reason, req.at), req)),
  }),
  route({
    method: 'GET',
    path: '/violators',
    id: 'listViolators',
    tag: 'violations',
    summary: 'Who violates, worst first',
    description: 'Counts breaches that stand, over all time unless `from` and `to` say otherwise.',
    who: 'violator.read',
    query: z.strictObject({
      ...pageQuery,
      ...filters,
      by: z.enum(['vehicle', 'enterprise', 'contractor', 'seller']).default('vehicle'),
      atLeast: z
        .string()
        .regex(/^[1-9]\d{0,5}$/)
        .transform(Number)
        .optional()
        .meta({ description: 'Only those with so many violations or more.' }),
    }),
    replies: { 200: { description: 'A page of violators.', schema: listOf(violatorOut) } },
    raw: async (req) => {
      const { by, atLeast } = req.query;
      const { bulk } = req.env.store;
      const filter = filterOf(req.query);
      const scope = scopeOf(req.actor, 'violator.read');
      const { rows, next } = await page(
        req,
        req.query,
        ({ limit, after }) =>
          bulk.violations.violators(scope, by, filter, {
            limit,
            ...(after ? { after: reached(after) } : {}),
            ...(atLeast === undefined ? {} : { atLeast }),
          }),
        (row) => ({ at: row.lastAt, id: JSON.stringify([row.violations, row.key, row.second]) }),
      );
      const ids = by === 'enterprise' || by === 'contractor' ? rows.flatMap(({ key }) => key ?? []) : [];
      const names = await bulk.organisations.namesOf(ids);
      return ok({ items: rows.map((row) => violator(row, by, names)), next });
    },
  }),
];

type Filters = z.output<z.ZodObject<typeof filters>>;

function filterOf(query: Filters): ViolationFilter {
  const { from: _from, to: _to, kind, effect, rule, clause, countyCode, ...rest } = query;
  const { enterpriseId, organisationId, machineId, siteId, status } = rest;
  const shown = effect ?? (kind === undefined ? 'breach' : undefined);
  const named = {
    kind,
    effect: shown,
    rule,
    clause,
    countyCode,
    enterpriseId,
    organisationId,
    machineId,
    siteId,
    status,
  };
  return {
    ...periodOf(query),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  };
}

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: ViolationFilter,
) {
  const scope = scopeOf(req.actor, 'violation.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.violations.page(scope, filter, request),
    ({ id, occurredAt }) => ({ id, at: occurredAt }),
  );
  const names = await reader.organisations.namesOf(rows.flatMap((row) => row.organisationId ?? []));
  const policies = req.env.policies.current();
  const items = rows.map((row) => ({
    ...present(row, names, policies),
    why: explainFlag(row.why as FlagWhy, req.language),
  }));
  return { items, next };
}

async function detail(reader: Reader, row: ViolationRow, req: Pick<Request, 'env' | 'language'>) {
  const names = await reader.organisations.namesOf(row.organisationId ? [row.organisationId] : []);
  const events = await reader.violationEvents.ofViolation(row.id);
  const appeals = await reader.appeals.against([row.id]);
  return {
    ...present(row, names, req.env.policies.current()),
    why: whyInFull(row, req.language),
    history: events.map(presentEvent),
    appealIds: appeals.map(({ appeal }) => appeal.id),
  };
}

const presentEvent = ({ at, from, to, actorKind: kind, actorId: id, reason, cause }: ViolationEventRow) => ({
  at: instant(at),
  from: from === 'none' ? null : from,
  to,
  by: { kind, id },
  ...known({ reason, cause }),
});

function present(row: ViolationRow, names: ReadonlyMap<string, string>, policies: PolicySet) {
  return {
    id: row.id,
    kind: row.kind,
    effect: row.effect,
    rule: row.rule,
    clause: row.clause,
    alsoRules: (row.alsoRules as { rule: string }[]).map(({ rule }) => rule),
    policy: row.policy,
    occurredAt: instant(row.occurredAt),
    legalDay: row.legalDay,
    beforePublication: row.beforePublication,
    countyCode: row.countyCode,
    status: row.status,
    subject: subjectOf(row, names),
    evidence: row.evidence,
    answerable: answerableFor(policies.get(row.policy), row.rule),
    recordedAt: instant(row.recordedAt),
    changedAt: instant(row.changedAt),
  };
}

function subjectOf(row: ViolationRow, names: ReadonlyMap<string, string>) {
  const { sellerName, sellerCreditCode: code } = row;
  const told = {
    plate: row.plate,
    plateColour: row.plateColour,
    emissionStage: row.emissionStage,
    vehicleId: row.vehicleId,
    machineId: row.machineId,
    siteId: row.siteId,
    enterpriseId: row.enterpriseId,
    gateId: row.gateId,
    organisationId: row.organisationId,
    organisationName: row.organisationId ? names.get(row.organisationId) : undefined,
    seller: sellerName ? { name: sellerName, ...(code ? { creditCode: code } : {}) } : undefined,
  };
  const given = Object.entries(told).filter(([, value]) => value !== null && value !== undefined);
  return { type: subjectType(row), ...Object.fromEntries(given) };
}

function subjectType(row: ViolationRow): 'vehicle' | 'machine' | 'seller' | 'enterprise' {
  if (row.machineId) return 'machine';
  if (row.kind === 'non_china_vi_sale') return 'seller';
  return row.plate || row.vehicleId ? 'vehicle' : 'enterprise';
}

function whyInFull(row: ViolationRow, language: Language) {
  const why = row.why as FlagWhy;
  const summary = explainFlag(why, language);
  if (!('decision' in why)) return { summary, ...why };
  const under = { facts: why.facts, policy: row.policy, legalDay: row.legalDay };
  const { why: tree, missing } = presentDecision(why.decision, under, language);
  return {
    ...(tree as object),
    summary,
    missing,
    also: (why.also ?? []).map((decision) => presentDecision(decision, under, language)),
  };
}

function reached(after: { readonly id: string; readonly at?: number }) {
  const [violations, key, second] = JSON.parse(after.id) as [number, string | null, string];
  return { violations, key, second, lastAt: after.at ?? 0 };
}

function violator(row: ViolatorRow, by: string, names: ReadonlyMap<string, string>) {
  const counted = {
    violations: row.violations,
    firstAt: instant(row.firstAt),
    lastAt: instant(row.lastAt),
    kinds: row.kinds.split(',').sort(),
  };
  const key = row.key ?? '';
  switch (by) {
    case 'enterprise':
      return { enterpriseId: key, name: names.get(key) ?? null, ...counted };
    case 'contractor':
      return { organisationId: key, name: names.get(key) ?? null, ...counted };
    case 'seller':
      return { seller: { name: key, creditCode: row.second || null }, ...counted };
    default:
      return { plate: key, plateColour: row.second || null, ...counted };
  }
}
