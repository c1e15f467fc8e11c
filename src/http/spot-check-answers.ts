import { z } from 'zod';
import { ledgerFieldName } from '../domain/ledgers/completeness.ts';
import { AGREEMENTS, ITEM_KINDS, VERDICTS } from '../domain/spot-checks/item.ts';
import type { SpotCheckItemRow, SpotCheckRow, SpotCheckSlotRow } from '../store/spot-checks.ts';
import type { Language } from './language.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

const drawnOut = z.strictObject({ of: z.int(), asked: z.int() });

const summary = {
  id: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  seed: z.string().meta({ description: 'The same seed over the same data draws the same sample.' }),
  from: dayOut,
  to: dayOut,
  drawn: z.strictObject({ ledgerRows: drawnOut, passages: drawnOut }).meta({
    description: 'Out of how many so many were asked for.',
  }),
  status: z.enum(['open', 'closed']),
  itemsChecked: z.int().nullable(),
  itemsWrong: z.int().nullable(),
  summary: z.string().nullable(),
  createdAt: instantOut,
  createdBy: idOut,
  closedAt: instantOut.nullable(),
  closedBy: idOut.nullable(),
};
export const spotCheckSummaryOut = z.strictObject(summary).meta({ id: 'SpotCheckSummary' });

const item = {
  id: idOut,
  checkId: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  position: z.int(),
  kind: z.enum(ITEM_KINDS),
  subjectId: idOut.nullable().meta({ description: 'The visit or passage it is about.' }),
  slotId: idOut.nullable(),
  sample: z.record(z.string(), z.unknown()).meta({ description: 'What the registry held when it was drawn.' }),
  missing: z
    .array(z.strictObject({ field: z.string(), name: z.string() }))
    .meta({ description: 'Of a ledger row: the fields it lacks.' }),
  verdict: z.enum(VERDICTS),
  finding: z
    .strictObject({
      emissionStage: z.string().optional(),
      stageBasis: z.string().nullable().optional(),
      agreement: z.enum(AGREEMENTS).optional(),
      correction: z
        .strictObject({ method: z.enum(['POST', 'PATCH']), path: z.string(), body: z.record(z.string(), z.unknown()) })
        .nullable()
        .optional()
        .meta({ description: 'The call that puts the register right.' }),
      remark: z.string().nullable(),
      evidenceIds: z.array(idOut),
    })
    .nullable(),
  checkedAt: instantOut.nullable(),
  checkedBy: idOut.nullable(),
  closedAt: instantOut.nullable(),
};
export const spotCheckItemOut = z.strictObject(item).meta({ id: 'SpotCheckItem' });

export const slotOut = z
  .strictObject({
    id: idOut,
    checkId: idOut,
    gateId: idOut,
    startsAt: instantOut,
    endsAt: instantOut.meta({ description: 'Exclusive.' }),
    seen: z.int(),
    missing: z.int(),
    remark: z.string().nullable(),
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'SpotCheckSlot' });

export const spotCheckOut = z
  .strictObject({ ...summary, lines: z.array(spotCheckItemOut), slots: z.array(slotOut) })
  .meta({ id: 'SpotCheck' });

export const presentSpotCheck = (row: SpotCheckRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  seed: row.seed,
  from: row.fromDay,
  to: row.toDay,
  drawn: row.drawn,
  status: row.status,
  itemsChecked: row.itemsChecked,
  itemsWrong: row.itemsWrong,
  summary: row.summary,
  createdAt: instant(row.createdAt),
  createdBy: row.createdBy,
  closedAt: instant(row.closedAt),
  closedBy: row.closedBy,
});

/** Instants within what was drawn. */
const TIMES = ['passedAt', 'enteredAt', 'leftAt', 'startsAt', 'endsAt'];

export function presentItem(row: SpotCheckItemRow, language: Language) {
  const { missing, ...sample } = row.sample as Readonly<Record<string, unknown>>;
  const told = Object.entries(sample).map(([name, value]) => [
    name,
    TIMES.includes(name) ? instant(value as number | null) : value,
  ]);
  const fields = Array.isArray(missing) ? (missing as string[]) : [];
  return {
    id: row.id,
    checkId: row.checkId,
    enterpriseId: row.enterpriseId,
    countyCode: row.countyCode,
    position: row.position,
    kind: row.kind,
    subjectId: row.subjectId,
    slotId: row.slotId,
    sample: Object.fromEntries(told) as Readonly<Record<string, unknown>>,
    missing: fields.map((field) => ({ field, name: ledgerFieldName(field)[language] })),
    verdict: row.verdict,
    finding: row.finding,
    checkedAt: instant(row.checkedAt),
    checkedBy: row.checkedBy,
    closedAt: instant(row.closedAt),
  };
}

export const presentSlot = (row: SpotCheckSlotRow) => ({
  id: row.id,
  checkId: row.checkId,
  gateId: row.gateId,
  startsAt: instant(row.startsAt),
  endsAt: instant(row.endsAt),
  seen: row.seen,
  missing: row.missing,
  remark: row.remark,
  recordedAt: instant(row.recordedAt),
  recordedBy: row.recordedBy,
});
