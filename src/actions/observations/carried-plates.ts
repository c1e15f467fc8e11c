import { tellingColour } from '../../domain/gates/colour.ts';
import { startOfDay } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { Carried } from '../../store/timelines.ts';
import type { PlateBindingRow } from '../../store/vehicles.ts';

/** Which plates a vehicle carried when, and whether it alone carried that text then. */
export async function carriedBy(
  reader: Pick<Reader, 'timelines'>,
  bindings: readonly PlateBindingRow[],
): Promise<Carried[]> {
  const all = await reader.timelines.bindingsUnder([...new Set(bindings.map(({ plate }) => plate))]);
  return bindings.map((own) => ({
    ...{ plate: own.plate, plateColour: own.plateColour },
    from: own.validFrom === null ? null : startOfDay(own.validFrom),
    until: own.validUntil === null ? null : startOfDay(own.validUntil),
    alone: !all.some((other) => other.plate === own.plate && other.vehicleId !== own.vehicleId && overlap(own, other)),
  }));
}

/** A plate by itself, whoever carried it; without a colour, whatever colour was read. */
export async function carriedAs(
  reader: Pick<Reader, 'timelines'>,
  plate: string,
  plateColour: string | null,
): Promise<Carried[]> {
  const holders = await reader.timelines.bindingsUnder([plate]);
  const colour = tellingColour(plateColour);
  const alone = holders.every((holder) => tellingColour(holder.plateColour) === colour);
  return [{ plate, plateColour, from: null, until: null, alone }];
}

function overlap(a: PlateBindingRow, b: PlateBindingRow): boolean {
  const starts = a.validFrom === null || b.validUntil === null || a.validFrom < b.validUntil;
  const ends = b.validFrom === null || a.validUntil === null || b.validFrom < a.validUntil;
  return starts && ends;
}
