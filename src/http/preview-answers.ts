import { z } from 'zod';
import { type ListedDetail, PREVIEW_LISTS } from '../actions/policies/preview-listing.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import { JUDGED_ON, type JudgedOn } from '../domain/policy/as-if.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { previewLimits } from '../domain/policy/preview-limits.ts';
import { type Counts, PREVIEWED, type PreviewSummary } from '../domain/policy/preview-tally.ts';
import type { JobRow } from '../store/jobs.ts';
import type { PolicyPreviewRow, PreviewListRow } from '../store/policy-previews.ts';
import { messageOut } from './policy-answers.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

const counts = {
  before: z.int().meta({ description: 'Flags under the policy in force.' }),
  after: z.int().meta({ description: 'Flags under the draft.' }),
  newly: z.int(),
  noLonger: z.int(),
  changed: z.int().meta({ description: 'Things with another outcome, or flagged by another rule, and no other flag.' }),
};
const group = <N extends string>(name: N, value: z.ZodType = z.string()) =>
  z.array(z.strictObject({ [name]: value, ...counts }));

export const previewOut = z
  .strictObject({
    id: idOut,
    policyId: idOut,
    policy: z.string(),
    against: z.array(z.string()).meta({ description: 'The policies it is held against, each on its days.' }),
    from: dayOut,
    to: dayOut,
    countyCode: z.string().nullable(),
    judgedOn: z.enum(JUDGED_ON),
    judging: messageOut.meta({ description: 'What that means.' }),
    exact: z
      .boolean()
      .meta({ description: 'Whether it is just what the draft would have done; else `limits` say why not.' }),
    limits: z.array(z.strictObject({ code: z.string(), detail: messageOut })),
    job: z.strictObject({
      id: idOut.nullable(),
      status: z.enum(['queued', 'done', 'failed', 'cancelled']),
      done: z.int(),
      total: z.int().nullable(),
    }),
    looked: z.strictObject(Object.fromEntries(PREVIEWED.map((what) => [what, z.int()])) as Record<string, z.ZodInt>),
    total: z.strictObject(counts),
    outcomes: z
      .array(z.strictObject({ before: z.string(), after: z.string(), things: z.int() }))
      .meta({ description: 'How many things went from one outcome to another.' }),
    byKind: group('kind'),
    byRule: group('rule'),
    byCounty: group('countyCode', z.string().nullable()),
    byMonth: group('month'),
    createdAt: instantOut,
    createdBy: idOut,
  })
  .meta({ id: 'PolicyPreview' });

const verdictOut = z.strictObject({
  outcome: z.string().nullable(),
  flags: z.array(z.strictObject({ kind: z.string(), effect: z.string(), rule: z.string(), clause: z.string() })),
});
export const previewRowOut = z
  .strictObject({
    id: idOut,
    passageId: idOut.nullable(),
    at: instantOut.nullable(),
    plate: z.string().nullable(),
    plateColour: z.enum(PLATE_COLOURS).nullable(),
    vehicleId: idOut.nullable(),
    enterpriseId: idOut.nullable(),
    machineId: idOut.nullable(),
    name: z.string().nullable(),
    countyCode: z.string().nullable(),
    newly: z.int(),
    noLonger: z.int(),
    changed: z.int(),
    before: verdictOut.meta({ description: 'Where a row stands for several things, of the first of them.' }),
    after: verdictOut,
  })
  .meta({ id: 'PolicyPreviewRow' });

export const previewLists = z.enum(PREVIEW_LISTS);

const JUDGING: Readonly<Record<JudgedOn, Message>> = {
  'first-day-of-draft': {
    en: 'Every day is judged by the versions in force on the draft’s first day; versions that begin later are left out.',
    zh: '每一天均按草案首个施行日有效的版本判定，之后才施行的版本不计。',
  },
  shifted: {
    en: 'The period is judged as if it had begun on the draft’s first day, so later versions begin as many days into it.',
    zh: '视同时段自草案首个施行日开始，后续版本按相同天数顺延施行。',
  },
  'own-day': {
    en: 'Each day is judged by the draft’s versions of that date; what begins later applies to nothing.',
    zh: '每一天按草案在该日期有效的版本判定，之后才施行的不适用。',
  },
};

export function presentPreview(row: PolicyPreviewRow, job: JobRow | undefined, policies: PolicySet) {
  const document = row.document as PolicyDocument;
  const refs = row.against as string[];
  const judgedOn = row.judgedOn as JudgedOn;
  const limits = previewLimits(
    document,
    refs.flatMap((one) => policies.get(one)?.document ?? []),
  );
  const { looked, total, outcomes, byKind, byRule, byCounty, byMonth } = row.summary as PreviewSummary;
  return {
    ...{ id: row.id, policyId: row.policyId, policy: `${document.id}@${document.version}`, against: refs },
    ...{ from: row.from, to: row.to, countyCode: row.countyCode, judgedOn, judging: JUDGING[judgedOn] },
    ...{ exact: limits.length === 0, limits, job: presentJob(job), looked, total },
    outcomes: sorted(outcomes).map(([turn, things]) => {
      const [before = '', after = ''] = turn.split('>');
      return { before, after, things };
    }),
    byKind: sorted(byKind).map(([kind, counted]) => ({ kind, ...counted })),
    byRule: sorted(byRule).map(([rule, counted]) => ({ rule, ...counted })),
    byCounty: sorted(byCounty).map(([code, counted]) => ({ countyCode: code === '' ? null : code, ...counted })),
    byMonth: sorted<Counts>(byMonth).map(([month, counted]) => ({ month, ...counted })),
    ...{ createdAt: instant(row.createdAt), createdBy: row.createdBy },
  };
}

/** A job's row may be gone before what it found. */
function presentJob(job: JobRow | undefined) {
  if (!job) return { id: null, status: 'done', done: 0, total: null };
  return { id: job.id, status: job.status, done: job.done, total: job.total };
}

const sorted = <T>(group: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1));

export function presentPreviewRow({ id, newly, noLonger, changed, detail }: PreviewListRow) {
  const told = detail as ListedDetail;
  const verdict = ({ outcome = null, flags }: { outcome?: string | null; flags: ListedDetail['before']['flags'] }) => ({
    outcome,
    flags,
  });
  return {
    ...{ id, passageId: told.passageId ?? null, at: instant(told.at ?? null) },
    ...{ plate: told.plate ?? null, plateColour: told.plateColour ?? null, vehicleId: told.vehicleId ?? null },
    ...{ enterpriseId: told.enterpriseId ?? null, machineId: told.machineId ?? null, name: told.name ?? null },
    ...{ countyCode: told.countyCode ?? null, newly, noLonger, changed },
    ...{ before: verdict(told.before), after: verdict(told.after) },
  };
}
