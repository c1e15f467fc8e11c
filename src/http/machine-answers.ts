import { z } from 'zod';
import type { MachineSight } from '../actions/machinery/view-machine.ts';
import { AFTER_TREATMENTS } from '../domain/codes/after-treatment.ts';
import { EMISSION_STAGES } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES } from '../domain/codes/machine-category.ts';
import { WARNING_CODES, type Warning } from '../domain/codes/warning.ts';
import { HOLDINGS, MACHINE_STATUSES } from '../domain/machinery/machine-life.ts';
import { MACHINE_PHOTO_KINDS } from '../domain/machinery/machine-photos.ts';
import { MACHINE_USE_CODES } from '../domain/machinery/machine-use.ts';
import { MACHINE_STAGE_BASIS_CODES, stageBasisOf } from '../domain/machinery/stage-basis.ts';
import type { MachineRetrofitRow } from '../store/machine-retrofits.ts';
import type { MachineRow } from '../store/machines.ts';
import { dayOut, idOut, instant, instantOut, known } from './schemas.ts';

/** A doubt about a field, kept with the record. */
export const warningOut = z.strictObject({ code: z.enum(WARNING_CODES), pointer: z.string() }).meta({ id: 'Warning' });

/** What anyone who files machines may know of any machine. */
export const cardOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    category: z.enum(MACHINE_CATEGORIES),
    emissionStage: z.enum(EMISSION_STAGES),
  })
  .meta({ id: 'MachineCard' });

const machineFields = {
  ...cardOut.shape,
  origin: z
    .enum(['registered', 'seen'])
    .meta({ description: '`seen`: nobody registered it; it was only met on a site.' }),
  organisationId: idOut.optional().meta({ description: 'Its holder; none where it was only seen.' }),
  environmentalCode: z.string().optional(),
  mein: z.string().optional(),
  pin: z.string().optional(),
  manufacturer: z.string().optional(),
  serialNumber: z.string().optional(),
  disclosureNumber: z.string().optional(),
  model: z.string().optional(),
  producedOn: dayOut.optional(),
  engine: z
    .strictObject({
      manufacturer: z.string().optional(),
      model: z.string().optional(),
      number: z.string().optional(),
      powerKw: z.number().optional(),
    })
    .optional(),
  fuel: z.enum(FUELS).optional(),
  owner: z.strictObject({ name: z.string().optional(), phone: z.string().optional() }).optional(),
  otherCategory: z.string().optional(),
  use: z.enum(MACHINE_USE_CODES).optional(),
  stageBasis: z.enum(MACHINE_STAGE_BASIS_CODES).optional(),
  stageVerified: z.boolean().meta({ description: 'Whether an officer looked, and this stage is what was found.' }),
  stageVerifiedAt: instantOut.optional(),
  afterTreatment: z.enum(AFTER_TREATMENTS).optional(),
  holding: z.enum(HOLDINGS).optional(),
  lessorName: z.string().optional(),
  status: z.enum(MACHINE_STATUSES),
  statusOn: dayOut.optional().meta({ description: 'Since which day it is sold, scrapped or moved out.' }),
  createdAt: instantOut,
  warnings: z.array(warningOut),
};
export const machineSummaryOut = z.strictObject(machineFields).meta({ id: 'MachineSummary' });

const verificationOut = z.strictObject({
  emissionStage: z.enum(EMISSION_STAGES),
  basis: z.enum(MACHINE_STAGE_BASIS_CODES),
  stageBefore: z.enum(EMISSION_STAGES).meta({ description: 'What the record said until then.' }),
  remarks: z.string().optional(),
  evidenceIds: z.array(idOut),
  at: instantOut,
  by: idOut,
});

export const retrofitOut = z
  .strictObject({
    id: idOut,
    what: z.string(),
    retrofittedOn: dayOut,
    workshop: z.string(),
    certificateNumber: z.string().optional(),
    afterTreatment: z.enum(AFTER_TREATMENTS).optional(),
    evidenceIds: z.array(idOut),
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'MachineRetrofit' });

const photoKind = z.enum(MACHINE_PHOTO_KINDS);

