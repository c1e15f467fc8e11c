import { z } from 'zod';
import { REMEDY_KINDS, type Remedy } from '../actions/appeals/remedy.ts';
import { emissionStageInput } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { PERFORMANCE_GRADES } from '../domain/codes/performance-grade.ts';
import { plateInput } from '../domain/codes/plate.ts';
import { SECTORS } from '../domain/codes/sector.ts';
import { STAGE_BASES } from '../domain/codes/stage-basis.ts';
import { USAGES } from '../domain/codes/usage.ts';
import { vehicleTypeInput } from '../domain/codes/vehicle-type.ts';
import { vinInput } from '../domain/codes/vin.ts';
import { machineChange, machineDetails } from './machine-schema.ts';
import { barrier, cargo, plateColour, REASON_NEEDED } from './passage-schema.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, instantText, line, refuse } from './schemas.ts';
import { vehicleChangeIn } from './vehicle-schema.ts';

const moment = instantText.transform((ms) => instant(ms));
const enterpriseFacts = {
  sector: z.enum(SECTORS).optional(),
  inPlanningArea: z.boolean().optional(),
  annualFreightTonnes: z.int().min(0).max(2_000_000_000).nullable().optional(),
  railLineCompletedOn: dayText.nullable().optional(),
  keyVehicleUser: z.boolean().optional(),
  performanceGrade: z.enum(PERFORMANCE_GRADES).nullable().optional(),
};

const NOTHING = { en: 'Say what is right.', zh: '请填写正确的信息。' };

/** For `.superRefine`: refuses an object of which nothing is given. */
function something(given: object, context: z.core.$RefinementCtx): void {
  if (Object.values(given).every((value) => value === undefined)) refuse(context, NOTHING);
}

/** What an appellant holds to be true, by the names that records use. */
export const claimedIn = z
  .strictObject({
    plate: plateInput.optional(),
    plateColour: plateColour.optional(),
    vin: vinInput.optional(),
    emissionStage: emissionStageInput.transform(({ stage }) => stage).optional(),
    stageBasis: z.enum(STAGE_BASES).optional(),
    fuel: z.enum(FUELS).optional(),
    usage: z.enum(USAGES).optional(),
    vehicleType: vehicleTypeInput.optional(),
    grossMassKg: z.int().min(1).max(1_000_000).optional(),
    registeredOn: dayText.optional(),
    invoiceOn: dayText.optional(),
    cargo: line(100).optional(),
    bulk: z.boolean().optional(),
    barrier: barrier.optional(),
    ...enterpriseFacts,
    machineId: idText.optional(),
    filingId: idText.optional(),
    powerKw: z.number().min(0.001).max(100_000).optional(),
    submittedAt: moment.optional(),
    enteredAt: moment.optional(),
    exitedAt: moment.optional(),
    occurredAt: moment.optional(),
  })
  .superRefine(something)
  .meta({ id: 'ClaimedFacts' });

const sighting = { machineId: idText.optional(), at: instantText.optional() };

/** The machine and the moment of a sighting, of which one is wrong. */
function oneWrong({ machineId, at }: { machineId?: string; at?: number }, context: z.core.$RefinementCtx): void {
  something({ machineId, at }, context);
}

/** How an officer puts the fact right. */
export const remedyIn = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }).meta({ description: 'Only the violation is cancelled.' }),
    z
      .strictObject({ kind: z.literal('vehicle'), vehicleId: idText.optional(), facts: vehicleChangeIn })
      .transform(({ facts: change, ...rest }) => ({ ...rest, change })),
    z.strictObject({
      kind: z.literal('plate'),
      passageIds: z
        .array(idText)
        .min(1)
        .max(50)
        .optional()
        .meta({ description: 'All readings of the visit unless given.' }),
      plate: plateInput,
      plateColour: plateColour.nullable().optional(),
    }),
    z
      .strictObject({ kind: z.literal('cargo'), passageId: idText.optional(), cargo })
      .transform(({ cargo: load, ...rest }, context) => {
        if (load !== null) return { ...rest, cargo: load };
        refuse(context, NOTHING, ['cargo']);
        return z.NEVER;
      }),
    z
      .strictObject({
        kind: z.literal('barrier'),
        passageId: idText.optional(),
        result: barrier,
        barrierReason: line(200).nullable().default(null),
      })
      .superRefine(({ result, barrierReason }, context) => {
        if (result === 'forced' && barrierReason === null) refuse(context, REASON_NEEDED, ['barrierReason']);
      }),
    z.strictObject({
      kind: z.literal('enterprise'),
      validFrom: dayText.optional(),
      facts: z.strictObject(enterpriseFacts).superRefine(something),
    }),
    z
      .strictObject({
        kind: z.literal('machine'),
        machineId: idText.optional(),
        facts: machineChange.superRefine(something),
      })
      .transform(({ facts, ...rest }) => ({ ...rest, change: machineDetails(facts) })),
    z
      .strictObject({
        kind: z.literal('filing'),
        filingId: idText.optional(),
        submittedAt: instantText.optional(),
        enteredAt: instantText.optional(),
        exitedAt: instantText.optional(),
      })
      .superRefine(({ submittedAt, enteredAt, exitedAt }, context) =>
        something({ submittedAt, enteredAt, exitedAt }, context),
      ),
    z
      .strictObject({ kind: z.literal('site_entry'), siteEntryId: idText.optional(), ...sighting })
      .superRefine(oneWrong),
    z
      .strictObject({ kind: z.literal('inspection'), inspectionId: idText.optional(), ...sighting })
      .superRefine(oneWrong),
    z.strictObject({ kind: z.literal('void_inspection'), inspectionId: idText.optional() }),
  ])
  .meta({ id: 'Remedy' });

