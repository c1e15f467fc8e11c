import { z } from 'zod';
import { divisionInput } from '../domain/codes/county.ts';
import { creditCodeInput } from '../domain/codes/credit-code.ts';
import {
  EMISSION_STAGES,
  EMISSION_SUBSTAGES,
  emissionStageInput,
  withSubstage,
} from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { parsePlate } from '../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { STAGE_BASES } from '../domain/codes/stage-basis.ts';
import { USAGES, usageCodeInput } from '../domain/codes/usage.ts';
import { vehicleTypeInput } from '../domain/codes/vehicle-type.ts';
import { vinInput } from '../domain/codes/vin.ts';
import { INVOICE_KINDS, type VehicleFacts } from '../domain/fleet/vehicle.ts';
import { check, dayOut, dayText, line, refuse } from './schemas.ts';

export const VEHICLE_STATUSES = ['active', 'deregistered', 'scrapped', 'transferred_out'] as const;

/** A plate as written, with its normalised form. */
const plateWritten = z
  .string()
  .max(60)
  .meta({ example: '晋C12345' })
  .transform((raw, context) => {
    const plate = parsePlate(raw);
    if (plate !== undefined) return { plate, plateRaw: raw };
    refuse(context, NO_PLATE);
    return z.NEVER;
  });

/** A telephone number as people write it. */
export const phone = z
  .string()
  .trim()
  .superRefine(
    check((text: string) => /^\+?[0-9][0-9 ()-]{4,28}[0-9]$/.test(text), {
      en: 'This must be a telephone number.',
      zh: '必须是电话号码。',
    }),
  );

const seller = z.strictObject({
  name: line(100),
  creditCode: creditCodeInput.optional(),
  countyCode: divisionInput.optional().meta({ description: 'Where the seller is: a division of any place in China.' }),
});
const owner = z.strictObject({ name: line(100), phone: phone.optional() });

const required = {
  plate: plateWritten,
  plateColour: z.enum(PLATE_COLOURS),
  fuel: z.enum(FUELS),
  emissionStage: emissionStageInput,
  usage: z.enum(USAGES),
  vehicleType: vehicleTypeInput,
};
const optional = {
  vin: vinInput.nullish(),
  emissionSubstage: z.enum(EMISSION_SUBSTAGES).nullish(),
  usageCode: usageCodeInput.nullish(),
  grossMassKg: z.int().min(1).max(1_000_000).nullish(),
  registeredOn: dayText.nullish(),
  registeredDivision: divisionInput.nullish(),
  certificateUploadedOn: dayText.nullish(),
  invoiceOn: dayText
    .nullish()
    .meta({ description: 'Of the invoice of the sale as a new vehicle (机动车销售统一发票).' }),
  invoiceKind: z.enum(INVOICE_KINDS).nullish().meta({
    description: '`used`: of a used vehicle (二手车销售统一发票), which never counts as its sale. `new` unless given.',
  }),
  seller: seller.nullish(),
  owner: owner.nullish(),
  brandModel: line(100).nullish(),
  engineNumber: line(32).nullish(),
  fleetName: line(100).nullish(),
  transferredTo: divisionInput
    .nullish()
    .meta({ description: 'Of a vehicle transferred out: the division it went to.' }),
  networkStatus: line(50).nullish().meta({ description: 'Remote monitoring (联网状态).' }),
};
const stageBasis = z.enum(STAGE_BASES).optional().meta({
  description:
    'What the stage rests on. Officers must say it; from enterprises `declared` (unless said) or `inferred`.',
});
const status = z.enum(VEHICLE_STATUSES);

/** A whole vehicle, as posted. */
export const vehicleIn = z
  .strictObject({ ...required, ...optional, stageBasis, status: status.default('active') })
  .transform((vehicle, context) => ({
    ...factsOf(vehicle, context),
    ...vehicle.plate,
    plateColour: vehicle.plateColour,
  }))
  .meta({ id: 'NewVehicle' });

/** Facts of a vehicle that change; null empties an optional one. */
export const vehicleChangeIn = z
  .strictObject({
    ...z.strictObject(required).partial().shape,
    ...optional,
    stageBasis,
    status: status.optional(),
    effectiveOn: dayText
      .optional()
      .meta({ description: 'With it the change holds from that day on; without it, it was always so (a correction).' }),
  })
  .transform(({ effectiveOn, ...vehicle }, context) => ({
    effectiveOn: effectiveOn ?? null,
    facts: factsOf(vehicle, context),
  }))
  .meta({ id: 'VehicleChange' });

type Given = Omit<VehicleFacts, 'plate' | 'emissionStage'> & {
  readonly plate?: z.output<typeof plateWritten> | undefined;
  readonly emissionStage?: z.output<typeof emissionStageInput> | undefined;
};
type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** The facts that were given, in the form in which they are recorded. */
function factsOf(
  given: Optional<z.output<z.ZodObject<typeof optional>>> & Optional<Given>,
  context: z.core.$RefinementCtx,
) {
  const { plate, emissionStage, emissionSubstage, ...rest } = given;
  const stage = emissionStage && withSubstage(emissionStage, emissionSubstage ?? undefined);
  if (emissionStage && !stage) {
    refuse(context, NO_SUBSTAGE, ['emissionSubstage']);
    return z.NEVER;
  }
  const facts = {
    ...rest,
    ...plate,
    emissionStage: stage?.stage,
    emissionSubstage: stage?.substage ?? emissionSubstage,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as VehicleFacts;
}

const NO_PLATE = {
  en: 'This cannot be a plate: it is empty, longer than 20 characters, or holds control characters.',
  zh: '号牌无效：不能为空、不能超过 20 个字符，也不能含有控制字符。',
};
const NO_SUBSTAGE = {
  en: 'Only China VI has the substages a and b, and they must not contradict each other.',
  zh: '只有国六分 a、b 两个阶段，且不得相互矛盾。',
};

/** The facts of a vehicle in an answer; null is a fact that nobody gave or that was emptied. */
export const factsOut = {
  plate: z.string(),
  plateRaw: z.string().nullable().meta({ description: 'The plate as it was written.' }),
  plateColour: z.enum(PLATE_COLOURS),
  vin: z.string().nullable(),
  fuel: z.enum(FUELS).nullable(),
  emissionStage: z.enum(EMISSION_STAGES),
  emissionSubstage: z.enum(EMISSION_SUBSTAGES).nullable(),
  stageBasis: z.enum(STAGE_BASES).nullable(),
  usage: z.enum(USAGES).nullable(),
  usageCode: z.string().nullable(),
  vehicleType: z.string().nullable(),
  grossMassKg: z.int().nullable(),
  registeredOn: dayOut.nullable(),
  registeredDivision: z.string().nullable(),
  certificateUploadedOn: dayOut.nullable(),
  invoiceOn: dayOut.nullable(),
  invoiceKind: z.enum(INVOICE_KINDS).nullable(),
  seller: z
    .strictObject({ name: z.string(), creditCode: z.string().optional(), countyCode: z.string().optional() })
    .nullable(),
  owner: z.strictObject({ name: z.string(), phone: z.string().optional() }).nullable(),
  brandModel: z.string().nullable(),
  engineNumber: z.string().nullable(),
  fleetName: z.string().nullable(),
  networkStatus: z.string().nullable(),
  transferredTo: z.string().nullable(),
  status: z.enum(VEHICLE_STATUSES),
};
