import { z } from 'zod';
import { VIOLATION_STATUSES } from '../domain/enforcement/violation.ts';
import { explainFlag, type FlagWhy } from '../domain/enforcement/why.ts';
import { answerableFor } from '../domain/policy/manual-kinds.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { Reader } from '../store/store.ts';
import type { ViolationEventRow } from '../store/violation-events.ts';
import type { ListedViolation, ViolationRow } from '../store/violations.ts';
import { presentDecision } from './decisions.ts';
import type { Language } from './language.ts';
import type { Request } from './route.ts';
import { dayOut, idOut, instant, instantOut, known } from './schemas.ts';

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
/** A violation in a list: why in one line. */
export const violationSummaryOut = z.strictObject({ ...common, why: z.string() }).meta({ id: 'ViolationSummary' });
/** A violation by itself: why as a tree, what became of it, who appealed. */
export const violationOut = z
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

/** Violations as lists show them, as a JSON array. */
export async function writeSummaries(
  reader: Reader,
  rows: readonly ListedViolation[],
  { env, language }: Pick<Request, 'env' | 'language'>,
): Promise<Buffer> {
  const policies = env.policies.current();
  const told = `${language} ${numberOf(policies)}`;
  return env.writtenViolations.arrayOf(told, rows, async (ids) => {
    const full = await reader.violations.ofIds(ids);
    const names = await reader.organisations.namesOf(full.flatMap((row) => row.organisationId ?? []));
    return new Map(
      full.map((row) => {
        const why = explainFlag(row.why as FlagWhy, language);
        return [row.id, JSON.stringify({ ...present(row, names, policies), why })];
      }),
    );
  });
}

const numbers = new WeakMap<PolicySet, number>();
let numbered = 0;

/** A number of its own for each set of policies, since answers name who answers for a rule. */
function numberOf(policies: PolicySet): number {
  const known = numbers.get(policies);
  if (known !== undefined) return known;
  numbered += 1;
  numbers.set(policies, numbered);
  return numbered;
}

/** One violation in full. */
export async function violationDetail(reader: Reader, row: ViolationRow, req: Pick<Request, 'env' | 'language'>) {
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
