import { z } from 'zod';
import type { InspectionJudgement } from '../actions/machinery/machine-case.ts';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { type Ambient, DEPARTMENTS, type Instrument, type Participant } from '../domain/machinery/measurement.ts';
import { SMOKE_CLASSES, SMOKE_REASONS, type SmokeReason } from '../domain/machinery/smoke.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { InspectionRow } from '../store/inspections.ts';
import type { Language } from './language.ts';
import { clientId, metFields, oneMachine } from './machine-schema.ts';
import {
  dayOut,
  dayText,
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  known,
  line,
  prose,
  scaled,
} from './schemas.ts';

export const RESULTS = ['pass', 'fail', 'inconclusive'] as const;
const smokeClass = z.enum(SMOKE_CLASSES);

/** An inspection as it is recorded. */
export const newInspection = z
  .strictObject({
    siteId: idText,
    ...metFields,
    inspectedAt: instantText,
    working: z.boolean().nullish().meta({ description: 'Whether it was found at work; a test run is none.' }),
    smoke: z
      .strictObject({
        class: smokeClass.nullish().meta({
          description:
            'By the stage, and the zone of the site where one sets it, unless given; a stricter one may be chosen, a laxer one is refused.',
        }),
        readings: z
          .array(scaled(3, { max: 1_000 }))
          .max(100)
          .meta({ description: 'Light absorption in m⁻¹, in the order taken, at most three decimals.' }),
        times: z
          .array(instantText)
          .max(100)
          .nullish()
          .meta({ description: 'When each reading was taken; as many as readings.' }),
      })
      .nullish(),
    ringelmann: z.int().min(0).max(5).nullish(),
    ambient: z
      .strictObject({
        temperatureC: scaled(1, { min: -60, max: 70 }).nullish(),
        humidityPercent: scaled(1, { max: 100 }).nullish(),
        pressureKpa: scaled(2, { min: 30, max: 120 }).nullish(),
      })
      .nullish()
      .meta({ description: 'The air while it was measured.' }),
    instrument: z
      .strictObject({ model: line(100).nullish(), number: line(60).nullish(), calibratedOn: dayText.nullish() })
      .nullish()
      .meta({ description: 'The opacimeter, with the day of its last calibration.' }),
    method: line(100).nullish().meta({ description: 'How it was measured, such as 自由加速法.' }),
    departments: z
      .array(z.strictObject({ department: z.enum(DEPARTMENTS), unit: line(100).nullish() }))
      .min(1)
      .max(10)
      .nullish()
      .meta({ description: 'Who enforced together (联合执法): departments and their units, never persons.' }),
    location: z
      .strictObject({
        longitude: scaled(6, { min: -180, max: 180 }),
        latitude: scaled(6, { min: -90, max: 90 }),
      })
      .nullish()
      .meta({ description: 'Where on the site it stood, WGS 84.' }),
    remarks: prose(2_000).nullish(),
    clientId,
  })
  .superRefine(oneMachine)
  .meta({ id: 'NewInspection' });

/** What an inspection's body says beside its site and machine, as it is stored. */
export function measuredOf({
  smoke,
  ambient,
  instrument,
  departments,
  location,
  ...rest
}: z.output<typeof newInspection>) {
  const { inspectedAt, working = null, ringelmann = null, method = null, remarks = null, clientId: sent = null } = rest;
  return {
    ...{ inspectedAt, working, ringelmann, method, remarks, clientId: sent },
    smokeClass: smoke?.class ?? null,
    readings: smoke?.readings ?? null,
    readingTimes: smoke?.times ?? null,
    ambient: ambient
      ? {
          temperatureE1: ambient.temperatureC ?? null,
          humidityE1: ambient.humidityPercent ?? null,
          pressureE2: ambient.pressureKpa ?? null,
        }
      : null,
    instrument: instrument
      ? {
          model: instrument.model ?? null,
          number: instrument.number ?? null,
          calibratedOn: instrument.calibratedOn ?? null,
        }
      : null,
    departments: departments?.map(({ department, unit = null }) => ({ department, unit })) ?? null,
    longitudeE6: location?.longitude ?? null,
    latitudeE6: location?.latitude ?? null,
  };
}

