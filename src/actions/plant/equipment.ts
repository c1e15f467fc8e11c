import { parseEnvironmentalCode } from '../../domain/codes/machine-number.ts';
import { plateColourMismatch } from '../../domain/codes/plate.ts';
import { vinWarnings } from '../../domain/codes/vin.ts';
import type { Warning } from '../../domain/codes/warning.ts';
import { forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PlantEquipmentRow } from '../../store/plant-equipment.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

/** What is told of a vehicle or machine of a plant; null is unknown. */
export type EquipmentDetails = Omit<
  PlantEquipmentRow,
  'id' | 'enterpriseId' | 'countyCode' | 'kind' | 'createdAt' | 'createdBy' | 'updatedAt'
>;

/** Puts a vehicle or machine on the ledgers of an enterprise: its own, or one that answers to the officer. */
export async function addEquipment(
  tx: Writer,
  actor: Actor,
  enterpriseId: string,
  kind: 'vehicle' | 'machine',
  details: EquipmentDetails,
  at: At,
): Promise<PlantEquipmentRow> {
  const enterprise = await getOrganisation(tx, actor, enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'plant-equipment.write', enterprise)) throw forbidden();
  const row: PlantEquipmentRow = {
    ...details,
    ...{ id: at.newId(), enterpriseId, countyCode: enterprise.countyCode, kind },
    ...{ createdAt: at.now, createdBy: actor.id, updatedAt: at.now },
  };
  requireWhole(row);
  await tx.plantEquipment.insert(row);
  await record(tx, actor, at, 'plant-equipment.create', { type: 'plant_equipment', id: row.id }, details);
  return row;
}

/** Changes what is given of it; null erases. Gives it as it is then. */
export async function changeEquipment(
  tx: Writer,
  actor: Actor,
  id: string,
  given: Partial<EquipmentDetails>,
  at: At,
): Promise<PlantEquipmentRow> {
  const before = await getEquipment(tx, actor, id, 'plant-equipment.write');
  const after: PlantEquipmentRow = { ...before, ...given };
  requireWhole(after);
  if (JSON.stringify(before) === JSON.stringify(after)) return before;
  const changed = { ...after, updatedAt: at.now };
  await tx.plantEquipment.update(id, { ...given, updatedAt: at.now });
  await record(tx, actor, at, 'plant-equipment.update', { type: 'plant_equipment', id }, given);
  return changed;
}

/** One that the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getEquipment(
  reader: Pick<Reader, 'plantEquipment'>,
  actor: Actor,
  id: string,
  action: Action = 'plant-equipment.read',
): Promise<PlantEquipmentRow> {
  const row = await reader.plantEquipment.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'plant-equipment.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}

/** VIN check digit, plate against colour, and what the environmental code itself says of the stage. */
export function equipmentWarnings(row: PlantEquipmentRow): Warning[] {
  const warnings = vinWarnings(row.vin, '#/vin');
  if (row.plate !== null && plateColourMismatch(row.plate, row.plateColour))
    warnings.push({ code: 'plate_colour_mismatch', pointer: '#/plateColour' });
  const coded = row.environmentalCode === null ? undefined : parseEnvironmentalCode(row.environmentalCode)?.stage;
  const told = [coded, row.emissionStage].every((stage) => stage !== undefined && stage !== 'X');
  if (told && coded !== row.emissionStage)
    warnings.push({ code: 'machine_code_stage_mismatch', pointer: '#/emissionStage' });
  return warnings;
}

/** What the ledgers cannot do without: something that tells it from others, a machine's kind, days in their order. */
function requireWhole(row: PlantEquipmentRow): void {
  const { kind, environmentalCode, plate, vin, pin, mein, category, enteredOn, leftOn } = row;
  if (kind === 'vehicle' && !environmentalCode && !plate && !vin)
    throw invalid('#/environmentalCode', NAMELESS_VEHICLE);
  if (kind === 'machine' && !environmentalCode && !pin && !mein) throw invalid('#/environmentalCode', NAMELESS_MACHINE);
  if (kind === 'machine' && !category) throw invalid('#/category', KIND_NEEDED);
  if (enteredOn && leftOn && leftOn < enteredOn) throw invalid('#/leftOn', BACKWARDS);
}

const NO_ENTERPRISE = { en: 'Ledgers are kept by enterprises.', zh: '台账由企业建立。' };
const NAMELESS_VEHICLE = {
  en: 'Give an environmental code, a plate (the plant’s own will do), or a VIN.',
  zh: '请填写环保登记号码、号牌（可为内部号牌）或车辆识别代号。',
};
const NAMELESS_MACHINE = {
  en: 'Give an environmental code, a PIN or a MEIN.',
  zh: '请填写环保登记号码、产品识别码或机械环保代码。',
};
const KIND_NEEDED = { en: 'Say what kind of machine it is.', zh: '请填写机械种类。' };
const BACKWARDS = { en: 'It cannot leave before it came.', zh: '离厂日期不得早于进厂日期。' };
