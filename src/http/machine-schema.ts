import { z } from 'zod';
import type { MachineDetails } from '../actions/machinery/register-machine.ts';
import type { MachineMet } from '../actions/machinery/seen-machine.ts';
import { AFTER_TREATMENTS, afterTreatmentInput } from '../domain/codes/after-treatment.ts';
import { emissionStageInput } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES } from '../domain/codes/machine-category.ts';
import { disclosureNumberInput, environmentalCodeInput, meinInput, pinInput } from '../domain/codes/machine-number.ts';
import { HOLDINGS } from '../domain/machinery/machine-life.ts';
import { EXCLUDED_USE_CODES, exclusionOf, MACHINE_USE_CODES, PLATED } from '../domain/machinery/machine-use.ts';
import { TOLD_STAGE_BASES } from '../domain/machinery/stage-basis.ts';
import { dayText, idText, line, refuse, scaled } from './schemas.ts';

export const machineStage = emissionStageInput.transform((parsed, context) => {
  if (parsed.substage === undefined) return parsed.stage;
  refuse(context, { en: 'Stages of machines have no step a or b.', zh: '机械的排放阶段不分 a、b 阶段。' });
  return z.NEVER;
});
const category = z.enum(MACHINE_CATEGORIES);
const fuel = z.enum(FUELS);

const engine = z.strictObject({
  manufacturer: line(100).nullish(),
  model: line(100).nullish(),
  number: line(60).nullish(),
  powerKw: scaled(3, { min: 0.001, max: 100_000 })
    .nullish()
    .meta({ description: 'Rated net power, kW, at most three decimals.' }),
});
const optional = {
  environmentalCode: environmentalCodeInput.nullish(),
  mein: meinInput.nullish(),
  pin: pinInput.nullish(),
  manufacturer: line(100).nullish(),
  serialNumber: line(60).nullish(),
  disclosureNumber: disclosureNumberInput.nullish(),
  model: line(100).nullish(),
  producedOn: dayText.nullish(),
  engine: engine.nullish(),
  otherCategory: line(40).nullish().meta({ description: 'The word for a category `other`.' }),
  stageBasis: z.enum(TOLD_STAGE_BASES).nullish().meta({
    description:
      'How the stage is known: read off the label, the disclosure or the type approval, or `declared` (the default) or `inferred`. Only an officer verifies it.',
  }),
  afterTreatment: afterTreatmentInput.nullish().meta({
    description: `What cleans the exhaust: ${AFTER_TREATMENTS.join(', ')}. Written forms such as \`DOC+DPF\` are taken too.`,
  }),
  holding: z.enum(HOLDINGS).nullish().meta({ description: 'Whether who registers it owns or leases it.' }),
  lessorName: line(100).nullish().meta({ description: 'Of whom it is leased; needed where `holding` is `leased`.' }),
};
const use = z
  .enum([...MACHINE_USE_CODES, ...EXCLUDED_USE_CODES])
  .superRefine((code, context) => {
    const excluded = exclusionOf(code);
    if (excluded) refuse(context, excluded);
  })
  .meta({
    description: `What it is used for. One list for a form: ${EXCLUDED_USE_CODES.join(', ')} are not registered, and choosing one is answered with the reason.`,
  });
const plate = line(20)
  .superRefine((_, context) => refuse(context, PLATED))
  .meta({
    description: 'Only for telling that it has one: a machine with a motor-vehicle plate is a vehicle, and is refused.',
  });
const owner = z.strictObject({ name: line(100), phone: line(30).nullish() });
const partialOwner = z.strictObject({ name: line(100).nullish(), phone: line(30).nullish() });

/** A machine as its contractor registers it. */
export const newMachine = z
  .strictObject({
    name: line(100),
    category,
    ...optional,
    fuel,
    emissionStage: machineStage,
    owner: owner.nullish(),
    use: use.nullish(),
    plate: plate.nullish(),
  })
  .meta({ id: 'NewMachine' });