const MOMENTS: readonly string[] = ['submittedAt', 'enteredAt', 'exitedAt', 'at'];

/** The moments (ms) that a remedy names, with where they stand in a body that holds it. */
export const momentsOf = (remedy: Remedy): [string, number][] =>
  Object.entries(remedy).flatMap(([name, value]) =>
    MOMENTS.includes(name) && typeof value === 'number' ? [[`#/remedy/${name}`, value] satisfies [string, number]] : [],
  );

/** What was claimed, in an answer. */
export const claimedOut = z
  .strictObject({
    plate: z.string().optional(),
    plateColour: z.string().optional(),
    vin: z.string().optional(),
    emissionStage: z.string().optional(),
    stageBasis: z.string().optional(),
    fuel: z.string().optional(),
    usage: z.string().optional(),
    vehicleType: z.string().optional(),
    grossMassKg: z.int().optional(),
    registeredOn: dayOut.optional(),
    invoiceOn: dayOut.optional(),
    cargo: z.string().optional(),
    bulk: z.boolean().optional(),
    barrier: z.string().optional(),
    sector: z.string().optional(),
    inPlanningArea: z.boolean().optional(),
    annualFreightTonnes: z.int().nullable().optional(),
    railLineCompletedOn: dayOut.nullable().optional(),
    keyVehicleUser: z.boolean().optional(),
    performanceGrade: z.string().nullable().optional(),
    machineId: idOut.optional(),
    filingId: idOut.optional(),
    powerKw: z.number().optional(),
    submittedAt: instantOut.optional(),
    enteredAt: instantOut.optional(),
    exitedAt: instantOut.optional(),
    occurredAt: instantOut.optional(),
  } satisfies Record<keyof z.input<typeof claimedIn>, z.ZodType>)
  .meta({ id: 'ClaimedFactsShown' });

/** A remedy as it was applied. */
export const remedyOut = z
  .strictObject({
    kind: z.enum(REMEDY_KINDS),
    vehicleId: idOut.optional(),
    machineId: idOut.optional(),
    passageId: idOut.optional(),
    passageIds: z.array(idOut).optional(),
    filingId: idOut.optional(),
    siteEntryId: idOut.optional(),
    inspectionId: idOut.optional(),
    validFrom: dayOut.optional(),
    facts: z.looseObject({}).optional(),
    plate: z.string().optional(),
    plateColour: z.string().nullable().optional(),
    cargo: z
      .strictObject({
        name: z.string().optional(),
        bulk: z.boolean().optional(),
        tonnes: z.number().optional(),
        empty: z.boolean().optional(),
      })
      .optional(),
    result: barrier.optional(),
    barrierReason: z.string().nullable().optional(),
    submittedAt: instantOut.optional(),
    enteredAt: instantOut.optional(),
    exitedAt: instantOut.optional(),
    at: instantOut.optional(),
  })
  .meta({ id: 'AppliedRemedy' });

/** A remedy as it was applied, for an answer. */
export function presentRemedy(remedy: unknown) {
  const { cargo: load, ...rest } = remedy as Record<string, unknown> & { cargo?: { kg?: number } };
  const told = Object.entries(rest).map(([name, value]) => [
    name,
    MOMENTS.includes(name) && typeof value === 'number' ? instant(value) : value,
  ]);
  if (!load) return Object.fromEntries(told);
  const { kg, ...more } = load;
  return { ...Object.fromEntries(told), cargo: { ...more, ...(kg === undefined ? {} : { tonnes: kg / 1_000 }) } };
}