/** One machine in full: its record, and the latest of what became of it. */
export const machineOut = z
  .strictObject({
    ...machineFields,
    photos: z
      .strictObject({
        present: z.array(z.strictObject({ kind: photoKind, evidenceId: idOut })),
        lacking: z.array(photoKind),
      })
      .meta({
        description:
          'Pictures of the machine, its plate, the plate of its engine and its label; each is evidence about `machine` of that `kind`. The newest of each counts.',
      }),
    verifications: z.array(verificationOut).meta({ description: 'Looks of officers at its stage, newest first.' }),
    retrofits: z.array(retrofitOut).meta({ description: 'The newest on record; none changed the stage.' }),
    life: z
      .array(
        z.strictObject({
          status: z.enum(MACHINE_STATUSES),
          on: dayOut,
          reason: z.string().optional(),
          at: instantOut,
          by: idOut,
        }),
      )
      .meta({ description: 'Changes of its status, newest first.' }),
    holders: z
      .array(z.strictObject({ organisationId: idOut, since: instantOut, until: instantOut.optional() }))
      .meta({ description: 'Who held it from when until when, oldest first.' }),
  })
  .meta({ id: 'Machine' });

export const presentCard = ({ id, name, category: kind, emissionStage }: MachineRow) => ({
  id,
  name,
  category: kind,
  emissionStage,
});

export function presentMachine(row: MachineRow, warnings: readonly Warning[]) {
  return {
    ...presentCard(row),
    origin: row.origin,
    ...known({
      organisationId: row.organisationId,
      environmentalCode: row.environmentalCode,
      mein: row.mein,
      pin: row.pin,
      manufacturer: row.manufacturer,
      serialNumber: row.serialNumber,
      disclosureNumber: row.disclosureNumber,
      model: row.model,
      producedOn: row.producedOn,
      engine: orNull(
        known({
          manufacturer: row.engineManufacturer,
          model: row.engineModel,
          number: row.engineNumber,
          powerKw: row.powerW === null ? null : row.powerW / 1_000,
        }),
      ),
      fuel: row.fuel,
      owner: orNull(known({ name: row.ownerName, phone: row.ownerPhone })),
      otherCategory: row.otherCategory,
      use: row.use,
      stageBasis: stageBasisOf(row),
      stageVerifiedAt: instant(row.stageVerifiedAt),
      afterTreatment: row.afterTreatment,
      holding: row.holding,
      lessorName: row.lessorName,
      statusOn: row.statusOn,
    }),
    stageVerified: row.stageVerifiedAt !== null,
    status: row.status,
    createdAt: instant(row.createdAt),
    warnings,
  };
}

/** The machine with what became of it. */
export const presentMachineInFull = (row: MachineRow, warnings: readonly Warning[], sight: MachineSight) => ({
  ...presentMachine(row, warnings),
  photos: sight.photos,
  verifications: sight.verifications.map(
    ({ emissionStage, basis, stageBefore, remarks, evidenceIds, at, verifiedBy }) => ({
      ...{ emissionStage, basis, stageBefore, ...known({ remarks }), evidenceIds, at: instant(at), by: verifiedBy },
    }),
  ),
  retrofits: sight.retrofits.map(presentRetrofit),
  life: sight.life.map(({ status, day, reason, at, recordedBy }) => ({
    ...{ status, on: day, ...known({ reason }), at: instant(at), by: recordedBy },
  })),
  holders: sight.holders.map(({ organisationId, since, until }) => ({
    ...{ organisationId, since: instant(since), ...known({ until: instant(until) }) },
  })),
});

export const presentRetrofit = (row: MachineRetrofitRow) => ({
  id: row.id,
  what: row.what,
  retrofittedOn: row.retrofittedOn,
  workshop: row.workshop,
  ...known({ certificateNumber: row.certificateNumber, afterTreatment: row.afterTreatment }),
  evidenceIds: row.evidenceIds,
  recordedAt: instant(row.recordedAt),
  recordedBy: row.recordedBy,
});

const orNull = <T extends object>(members: T): T | null => (Object.keys(members).length > 0 ? members : null);
