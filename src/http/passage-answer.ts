import { z } from 'zod';
import { decidedUnderOrders } from '../actions/alerts/decided-under-orders.ts';
import { type DecidedUnder, gateAction } from '../actions/gates/passage-answer.ts';
import { viewArrivals } from '../actions/machinery/arrivals.ts';
import { EMISSION_STAGES, type EmissionStage } from '../domain/codes/emission-stage.ts';
import { OUTCOMES } from '../domain/gates/passage.ts';
import { decodeFacts } from '../domain/policy/fact-codec.ts';
import { legalDayOf } from '../domain/time.ts';
import type { PassageRow } from '../store/passages.ts';
import type { Reader } from '../store/store.ts';
import { arrivalOut, presentArrival } from './arrival-answers.ts';
import { decisionOut, flagOut, presentDecisions } from './decisions.ts';
import { barrier, direction, plateColour } from './passage-schema.ts';
import type { Request } from './route.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

export const verdict = {
  outcome: z.enum(OUTCOMES),
  basis: z.enum(['verified', 'asserted', 'unknown']).meta({ description: 'Where the emission stage came from.' }),
  gateAction: z.enum(['open', 'hold']),
  decisions: z.array(decisionOut),
};

export const judgedStage = z
  .enum(EMISSION_STAGES)
  .meta({ description: 'The stage that judged it; X: nobody knows, or the plate was not read.' });

export const summaryFields = {
  id: idOut,
  eventId: z.string(),
  gateId: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  passedAt: instantOut,
  receivedAt: instantOut,
  legalDay: dayOut,
  direction,
  plate: z.string().nullable(),
  plateRaw: z.string().nullable(),
  plateColour: plateColour.nullable(),
  confidence: z.number().nullable(),
  lane: z.int().nullable(),
  vehicle: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  cargo: z
    .strictObject({
      name: z.string().optional(),
      bulk: z.boolean().optional(),
      tonnes: z.number().optional(),
      empty: z.boolean().optional(),
    })
    .nullable(),
  tonnes: z
    .number()
    .nullable()
    .meta({ description: 'Of the load of the access, on its first reading, where it was weighed.' }),
  barrier: barrier.nullable(),
  barrierReason: z.string().nullable(),
  decidedBy: z
    .strictObject({ list: z.int() })
    .nullable()
    .meta({ description: 'The version of the offline list by which the gate decided alone.' }),
  accessId: idOut.meta({ description: 'The first reading of the access; readings with one access are repeats.' }),
  visitId: idOut.meta({ description: 'The first reading of the visit: of its entry, or of an exit without one.' }),
  outcome: verdict.outcome,
  emissionStage: judgedStage,
  basis: verdict.basis,
  judgedAt: instantOut,
};
export const summaryOut = z.strictObject(summaryFields).meta({ id: 'PassageSummary' });
export const passageOut = z
  .strictObject({
    ...summaryFields,
    gateAction: verdict.gateAction,
    decisions: verdict.decisions,
    violations: z.array(flagOut),
    findings: z.array(flagOut),
    machines: z
      .array(arrivalOut)
      .meta({ description: 'Machines that the truck brought, as far as somebody linked them.' }),
    superseded: z
      .array(
        z.strictObject({
          ...{ outcome: verdict.outcome, basis: verdict.basis, policy: z.string().nullable() },
          judgedAt: instantOut,
          replacedAt: instantOut,
          cause: z.string(),
          decisions: z.array(decisionOut),
        }),
      )
      .meta({ description: 'Decisions that later ones replaced, newest first.' }),
  })
  .meta({ id: 'PassageDetail' });

/** A passage in full, its decisions explained in the reader's language: what GET gives and its tag covers. */
export async function detailOf(reader: Reader, { env, language }: Pick<Request, 'env' | 'language'>, row: PassageRow) {
  // One after the other, since a transaction has one connection.
  const gate = await reader.gates.find(row.gateId);
  const history = await reader.passages.history(row.id);
  const flags = await reader.violations.ofSubjects([`access:${row.visitId}`]);
  const standing = flags.filter(
    ({ status, evidence }) =>
      status !== 'withdrawn' &&
      status !== 'cancelled' &&
      (evidence as { passageIds?: string[] }).passageIds?.includes(row.id),
  );
  const policies = env.policies.current();
  const before: { past: (typeof history)[number]; decided: DecidedUnder }[] = [];
  for (const past of history) before.push({ past, decided: await decidedUnderOrders(reader, policies, row, past) });
  return {
    ...summarise(row),
    gateAction: gateAction(gate?.mode ?? 'advise', row.hold),
    decisions: presentDecisions(await decidedUnderOrders(reader, policies, row, row), language),
    ...split(standing),
    machines: (await viewArrivals(reader, await reader.machineArrivals.ofPassage(row.id))).map(presentArrival),
    superseded: before.map(({ past, decided }) => ({
      outcome: past.outcome,
      basis: past.basis,
      policy: past.policy,
      judgedAt: instant(past.judgedAt),
      replacedAt: instant(past.replacedAt),
      cause: past.cause,
      decisions: presentDecisions(decided, language),
    })),
  };
}

export function split(flags: readonly { id: string; kind: string; effect: string }[]) {
  const present = (effect: string) => flags.filter((f) => f.effect === effect).map(({ id, kind }) => ({ id, kind }));
  return { violations: present('breach'), findings: present('review') };
}

export function summarise(row: PassageRow) {
  const load = row.cargo as { kg?: number } | null;
  const { kg, ...told } = load ?? {};
  return {
    id: row.id,
    eventId: row.eventId,
    gateId: row.gateId,
    enterpriseId: row.enterpriseId,
    countyCode: row.countyCode,
    passedAt: instant(row.passedAt),
    receivedAt: instant(row.receivedAt),
    legalDay: legalDayOf(row.passedAt),
    direction: row.direction,
    plate: row.plate || null,
    plateRaw: row.plateRaw,
    plateColour: row.plateColour,
    confidence: row.confidenceE4 === null ? null : row.confidenceE4 / 10_000,
    lane: row.lane,
    vehicle: row.asserted,
    cargo: load && { ...told, ...(kg === undefined ? {} : { tonnes: kg / 1_000 }) },
    tonnes: row.loadKg === null ? null : row.loadKg / 1_000,
    barrier: row.barrier,
    barrierReason: row.barrierReason,
    decidedBy: row.listVersion === null ? null : { list: row.listVersion },
    accessId: row.accessId,
    visitId: row.visitId,
    outcome: row.outcome,
    emissionStage: stageThatJudged(row),
    basis: row.basis,
    judgedAt: instant(row.judgedAt),
  };
}

/** The emission stage by which a passage was judged; `X` where nobody knew it. */
export const stageThatJudged = ({ facts }: Pick<PassageRow, 'facts'>): EmissionStage =>
  (decodeFacts(facts)['vehicle.emissionStage']?.value as EmissionStage | undefined) ?? 'X';