/** The members of an inspection in lists and by itself. */
export const inspectionMembers = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  inspectedAt: instantOut,
  working: z.boolean().optional(),
  smoke: z
    .strictObject({
      class: smokeClass.optional(),
      readings: z.array(z.number()),
      times: z.array(instantOut).optional(),
    })
    .optional(),
  ringelmann: z.int().optional(),
  ambient: z
    .strictObject({
      temperatureC: z.number().optional(),
      humidityPercent: z.number().optional(),
      pressureKpa: z.number().optional(),
    })
    .optional(),
  instrument: z
    .strictObject({ model: z.string().optional(), number: z.string().optional(), calibratedOn: dayOut.optional() })
    .optional(),
  method: z.string().optional(),
  departments: z.array(z.strictObject({ department: z.enum(DEPARTMENTS), unit: z.string().optional() })).optional(),
  location: z.strictObject({ longitude: z.number(), latitude: z.number() }).optional(),
  remarks: z.string().optional(),
  result: z.enum(RESULTS),
  class: smokeClass.optional().meta({ description: 'The class of limits it was judged by.' }),
  limit: z.number().optional().meta({ description: 'm⁻¹' }),
  value: z.number().optional().meta({ description: 'The mean of the last readings, m⁻¹, rounded up.' }),
  table: z
    .strictObject({
      policy: z.string(),
      cite: z.string().optional(),
      origin: z.enum(['plan', 'ours', 'unconfirmed']).meta({
        description: '`unconfirmed`: nobody has yet compared these limits with the text of the standard.',
      }),
      statistic: z.literal('mean_of_last'),
      readingsUsed: z.int(),
      zoneClass: smokeClass.optional().meta({ description: 'The laxest class that the zones of the site allowed.' }),
      possibleZoneClass: smokeClass
        .optional()
        .meta({ description: 'A stricter one that they may have required: place of the site or fuel unknown.' }),
    })
    .optional()
    .meta({ description: 'The table of limits it was judged by; how far readings lie apart is not judged.' }),
  missing: z.array(z.string()).meta({ description: 'What was not known and would have decided it.' }),
  reasons: z.array(z.strictObject({ code: z.string(), detail: z.string() })),
  voidedAt: instantOut.optional().meta({ description: 'Since when it counts for nothing; by a granted appeal.' }),
  recordedAt: instantOut,
  recordedBy: idOut,
  clientId: z.string().optional(),
};

/** The inspection as a list shows it. */
export function presentInspection(row: InspectionRow, policies: PolicySet, language: Language) {
  const { class: judgedBy, limitE3, valueE3, missing, reasons } = row.judgement as InspectionJudgement;
  return {
    id: row.id,
    siteId: row.siteId,
    machineId: row.machineId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    inspectedAt: instant(row.inspectedAt),
    ...known({ working: row.working, smoke: smokeOf(row), ringelmann: row.ringelmann }),
    ...circumstancesOf(row),
    ...known({ remarks: row.remarks }),
    result: row.result,
    ...known({
      class: judgedBy,
      limit: limitE3 === undefined ? null : limitE3 / 1_000,
      value: valueE3 === undefined ? null : valueE3 / 1_000,
      table: tableOf(row, policies),
    }),
    missing,
    reasons: reasons.map((code) => ({ code, detail: REASONS[code]?.[language] ?? code })),
    ...known({ voidedAt: instant(row.voidedAt) }),
    recordedAt: instant(row.recordedAt),
    recordedBy: row.recordedBy,
    ...known({ clientId: row.clientId }),
  };
}

function smokeOf({ readings: stored, readingTimes, smokeClass: chosen }: InspectionRow) {
  const readings = stored as readonly number[] | null;
  const times = readingTimes as readonly number[] | null;
  return (
    readings && {
      ...known({ class: chosen }),
      readings: readings.map((e3) => e3 / 1_000),
      ...known({ times: times?.map((time) => instant(time)) }),
    }
  );
}

function circumstancesOf(row: InspectionRow) {
  const ambient = row.ambient as Ambient | null;
  const instrument = row.instrument as Instrument | null;
  const departments = row.departments as readonly Participant[] | null;
  const { longitudeE6, latitudeE6, method } = row;
  return known({
    ambient:
      ambient &&
      known({
        temperatureC: tenth(ambient.temperatureE1),
        humidityPercent: tenth(ambient.humidityE1),
        pressureKpa: ambient.pressureE2 === null ? null : ambient.pressureE2 / 100,
      }),
    instrument: instrument && known(instrument),
    method,
    departments: departments?.map(({ department, unit }) => ({ department, ...known({ unit }) })),
    location:
      longitudeE6 === null || latitudeE6 === null
        ? null
        : { longitude: longitudeE6 / 1_000_000, latitude: latitudeE6 / 1_000_000 },
  });
}

const tenth = (value: number | null): number | null => (value === null ? null : value / 10);

function tableOf({ judgement }: InspectionRow, policies: PolicySet) {
  const { policy: ref, leastClass, possibleClass } = judgement as InspectionJudgement;
  const policy = ref === null ? undefined : policies.get(ref);
  const parameter = policy?.document.parameters['smoke'];
  if (!policy || !parameter) return null;
  return {
    policy: policy.ref,
    ...known({ cite: parameter.cite }),
    origin: parameter.origin,
    statistic: 'mean_of_last',
    readingsUsed: policy.parameter('smoke').readingsUsed,
    ...known({ zoneClass: leastClass, possibleZoneClass: possibleClass }),
  };
}

const REASONS: Readonly<Record<string, (typeof SMOKE_REASONS)[SmokeReason]>> = {
  ...SMOKE_REASONS,
  no_policy: { en: 'No policy was in force on that day.', zh: '检查当日没有生效的政策。' },
};
