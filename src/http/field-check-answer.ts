import { z } from 'zod';
import type { CheckedMachine, OpenFiling } from '../actions/machinery/look-at-machine.ts';
import type { LookedUp, SlipSeen } from '../actions/machinery/look-up.ts';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { FINDINGS, type Finding, VERDICT_WORDS, VERDICTS } from '../domain/machinery/field-check.ts';
import { FILED_HERE } from '../domain/machinery/filed-here.ts';
import { FILING_STATES } from '../domain/machinery/filing.ts';
import { MACHINE_STATUSES } from '../domain/machinery/machine-life.ts';
import { MACHINE_PHOTO_KINDS } from '../domain/machinery/machine-photos.ts';
import { SMOKE_CLASSES } from '../domain/machinery/smoke.ts';
import { MACHINE_STAGE_BASIS_CODES, stageBasisOf } from '../domain/machinery/stage-basis.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { SLIP_RESULT_WORDS, SLIP_RESULTS, SLIP_STATE_WORDS, SLIP_STATES } from '../domain/slips/slip-state.ts';
import type { SiteRow } from '../store/sites.ts';
import { inspectionMembers, presentInspection } from './inspection-schema.ts';
import type { Language } from './language.ts';
import { cardOut, presentCard } from './machine-answers.ts';
import { dayOut, idOut, instant, instantOut, known } from './schemas.ts';

const words = z.strictObject({ en: z.string(), zh: z.string() });
const siteOut = z.strictObject({ id: idOut, name: z.string(), address: z.string(), countyCode: z.enum(COUNTY_CODES) });
const verdict = {
  verdict: z.enum(VERDICTS),
  words: words.meta({ description: 'The verdict and why, in both languages.' }),
  findings: z.array(z.strictObject({ code: z.string(), ...words.shape })),
};
const machineOut = z.strictObject({
  machine: z.strictObject({
    ...cardOut.shape,
    environmentalCode: z.string().optional(),
    mein: z.string().optional(),
    pin: z.string().optional(),
    manufacturer: z.string().optional(),
    serialNumber: z.string().optional(),
    model: z.string().optional(),
    powerKw: z.number().optional(),
    fuel: z.string().optional(),
    stageBasis: z.enum(MACHINE_STAGE_BASIS_CODES).optional(),
    stageVerifiedAt: instantOut.optional(),
    status: z.enum(MACHINE_STATUSES),
    holder: z.string().optional().meta({ description: 'The organisation that holds it; no person is named.' }),
  }),
  photos: z.array(
    z.strictObject({
      kind: z.enum(MACHINE_PHOTO_KINDS),
      evidenceId: idOut,
      content: z.string(),
      thumbnail: z.string(),
    }),
  ),
  filed: z.enum(FILED_HERE).optional().meta({ description: 'For this site at that instant; absent without a site.' }),
  enteredAt: instantOut.optional().meta({ description: 'Since when it is known to be on this site.' }),
  filings: z
    .array(
      z.strictObject({
        id: idOut,
        number: z.string().optional(),
        status: z.enum(FILING_STATES),
        here: z.boolean(),
        site: siteOut.optional(),
        unit: z.string().optional(),
        plannedEntryOn: dayOut,
        plannedExitOn: dayOut,
        submittedAt: instantOut,
        resubmitBy: dayOut.optional(),
        enteredAt: instantOut.optional(),
      }),
    )
    .meta({ description: 'Its open filings, for any site.' }),
  prohibition: z
    .strictObject({ id: idOut, openedAt: instantOut, site: siteOut.optional(), retestBy: dayOut.optional() })
    .optional(),
  exemptions: z.array(
    z.strictObject({
      id: idOut,
      subjectType: z.string(),
      clause: z.string().optional(),
      orderId: idOut.optional(),
      from: instantOut,
      until: instantOut,
    }),
  ),
  orders: z
    .array(
      z.strictObject({
        id: idOut,
        orderNumber: z.string().nullable(),
        level: z.string(),
        startsAt: instantOut,
        endsAt: instantOut.nullable(),
        bearing: z.enum(['barred', 'exempted', 'free', 'unknown']),
      }),
    )
    .meta({ description: 'Orders in force there, and whether each bars its work.' }),
  inspections: z.array(z.strictObject(inspectionMembers)).meta({ description: 'The last three.' }),
  zones: z.array(
    z.strictObject({
      id: idOut,
      name: z.string(),
      standing: z.enum(['meets', 'below', 'unknown', 'place_unknown']),
      minStage: z.string().optional(),
      exempt: z.boolean(),
    }),
  ),
  requiredSmokeClass: z.enum(SMOKE_CLASSES).optional().meta({ description: 'The laxest class that zones allow here.' }),
  ...verdict,
});

