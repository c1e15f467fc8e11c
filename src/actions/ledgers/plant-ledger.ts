import { type PhotoSlot, photoName, slotOf } from '../../domain/ledgers/photo-slots.ts';
import type { PlantEquipmentRow } from '../../store/plant-equipment.ts';
import type { Reader } from '../../store/store.ts';
import type { NamedPhoto } from './transport-ledger.ts';

/** A vehicle (厂内车辆) or machine (非道路移动机械) of a plant with its pictures, each told apart by what it shows. */
export type PlantRow = PlantEquipmentRow & {
  readonly enterprise: string | null;
  readonly photos: Readonly<Record<PhotoSlot, readonly NamedPhoto[]>>;
};

/** The ledger rows of equipment, in the same order. */
export async function plantRows(reader: Reader, equipment: readonly PlantEquipmentRow[]): Promise<PlantRow[]> {
  const enterprises = await reader.organisations.namesOf(equipment.map(({ enterpriseId }) => enterpriseId));
  const photos = await reader.evidence.ofSubjects(
    'plant_equipment',
    equipment.map(({ id }) => id),
  );
  return equipment.map((row) => {
    const own = photos.filter(({ subjectId }) => subjectId === row.id);
    const named = (slot: PhotoSlot): NamedPhoto[] =>
      own
        .filter(({ kind }) => slotOf(kind) === slot)
        .map((photo, index) => ({ ...photo, name: photoName(row.id, slot, index + 1, photo) }));
    return {
      ...row,
      enterprise: enterprises.get(row.enterpriseId) ?? null,
      photos: {
        list: named('list'),
        licence: named('licence'),
        machine_plate: named('machine_plate'),
        engine_plate: named('engine_plate'),
        label: named('label'),
        other: named('other'),
      },
    };
  });
}