/** Corrections of a machine's record: what is left out stays, null erases. */
export const machineChange = z.strictObject({
  name: line(100).optional(),
  category: category.optional(),
  ...optional,
  fuel: fuel.optional(),
  emissionStage: machineStage.optional(),
  owner: partialOwner.nullish(),
  use: use.nullish(),
});

const NAMELESS = {
  en: 'Give a name, a category or a number of the machine.',
  zh: '请填写机械的名称、类型或任一号码。',
};
const seenMachine = z
  .strictObject({
    name: line(100).nullish(),
    category: category.nullish(),
    ...optional,
    fuel: fuel.nullish(),
    emissionStage: machineStage.nullish(),
    owner: partialOwner.nullish(),
  })
  .superRefine((machine, context) => {
    const { name, environmentalCode, mein, pin, serialNumber } = machine;
    if (!name && !machine.category && !environmentalCode && !mein && !pin && !serialNumber)
      refuse(context, NAMELESS, ['name']);
  })
  .meta({ id: 'SeenMachine' });

/** The two ways of naming a machine that was met; exactly one of them. */
export const metFields = {
  machineId: idText.optional(),
  machine: seenMachine.optional().meta({ description: 'The machine as seen, where its id is not known.' }),
};
type Met = z.output<z.ZodObject<typeof metFields>>;

/** The id that a device gives what it records without a network. */
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .nullish()
  .meta({
    description:
      'Made by the device, unique to its user: sent again with the same content, whenever that is, it is answered with the first record (200); with other content 409.',
  });

/** For `.superRefine`: refuses a body that names no machine, or two. */
export function oneMachine({ machineId, machine }: Met, context: z.core.$RefinementCtx): void {
  if ((machineId === undefined) !== (machine === undefined)) return;
  refuse(context, ONE, [machineId === undefined ? 'machineId' : 'machine']);
}
const ONE = { en: 'Give either machineId or machine.', zh: 'machineId 与 machine 必须且只能填写一项。' };

/** Who was met, of a body checked by `oneMachine`. */
export function metOf({ machineId, machine }: Met): MachineMet {
  return machineId === undefined ? { machine: machineDetails(machine ?? {}) } : { machineId };
}

type Told = Partial<z.output<typeof newMachine>> | z.output<typeof machineChange> | NonNullable<Met['machine']>;

/** The columns that a body speaks of. */
export function machineDetails({ engine: motor, owner: holder, ...rest }: Told): Partial<MachineDetails> {
  const told = {
    ...rest,
    ...(motor === undefined ? {} : engineColumns(motor)),
    ...(holder === undefined
      ? {}
      : holder === null
        ? { ownerName: null, ownerPhone: null }
        : { ownerName: holder.name, ownerPhone: holder.phone }),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function engineColumns(motor: z.output<typeof engine> | null) {
  if (motor === null) return { engineManufacturer: null, engineModel: null, engineNumber: null, powerW: null };
  const { manufacturer, model, number, powerKw } = motor;
  return { engineManufacturer: manufacturer, engineModel: model, engineNumber: number, powerW: powerKw };
}

const NOTHING_KNOWN = {
  environmentalCode: null,
  mein: null,
  pin: null,
  manufacturer: null,
  serialNumber: null,
  disclosureNumber: null,
  model: null,
  producedOn: null,
  engineManufacturer: null,
  engineModel: null,
  engineNumber: null,
  powerW: null,
  ownerName: null,
  ownerPhone: null,
  otherCategory: null,
  use: null,
  stageBasis: null,
  afterTreatment: null,
  holding: null,
  lessorName: null,
};

/** The whole record of a registration. */
export function registrationOf({ plate: _, ...body }: z.output<typeof newMachine>): MachineDetails {
  const { name, category: kind, fuel: burns, emissionStage } = body;
  return { ...NOTHING_KNOWN, ...machineDetails(body), name, category: kind, fuel: burns, emissionStage };
}
