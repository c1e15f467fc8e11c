import { z } from 'zod';
import { type EquipmentDetails, equipmentWarnings } from '../actions/plant/equipment.ts';
import { EMISSION_STAGES, emissionStageInput } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES } from '../domain/codes/machine-category.ts';
import { disclosureNumberInput, environmentalCodeInput, meinInput, pinInput } from '../domain/codes/machine-number.ts';
import { plateInput } from '../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { vinInput } from '../domain/codes/vin.ts';
import type { PlantEquipmentRow } from '../store/plant-equipment.ts';
import { warningOut } from './machine-answers.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, line, refuse, scaled } from './schemas.ts';

export const EQUIPMENT_KINDS = ['vehicle', 'machine'] as const;
const kind = z.enum(EQUIPMENT_KINDS);

const stage = emissionStageInput.transform((parsed, context) => {
  if (parsed.substage === undefined) return parsed.stage;
  refuse(context, { en: 'The ledgers keep no step a or b: give 6.', zh: '台账不分 a、b 阶段，请填写 6。' });
  return z.NEVER;
});
const engine = z.strictObject({
  manufacturer: line(100).nullish(),
  model: line(100).nullish(),
  number: line(60).nullish(),
  powerKw: scaled(3, { min: 0.001, max: 100_000 }).nullish(),
});
const optional = {
  environmentalCode: environmentalCodeInput.nullish().meta({ description: '环保登记号码' }),
  plate: plateInput.nullish().meta({ description: 'Its plate, or the number the plant gave it (内部号牌).' }),
  plateColour: z.enum(PLATE_COLOURS).nullish(),
  vin: vinInput.nullish(),
  category: z.enum(MACHINE_CATEGORIES).nullish(),
  pin: pinInput.nullish(),
  mein: meinInput.nullish(),
  disclosureNumber: disclosureNumberInput.nullish(),
  manufacturer: line(100).nullish(),
  brandModel: line(100).nullish(),
  producedOn: dayText.nullish(),
  registeredOn: dayText.nullish(),
  fuel: z.enum(FUELS).nullish(),
  networkStatus: line(50).nullish(),
  engine: engine.nullish(),
  ownerName: line(100).nullish(),
  enteredOn: dayText.nullish().meta({ description: 'Since when it works in the plant.' }),
  leftOn: dayText.nullish(),
};

export const newEquipment = z
  .strictObject({ enterpriseId: idText, kind, ...optional, emissionStage: stage })
  .meta({ id: 'NewPlantEquipment' });

/** What is left out stays; null erases. Whose it is and of which ledger never changes. */
export const equipmentChange = z
  .strictObject({ ...optional, emissionStage: stage.optional() })
  .meta({ id: 'PlantEquipmentChange' });

/** The columns that a body speaks of. */
export function equipmentColumns(body: z.output<typeof equipmentChange>): Partial<EquipmentDetails> {
  const { engine: motor, ...rest } = body;
  const told = { ...rest, ...(motor === undefined ? {} : engineColumns(motor)) };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function engineColumns(motor: z.output<typeof engine> | null) {
  if (motor === null) return { engineManufacturer: null, engineModel: null, engineNumber: null, powerW: null };
  const { manufacturer, model, number, powerKw } = motor;
  return { engineManufacturer: manufacturer, engineModel: model, engineNumber: number, powerW: powerKw };
}

/** The whole record of a new one. */
export function equipmentOf(body: z.output<typeof newEquipment>): EquipmentDetails {
  const { enterpriseId: _enterprise, kind: _kind, ...told } = body;
  const nothing = {
    ...{ environmentalCode: null, plate: null, plateColour: null, vin: null, category: null, pin: null, mein: null },
    ...{ disclosureNumber: null, manufacturer: null, brandModel: null, producedOn: null, registeredOn: null },
    ...{ fuel: null, networkStatus: null, engineNumber: null, engineModel: null, engineManufacturer: null },
    ...{ powerW: null, ownerName: null, enteredOn: null, leftOn: null },
  };
  return { ...nothing, ...equipmentColumns(told), emissionStage: told.emissionStage };
}

export const equipmentShape = {
  id: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  kind,
  environmentalCode: z.string().nullable(),
  plate: z.string().nullable(),
  plateColour: z.enum(PLATE_COLOURS).nullable(),
  vin: z.string().nullable(),
  category: z.enum(MACHINE_CATEGORIES).nullable(),
  pin: z.string().nullable(),
  mein: z.string().nullable(),
  disclosureNumber: z.string().nullable(),
  manufacturer: z.string().nullable(),
  brandModel: z.string().nullable(),
  producedOn: dayOut.nullable(),
  registeredOn: dayOut.nullable(),
  fuel: z.enum(FUELS).nullable(),
  emissionStage: z.enum(EMISSION_STAGES),
  networkStatus: z.string().nullable(),
  engine: z.strictObject({
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    number: z.string().nullable(),
    powerKw: z.number().nullable(),
  }),
  ownerName: z.string().nullable(),
  enteredOn: dayOut.nullable(),
  leftOn: dayOut.nullable(),
  createdAt: instantOut,
  updatedAt: instantOut,
  warnings: z.array(warningOut),
};
export const equipmentOut = z.strictObject(equipmentShape).meta({ id: 'PlantEquipment' });

export const presentEquipment = (row: PlantEquipmentRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  kind: row.kind,
  environmentalCode: row.environmentalCode,
  plate: row.plate,
  plateColour: row.plateColour,
  vin: row.vin,
  category: row.category,
  pin: row.pin,
  mein: row.mein,
  disclosureNumber: row.disclosureNumber,
  manufacturer: row.manufacturer,
  brandModel: row.brandModel,
  producedOn: row.producedOn,
  registeredOn: row.registeredOn,
  fuel: row.fuel,
  emissionStage: row.emissionStage,
  networkStatus: row.networkStatus,
  engine: {
    manufacturer: row.engineManufacturer,
    model: row.engineModel,
    number: row.engineNumber,
    powerKw: row.powerW === null ? null : row.powerW / 1_000,
  },
  ownerName: row.ownerName,
  enteredOn: row.enteredOn,
  leftOn: row.leftOn,
  createdAt: instant(row.createdAt),
  updatedAt: instant(row.updatedAt),
  warnings: equipmentWarnings(row),
});
