import { z } from 'zod';
import type { VehicleFile } from '../actions/observations/vehicle-file.ts';
import { EMISSION_STAGES } from '../domain/codes/emission-stage.ts';
import { STAGE_BASES } from '../domain/codes/stage-basis.ts';
import { OBSERVATION_RESULTS } from '../domain/observations/kinds.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';
import { presentSummary } from './vehicle-answer.ts';
import { factsOut } from './vehicle-schema.ts';

const { plate, plateColour, vin, vehicleType, fuel, brandModel, usage, registeredOn, grossMassKg, owner, status } =
  factsOut;
const identity = {
  ...{ plate, plateColour, vin, vehicleType, fuel, brandModel, usage, registeredOn, grossMassKg, owner, status },
};

export const fileOut = z
  .strictObject({
    vehicleId: idOut,
    identity: z.strictObject(identity),
    verified: z.boolean().meta({ description: 'Whether an officer verified any of it.' }),
    stage: z.strictObject({
      stage: z.enum(EMISSION_STAGES),
      substage: z.string().nullable(),
      basis: z.enum(STAGE_BASES).nullable(),
      origin: z.enum(['verified', 'declared']).nullable(),
    }),
    network: z
      .strictObject({
        status: z.string().nullable(),
        origin: z.enum(['observed', 'register']).nullable(),
        at: instantOut.nullable(),
        onlineSince: instantOut.nullable(),
        lastHeardAt: instantOut.nullable(),
      })
      .meta({ description: 'Remote monitoring (联网状态): as last observed, else as on the register.' }),
    lastInspection: z
      .strictObject({
        result: z.enum(OBSERVATION_RESULTS),
        at: instantOut,
        station: z.string().nullable(),
        validUntil: dayOut.nullable(),
      })
      .nullable(),
    retirement: z.enum(['due', 'overdue', 'retired']).nullable(),
    openFlags: z
      .array(
        z.strictObject({
          id: idOut,
          kind: z.string(),
          effect: z.enum(['breach', 'review']),
          status: z.string(),
          occurredAt: instantOut,
        }),
      )
      .meta({ description: 'The newest 50 that are not settled, of those that the reader may list.' }),
    openFollowUps: z.int(),
    refills: z.strictObject({ count: z.int(), litres: z.number(), lastAt: instantOut.nullable() }),
    byYear: z.array(
      z.strictObject({
        year: z.string(),
        passages: z.int(),
        violations: z.int(),
        refills: z.int(),
        litres: z.number(),
        observations: z.record(z.string(), z.int()),
      }),
    ),
    plates: z.array(
      z.strictObject({ plate: z.string(), plateColour: z.string(), from: dayOut.nullable(), until: dayOut.nullable() }),
    ),
    declarants: z
      .array(z.strictObject({ organisationId: idOut, name: z.string().nullable() }))
      .meta({ description: 'Enterprises that declared it as serving them; an enterprise sees itself alone.' }),
  })
  .meta({ id: 'VehicleFile' });

export function presentFile(file: VehicleFile) {
  const { seen, lastInspection, years } = file;
  const shown = presentSummary(seen) as Record<string, unknown>;
  const told = (lastInspection?.details ?? {}) as { readonly station?: string; readonly validUntil?: string };
  const sum = (of: 'refills' | 'millilitres') => years.reduce((total, year) => total + year[of], 0);
  return {
    vehicleId: seen.row.id,
    identity: Object.fromEntries(Object.keys(identity).map((name) => [name, shown[name] ?? null])),
    verified: seen.row.verified,
    stage: {
      ...{ stage: shown['emissionStage'], substage: shown['emissionSubstage'], basis: shown['stageBasis'] },
      origin: (shown['origins'] as Record<string, string>)['emissionStage'] ?? null,
    },
    network: networkOf(file, shown['networkStatus'] as string | null),
    lastInspection: lastInspection
      ? {
          ...{ result: lastInspection.result, at: instant(lastInspection.occurredAt) },
          ...{ station: told.station ?? null, validUntil: told.validUntil ?? null },
        }
      : null,
    retirement: seen.judgement.retirement.place,
    openFlags: file.openFlags.map(({ id, kind, effect, status: state, occurredAt }) => ({
      ...{ id, kind, effect, status: state, occurredAt: instant(occurredAt) },
    })),
    openFollowUps: file.openFollowUps,
    refills: { count: sum('refills'), litres: sum('millilitres') / 1_000, lastAt: instant(file.lastRefillAt) },
    byYear: years.map(({ millilitres, ...year }) => ({ ...year, litres: millilitres / 1_000 })),
    plates: seen.plates.map((binding) => ({
      ...{ plate: binding.plate, plateColour: binding.plateColour },
      ...{ from: binding.validFrom, until: binding.validUntil },
    })),
    declarants: file.declarants.map(({ id, name }) => ({ organisationId: id, name })),
  };
}

function networkOf({ network }: VehicleFile, registered: string | null) {
  if (!network) {
    const origin = registered === null ? null : 'register';
    return { status: registered, origin, at: null, onlineSince: null, lastHeardAt: null };
  }
  const told = network.details as { state: string; onlineSince?: number; lastHeardAt?: number };
  return {
    ...{ status: told.state, origin: 'observed', at: instant(network.occurredAt) },
    onlineSince: instant(told.onlineSince ?? null),
    lastHeardAt: instant(told.lastHeardAt ?? null),
  };
}
