import { z } from 'zod';
import type { NewRefill, RefillFacts } from '../actions/urea/refills.ts';
import { countyInput } from '../domain/codes/county.ts';
import { plateInput } from '../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import type { UreaPointRow } from '../store/urea-points.ts';
import type { UreaRefillRow, UreaReportingRow } from '../store/urea-refills.ts';
import { plateColour } from './passage-schema.ts';
import {
  dayOut,
  dayText,
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  line,
  prose,
  refuse,
  scaled,
} from './schemas.ts';

export const POINT_KINDS = ['own', 'public'] as const;
export const REFILL_STATUSES = ['standing', 'corrected', 'voided'] as const;

/** What is told of a refill point. */
export const pointFields = {
  name: line(100),
  address: line(200),
  placeCounty: countyInput.meta({ description: 'The county in which it lies.' }),
  kind: z.enum(POINT_KINDS).meta({ description: 'The enterprise’s own, or a public one that it uses.' }),
  freeOfCharge: z.boolean().meta({ description: 'Whether urea and refilling are free of charge (免费加注).' }),
  closedOn: dayText.nullable().default(null),
};

export const pointOut = z
  .strictObject({
    id: idOut,
    enterpriseId: idOut,
    countyCode: z.string().meta({ description: 'Of the enterprise.' }),
    name: z.string(),
    address: z.string(),
    placeCounty: z.string(),
    kind: z.enum(POINT_KINDS),
    freeOfCharge: z.boolean(),
    closedOn: dayOut.nullable(),
    createdAt: instantOut,
    updatedAt: instantOut,
  })
  .meta({ id: 'UreaPoint' });

export const presentPoint = ({ createdBy: _, ...row }: UreaPointRow) => ({
  ...row,
  createdAt: instant(row.createdAt),
  updatedAt: instant(row.updatedAt),
});

/** What is told of a refill; `litres` gives ml. */
export const refillFields = {
  plate: plateInput.optional(),
  plateColour: z.enum(PLATE_COLOURS).optional(),
  vehicleId: idText.optional().meta({ description: 'A vehicle on record in place of plate and colour.' }),
  refilledAt: instantText,
  litres: scaled(3, { min: 0.001, max: 2_000 }).meta({ description: 'At most three decimals.' }),
  pointId: idText.nullish(),
  remarks: prose(500).nullish(),
};
export const refillKey = line(64).meta({
  description: 'The enterprise’s own key of the refill: sending it again gives no second one.',
});

type Told = {
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
  readonly vehicleId?: string | undefined;
  readonly refilledAt: number;
  readonly litres: number;
  readonly pointId?: string | null | undefined;
  readonly remarks?: string | null | undefined;
};

/** Either plate and colour, or a vehicle on record. */
export function namesVehicle({ plate, plateColour: colour, vehicleId }: Told, context: z.core.$RefinementCtx): void {
  if (vehicleId !== undefined) {
    if (plate !== undefined || colour !== undefined) refuse(context, EITHER, ['vehicleId']);
  } else if (plate === undefined) refuse(context, NAME_IT, ['plate']);
  else if (colour === undefined) refuse(context, COLOUR_TOO, ['plateColour']);
}

export function refillOf({ plate = '', plateColour: colour = '', vehicleId, ...told }: Told): RefillFacts {
  return {
    vehicle: vehicleId === undefined ? { plate, plateColour: colour } : { vehicleId },
    refilledAt: told.refilledAt,
    millilitres: told.litres,
    pointId: told.pointId ?? null,
    remarks: told.remarks ?? null,
  };
}

/** A refill as posted, singly or in a batch. */
export const newRefill = z
  .strictObject({ enterpriseId: idText, key: refillKey, ...refillFields })
  .superRefine(namesVehicle)
  .transform(({ enterpriseId, key, ...told }): NewRefill => ({ enterpriseId, key, ...refillOf(told) }))
  .meta({ id: 'NewUreaRefill' });

export const refillOut = z
  .strictObject({
    id: idOut,
    enterpriseId: idOut,
    countyCode: z.string(),
    key: z.string().nullable().meta({ description: 'Null for a correction.' }),
    plate: z.string(),
    plateColour,
    refilledAt: instantOut,
    litres: z.number(),
    pointId: idOut.nullable(),
    remarks: z.string().nullable(),
    status: z.enum(REFILL_STATUSES).meta({ description: 'Only standing ones count.' }),
    correctsId: idOut.nullable().meta({ description: 'The refill in whose place it stands.' }),
    replacedById: idOut.nullable().meta({ description: 'The one that stands in its place.' }),
    endedAt: instantOut.nullable(),
    endReason: z.string().nullable(),
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'UreaRefill' });

export const presentRefill = ({ millilitres, endedBy: _, ...row }: UreaRefillRow) => ({
  ...row,
  litres: millilitres / 1_000,
  refilledAt: instant(row.refilledAt),
  endedAt: instant(row.endedAt),
  recordedAt: instant(row.recordedAt),
});

export const reportingOut = z
  .strictObject({
    id: idOut,
    enterpriseId: idOut,
    countyCode: z.string(),
    startsOn: dayOut,
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'UreaReporting' });

export const presentReporting = (row: UreaReportingRow) => ({ ...row, recordedAt: instant(row.recordedAt) });

const EITHER: Message = {
  en: 'Give either plate and colour, or a vehicle on record.',
  zh: '请填写号牌和颜色，或已登记车辆，二者择一。',
};
const NAME_IT: Message = {
  en: 'Give plate and colour, or a vehicle on record.',
  zh: '请填写号牌和颜色，或已登记车辆。',
};
const COLOUR_TOO: Message = { en: 'A plate needs its colour.', zh: '请填写号牌颜色。' };
