import { z } from 'zod';
import type { NewObservation } from '../actions/observations/record-observation.ts';
import { countyInput } from '../domain/codes/county.ts';
import { plateInput } from '../domain/codes/plate.ts';
import { vinInput } from '../domain/codes/vin.ts';
import type { Message } from '../domain/failure.ts';
import { OBSERVATION_SIGNS, type ObservationFinding } from '../domain/observations/findings.ts';
import {
  FOLLOW_UPS,
  OBSERVATION_KINDS,
  OBSERVATION_RESULTS,
  type ObservationKind,
  type ObservationResult,
} from '../domain/observations/kinds.ts';
import type { ObservationRow } from '../store/observations.ts';
import { detailsIn, detailsOut, presentDetails } from './observation-fields.ts';
import { plateColour } from './passage-schema.ts';
import { idOut, instant, instantOut, instantText, line, refuse } from './schemas.ts';

/** What every observation tells, whatever its kind. */
const common = {
  source: line(60).meta({ description: 'The system or unit that observed it.' }),
  externalId: line(100).meta({ description: 'The source’s own key: sending it again gives no second one.' }),
  plate: plateInput.nullish(),
  plateColour: plateColour.nullish(),
  vin: vinInput.nullish(),
  occurredAt: instantText,
  countyCode: countyInput.nullish().meta({ description: 'Where it was; of a county’s officers their own county.' }),
  result: z.enum(OBSERVATION_RESULTS).default('none').meta({ description: 'As the source says.' }),
};

type Told = {
  readonly source: string;
  readonly externalId: string;
  readonly plate?: string | null | undefined;
  readonly plateColour?: string | null | undefined;
  readonly vin?: string | null | undefined;
  readonly occurredAt: number;
  readonly countyCode?: string | null | undefined;
  readonly result: ObservationResult;
  readonly details: Readonly<Record<string, unknown>>;
};

function named({ plate, vin }: Pick<Told, 'plate' | 'vin'>, context: z.core.$RefinementCtx): void {
  if (!plate && !vin) refuse(context, NAME_IT, ['plate']);
}

/** An observation of a kind, without the kind itself: a row of a table. */
export const observationOf = (kind: ObservationKind) =>
  z
    .strictObject({ ...common, details: detailsIn(kind) })
    .superRefine(named)
    .transform((told): NewObservation => fromTold(kind, told));

const bodies = OBSERVATION_KINDS.map((kind) =>
  z.strictObject({ kind: z.literal(kind), ...common, details: detailsIn(kind) }).meta({ id: `New_${kind}` }),
);

/** An observation as posted, singly or in a batch. */
export const newObservation = z
  .discriminatedUnion('kind', bodies as [(typeof bodies)[number], ...typeof bodies])
  .superRefine(named)
  .transform(({ kind, ...told }): NewObservation => fromTold(kind, told))
  .meta({ id: 'NewObservation' });

function fromTold(kind: ObservationKind, told: Told): NewObservation {
  return {
    kind,
    source: told.source,
    externalId: told.externalId,
    plate: told.plate ?? '',
    plateColour: told.plateColour ?? null,
    vin: told.vin ?? null,
    occurredAt: told.occurredAt,
    countyCode: told.countyCode ?? null,
    result: told.result,
    details: told.details,
  };
}

const findingOut = z.strictObject({
  sign: z.enum(OBSERVATION_SIGNS),
  followUp: z.boolean(),
  flag: z.string().nullable().meta({ description: 'The kind of the review flag that it raised.' }),
  facts: z.record(z.string(), z.string()),
});

export const observationOut = z
  .strictObject({
    id: idOut,
    kind: z.enum(OBSERVATION_KINDS),
    source: z.string(),
    externalId: z.string(),
    plate: z.string().nullable(),
    plateColour: plateColour.nullable(),
    vin: z.string().nullable(),
    vehicleId: idOut.nullable().meta({ description: 'Null while no vehicle on record is known by plate or VIN.' }),
    occurredAt: instantOut,
    countyCode: z.string().nullable(),
    result: z.enum(OBSERVATION_RESULTS),
    details: z.union(OBSERVATION_KINDS.map(detailsOut)),
    findings: z.array(findingOut).meta({ description: 'What the policy of its day makes of it.' }),
    followUp: z.strictObject({
      state: z.enum(FOLLOW_UPS),
      at: instantOut.nullable(),
      by: idOut.nullable(),
      reason: z.string().nullable(),
    }),
    voided: z.strictObject({ at: instantOut, reason: z.string() }).nullable(),
    receivedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'Observation' });

export function presentObservation(row: ObservationRow) {
  const kind = row.kind as ObservationKind;
  const findings = row.findings as readonly ObservationFinding[];
  return {
    id: row.id,
    kind,
    source: row.source,
    externalId: row.externalId,
    plate: row.plate || null,
    plateColour: row.plateColour,
    vin: row.vin,
    vehicleId: row.vehicleId,
    occurredAt: instant(row.occurredAt),
    countyCode: row.countyCode,
    result: row.result,
    details: presentDetails(kind, row.details as Readonly<Record<string, unknown>>),
    findings: findings.map(({ sign, followUp, flag, facts }) => ({ sign, followUp, flag: flag ?? null, facts })),
    followUp: {
      state: row.followUp,
      at: instant(row.followedUpAt),
      by: row.followedUpBy,
      reason: row.followUpReason,
    },
    voided: row.voidedAt === null ? null : { at: instant(row.voidedAt), reason: row.voidReason ?? '' },
    receivedAt: instant(row.receivedAt),
    recordedBy: row.recordedBy,
  };
}

const NAME_IT: Message = { en: 'Give a plate or a VIN.', zh: '请填写号牌或车辆识别代号。' };
