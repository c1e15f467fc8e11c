import { z } from 'zod';
import { alertTemplateForm } from '../alerts/forms.ts';
import { aggravatingFinding, repeatOffender } from '../cases/aggravating.ts';
import { caseNumbering } from '../cases/numbering.ts';
import { CLEAN_MODES, type CleanTransportRule } from '../fleet/clean-share.ts';
import { letterForm } from '../fleet/retirement-letter.ts';
import type { StageByRegistration } from '../fleet/verification.ts';
import { filingNumbering } from '../machinery/filing-number.ts';
import { prohibitionNumbering } from '../machinery/prohibition-notice.ts';
import type { SmokeParameters } from '../machinery/smoke.ts';
import type { StageDays, StagePlausibility } from '../machinery/stage-plausibility.ts';
import { type FindingRule, OBSERVATION_FLAGS, OBSERVATION_SIGNS } from '../observations/findings.ts';
import { OBSERVATION_KINDS } from '../observations/kinds.ts';
import { spotCheckMethod } from '../spot-checks/method.ts';
import { isDay } from '../time.ts';
import { manualKinds } from './manual-kinds.ts';

/** What gate software sends when it knows nothing (疑似默认值): so many of the typical values at once, or a fuel that a type never has. */
export type SuspectDefaults = {
  /** How many of: fuel, stage and usage as below, registered on the day of the passage. */
  readonly atLeast: number;
  readonly fuel: string;
  readonly emissionStage: string;
  readonly usage: string;
  readonly impossible: readonly { readonly fuel: string; readonly vehicleTypes: readonly string[] }[];
};

const count = z.int().min(0);
const day = z.string().refine(isDay);
const names = z.array(z.string().min(1));
const limits = z.tuple([count, count, count]).readonly();

const smoke: z.ZodType<SmokeParameters> = z.strictObject({
  limitsE3: z.strictObject({ I: limits, II: limits, III: limits }),
  powerBoundsW: z.tuple([count, count]).readonly(),
  classIMaxStage: count,
  readingsUsed: z.int().min(1),
  ringelmannMax: z.number(),
});
const stagePlausibility: z.ZodType<StagePlausibility> = z.strictObject({
  from: day,
  maxPowerW: count,
  maxStage: count,
});
const stageDays: z.ZodType<StageDays> = z.strictObject({
  tooNew: z.array(z.strictObject({ madeBefore: day, notStage: count })),
  tooOld: z.array(z.strictObject({ madeFrom: day, notStage: count })),
});
const cleanTransport: z.ZodType<CleanTransportRule> = z.strictObject({
  modes: z.array(z.enum(CLEAN_MODES)),
  newEnergyTrucks: z.boolean(),
});
const stageByRegistration: z.ZodType<StageByRegistration> = z.array(z.strictObject({ from: day, stage: count }));
const suspectDefaults: z.ZodType<SuspectDefaults> = z.strictObject({
  atLeast: z.int().min(1),
  fuel: z.string(),
  emissionStage: z.string(),
  usage: z.string(),
  impossible: z.array(z.strictObject({ fuel: z.string(), vehicleTypes: names })),
});

const observationFindings: z.ZodType<readonly FindingRule[]> = z.array(
  z.strictObject({
    kinds: z.array(z.enum(OBSERVATION_KINDS)).min(1),
    sign: z.enum(OBSERVATION_SIGNS),
    followUp: z.boolean(),
    flag: z.enum(OBSERVATION_FLAGS).optional(),
  }),
);

/** The parameters that code asks for by name, with the form each must have; a policy without one of them is refused. */
export const NEEDED_PARAMETERS = {
  repeatSeconds: count,
  freshnessSeconds: count,
  clockSkewSeconds: count,
  suspectDefaults,
  bulkCargoNames: names,
  registrationDivisionPrefix: z.string().min(1),
  platePrefix: z.string().min(1),
  lookBackDays: count,
  cleanTransport,
  cleanTransportRules: names,
  alertTemplates: z.array(alertTemplateForm),
  cleanShareMinimum: z.number().nullable(),
  networkingGraceDays: count,
  gateHeardFromHours: count,
  lateAfterSeconds: count,
  gateListLookBackDays: count,
  gateListValidHours: z.int().min(1),
  ureaWindowDays: z.int().min(1).max(366),
  observationFindings,
  resubmitWorkingDays: count,
  appealWorkingDays: count,
  appealDecisionWorkingDays: count,
  manualKinds,
  noticeAnswerWorkingDays: count,
  caseDecisionWorkingDays: count,
  caseNumbering,
  prohibitionNumbering,
  filingNumbering,
  repeatOffender,
  spotCheck: spotCheckMethod,
  aggravatingFindings: z.array(aggravatingFinding),
  holidays: z.array(day),
  retirementDeadline: day,
  retirementLetter: letterForm,
  smoke,
  stagePlausibility,
  stageDays,
  claimAnswerWorkingDays: count,
  arrivalWindowDays: count,
  overstayHours: count,
  insideLookBackDays: count,
  doubtfulConfidence: z.number().min(0).max(1),
  verificationWindowDays: count,
  stageByRegistration,
} as const satisfies Record<string, z.ZodType>;

/** The values of those parameters. */
export type ParameterValues = {
  readonly [N in keyof typeof NEEDED_PARAMETERS]: z.output<(typeof NEEDED_PARAMETERS)[N]>;
};
