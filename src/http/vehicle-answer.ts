import { z } from 'zod';
import type { VehicleDetail, VehicleSight } from '../actions/fleet/view-vehicle.ts';
import { WARNING_CODES } from '../domain/codes/warning.ts';
import type { VehicleFacts } from '../domain/fleet/vehicle.ts';
import { decisionOut, presentDecision } from './decisions.ts';
import type { Language } from './language.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';
import { factsOut } from './vehicle-schema.ts';

const summary = {
  id: idOut,
  ...factsOut,
  verified: z.boolean().meta({ description: 'Whether an officer verified any of it.' }),
  origins: z
    .record(z.string(), z.enum(['verified', 'declared']))
    .meta({ description: 'Of each fact given: verified by an officer, or declared by an enterprise.' }),
  declared: z
    .looseObject({})
    .meta({ description: 'What enterprises declared otherwise than officers verified; it judges nothing.' }),
  warnings: z.array(z.strictObject({ code: z.enum(WARNING_CODES), pointer: z.string() })),
  createdAt: instantOut,
  updatedAt: instantOut,
};
export const vehicleSummaryOut = z.strictObject(summary).meta({ id: 'VehicleSummary' });

const detail = {
  ...summary,
  retirement: z
    .enum(['due', 'overdue', 'retired'])
    .nullable()
    .meta({ description: 'Its place in the retirement programme (淘汰), clause 2.4.4.' }),
  plates: z.array(
    z.strictObject({
      plate: z.string(),
      plateColour: z.string(),
      from: dayOut.nullable(),
      until: dayOut.nullable().meta({ description: 'The first day on which it carried it no more.' }),
    }),
  ),
  decisions: z.array(decisionOut).meta({ description: 'What the law says of its sale and of its retirement.' }),
  history: z.array(
    z.strictObject({
      id: idOut,
      effectiveOn: dayOut.nullable().meta({ description: 'Null: it was always so (a correction).' }),
      recordedAt: instantOut,
      source: z
        .enum(['officer', 'enterprise', 'refusal'])
        .meta({ description: '`refusal`: an officer turned the declaration down; `facts` hold the `reason`.' }),
      basis: z.string().nullable(),
      facts: z.looseObject({}),
    }),
  ),
};
export const vehicleOut = z.strictObject(detail).meta({ id: 'Vehicle' });
export const vehicleWrittenOut = z
  .strictObject({
    ...detail,
    rejudging: z
      .strictObject({ jobId: idOut })
      .meta({ description: 'The job that judges the passages under its plates again.' }),
  })
  .meta({ id: 'WrittenVehicle' });

/** A vehicle as lists give it: each fact verified, else declared. */
export function presentSummary({ row, verified, declared, warnings }: VehicleSight) {
  const shown: VehicleFacts = { ...declared, ...verified };
  const given = Object.keys(factsOut) as (keyof VehicleFacts)[];
  return {
    id: row.id,
    ...Object.fromEntries(given.map((name) => [name, shown[name] ?? null])),
    plate: row.plate,
    plateColour: row.plateColour,
    emissionStage: shown.emissionStage ?? 'X',
    status: shown.status ?? 'active',
    verified: row.verified,
    origins: Object.fromEntries(
      given
        .filter((name) => shown[name] !== undefined && shown[name] !== null)
        .map((name) => [name, verified[name] === undefined ? 'declared' : 'verified']),
    ),
    declared: otherwise(declared, verified),
    warnings,
    createdAt: instant(row.createdAt),
    updatedAt: instant(row.updatedAt),
  };
}

/** A vehicle in full, its decisions explained in the reader's language. */
export function presentVehicle(seen: VehicleDetail, language: Language) {
  const { sale, retirement, today, policy } = seen.judgement;
  return {
    ...presentSummary(seen),
    retirement: retirement.place,
    plates: seen.plates.map(({ plate, plateColour, validFrom, validUntil }) => ({
      plate,
      plateColour,
      from: validFrom,
      until: validUntil,
    })),
    decisions: [
      ...(sale
        ? [presentDecision(sale.decision, { ...sale, legalDay: seen.judgement.sold.invoiceOn ?? null }, language)]
        : []),
      ...(retirement.decision
        ? [presentDecision(retirement.decision, { facts: retirement.facts, policy, legalDay: today }, language)]
        : []),
    ],
    history: seen.history.map((change) => ({
      id: change.id,
      effectiveOn: change.effectiveOn,
      recordedAt: instant(change.recordedAt),
      source: change.source,
      basis: change.facts.stageBasis ?? null,
      facts: change.facts,
    })),
  };
}

function otherwise(declared: VehicleFacts, verified: VehicleFacts): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) => {
    const word = (verified as Record<string, unknown>)[name];
    return word !== undefined && value !== null && JSON.stringify(word) !== JSON.stringify(value);
  };
  return Object.fromEntries(Object.entries(declared).filter(differs));
}