/** The answer of a check on the spot. */
export const lookedUpOut = z
  .strictObject({
    at: instantOut,
    site: siteOut.optional(),
    slip: z
      .strictObject({
        result: z.enum(SLIP_RESULTS),
        state: z.enum(SLIP_STATES).optional(),
        states: z.array(z.enum(SLIP_STATES)).optional(),
        filingId: idOut.optional(),
        ...words.shape,
      })
      .optional(),
    machines: z.array(machineOut),
    ...verdict,
  })
  .meta({ id: 'FieldCheck' });

/** What was found, for the inspector; `at` in ms. */
export function presentLookedUp(found: LookedUp, at: number, policies: PolicySet, language: Language) {
  return {
    at: instant(at),
    ...known({ site: found.site && siteOf(found.site), slip: found.slip && slipOf(found.slip) }),
    machines: found.machines.map((machine) => machineOf(machine, policies, language)),
    ...verdictOf(found),
  };
}

function verdictOf({ verdict: reached, findings }: Pick<LookedUp, 'verdict' | 'findings'>) {
  const told = VERDICT_WORDS[reached];
  const because = (language: 'en' | 'zh', blank: string) =>
    [told[language], ...findings.map((code: Finding) => FINDINGS[code][language])].join(blank);
  return {
    verdict: reached,
    words: { en: because('en', ' '), zh: because('zh', '') },
    findings: findings.map((code) => ({ code, ...FINDINGS[code] })),
  };
}

function slipOf({ found, filing, states }: SlipSeen) {
  const [state] = states;
  const result = SLIP_RESULT_WORDS[found.result];
  const now = state ? SLIP_STATE_WORDS[state] : undefined;
  return {
    result: found.result,
    ...known({ state, states: state ? [...states] : null, filingId: filing?.id }),
    en: now ? `${result.en} ${now.en}` : result.en,
    zh: now ? `${result.zh}${now.zh}` : result.zh,
  };
}

const siteOf = ({ id, name, address, countyCode }: SiteRow) => ({ id, name, address, countyCode });

function machineOf(checked: CheckedMachine, policies: PolicySet, language: Language) {
  const { row, holder, prohibition, zones, photos } = checked;
  return {
    machine: {
      ...presentCard(row),
      ...known({
        environmentalCode: row.environmentalCode,
        mein: row.mein,
        pin: row.pin,
        manufacturer: row.manufacturer,
        serialNumber: row.serialNumber,
        model: row.model,
        powerKw: row.powerW === null ? null : row.powerW / 1000,
        fuel: row.fuel,
        stageBasis: stageBasisOf(row),
        stageVerifiedAt: instant(row.stageVerifiedAt),
        holder,
      }),
      status: row.status,
    },
    photos: photos.map((photo) => ({
      ...photo,
      content: `/api/v1/evidence/${photo.evidenceId}/content`,
      thumbnail: `/api/v1/evidence/${photo.evidenceId}/thumbnail`,
    })),
    ...known({ filed: checked.filed, enteredAt: instant(checked.enteredAt) }),
    filings: checked.filings.map(filingOf),
    ...known({
      prohibition: prohibition && {
        id: prohibition.row.id,
        openedAt: instant(prohibition.row.openedAt),
        ...known({ site: prohibition.site && siteOf(prohibition.site), retestBy: prohibition.row.retestBy }),
      },
    }),
    exemptions: checked.exemptions.map(({ id, subject, clause, orderId, from, until }) => ({
      ...{ id, subjectType: subject.type },
      ...known({ clause, orderId }),
      ...{ from: instant(from), until: instant(until) },
    })),
    orders: checked.orders.map(({ id, orderNumber, level, startsAt, endsAt, bearing }) => ({
      ...{ id, orderNumber, level, startsAt, endsAt, bearing },
    })),
    inspections: checked.inspections.map((one) => presentInspection(one, policies, language)),
    zones: zones.map(({ zone, standing, exempt }) => ({
      ...{ id: zone.id, name: zone.name, standing, exempt },
      ...known({ minStage: zone.minStage }),
    })),
    ...known({ requiredSmokeClass: checked.requiredSmokeClass }),
    ...verdictOf(checked),
  };
}

function filingOf({ row, site, unit, here }: OpenFiling) {
  return {
    id: row.id,
    ...known({ number: row.number }),
    ...{ status: row.status, here },
    ...known({ site: site && siteOf(site), unit }),
    ...{ plannedEntryOn: row.plannedEntryOn, plannedExitOn: row.plannedExitOn },
    submittedAt: instant(row.submittedAt),
    ...known({ resubmitBy: row.resubmitBy, enteredAt: instant(row.enteredAt) }),
  };
}
