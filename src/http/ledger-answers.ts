import { z } from 'zod';
import type { PlantRow } from '../actions/ledgers/plant-ledger.ts';
import type { LedgerSide, NamedPhoto, TransportRow } from '../actions/ledgers/transport-ledger.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { LEDGER_FACTS, LEDGER_SOURCES } from '../domain/ledgers/ledger-vehicle.ts';
import { equipmentShape, presentEquipment } from './plant-schema.ts';
import { idOut, instant, instantOut } from './schemas.ts';

const photosOut = z
  .array(z.strictObject({ evidenceId: idOut, kind: z.string(), name: z.string() }))
  .meta({ description: 'Evidence, each under the name it has in the ledger’s archive.' });
const sideOut = z.strictObject({
  passageId: idOut,
  gateId: idOut,
  gate: z.string().nullable(),
  lane: z.int().nullable(),
  at: instantOut,
  cargo: z.string().nullable(),
  empty: z.boolean(),
  tonnes: z.number().nullable(),
  photos: photosOut,
});
const factsOut = Object.fromEntries(LEDGER_FACTS.map((name) => [name, z.string().nullable()])) as Record<
  (typeof LEDGER_FACTS)[number],
  z.ZodNullable<z.ZodString>
>;

export const transportRowOut = z
  .strictObject({
    id: idOut.meta({ description: 'The visit: the first passage of it.' }),
    enterpriseId: idOut,
    enterprise: z.string().nullable(),
    countyCode: z.string(),
    plate: z.string().nullable(),
    plateColour: z.enum(PLATE_COLOURS).nullable(),
    vehicleId: idOut.nullable(),
    vehicle: z.strictObject(factsOut),
    sources: z.record(z.string(), z.enum(LEDGER_SOURCES)).meta({
      description: 'Who said each fact: verified by officers, declared by an enterprise, or the gate’s word.',
    }),
    entry: sideOut.nullable(),
    exit: sideOut.nullable(),
    list: photosOut,
    licence: photosOut,
  })
  .meta({ id: 'TransportLedgerRow' });

export const plantRowOut = z
  .strictObject({
    ...equipmentShape,
    enterprise: z.string().nullable(),
    photos: z.record(z.string(), photosOut),
  })
  .meta({ id: 'PlantLedgerRow' });

const presentPhotos = (photos: readonly NamedPhoto[]) =>
  photos.map(({ id, kind, name }) => ({ evidenceId: id, kind, name }));

const presentSide = (side: LedgerSide | null) =>
  side && {
    passageId: side.passageId,
    gateId: side.gateId,
    gate: side.gate,
    lane: side.lane,
    at: instant(side.at),
    cargo: side.cargo,
    empty: side.empty,
    tonnes: side.kg === null ? null : side.kg / 1_000,
    photos: presentPhotos(side.photos),
  };

export const presentTransportRow = (row: TransportRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  enterprise: row.enterprise,
  countyCode: row.countyCode,
  plate: row.plate || null,
  plateColour: row.plateColour,
  vehicleId: row.vehicleId,
  vehicle: Object.fromEntries(LEDGER_FACTS.map((name) => [name, row.vehicle.facts[name] ?? null])),
  sources: row.vehicle.sources,
  entry: presentSide(row.entry),
  exit: presentSide(row.exit),
  list: presentPhotos(row.list),
  licence: presentPhotos(row.licence),
});

export const presentPlantRow = (row: PlantRow) => ({
  ...presentEquipment(row),
  enterprise: row.enterprise,
  photos: Object.fromEntries(Object.entries(row.photos).map(([slot, photos]) => [slot, presentPhotos(photos)])),
});
