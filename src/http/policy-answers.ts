import { z } from 'zod';
import type { DraftCheck } from '../actions/policies/check-draft.ts';
import { type AnyPolicy, POLICY_STATUSES } from '../actions/policies/read-policy.ts';
import type { FormFault } from '../domain/form-faults.ts';
import { type PolicyDocument, policyDocument } from '../domain/policy/document.ts';
import { isDay } from '../domain/time.ts';
import { pointerOf } from './pointer.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

/** A sentence in both languages. */
export const messageOut = z.strictObject({ en: z.string(), zh: z.string() });

const faultOut = z.strictObject({
  code: z.string(),
  pointer: z.string().meta({ description: 'Where in the document.', example: '#/rules/0/versions/1/from' }),
  detail: messageOut,
});

export const checkOut = z
  .strictObject({
    publishable: z.boolean().meta({ description: 'As of now; it is checked again when it is published.' }),
    faults: z.array(faultOut).meta({ description: '500 at the most.' }),
    warnings: z.array(faultOut).meta({ description: 'What may be meant and deserves a look.' }),
  })
  .meta({ id: 'PolicyCheck' });

const policy = {
  id: idOut,
  policy: z.string().nullable().meta({
    description: 'How decisions refer to it; null for a draft that has no id or version yet.',
    example: 'yangquan-2021@1',
  }),
  code: z.string().nullable(),
  version: z.int().nullable(),
  title: messageOut.nullable(),
  from: dayOut.nullable().meta({ description: 'Its first day.' }),
  publishedOn: dayOut.nullable().meta({
    description: 'When the plan was issued: flags of earlier days are not notified.',
  }),
  status: z.enum(POLICY_STATUSES),
  recordedAt: instantOut.meta({ description: 'Of a draft, when it was begun; else when it was published here.' }),
};
export const policySummaryOut = z.strictObject(policy).meta({ id: 'PolicySummary' });

const { source, counties, parameters, dataQuality } = policyDocument.shape;
export const policyOut = z
  .strictObject({
    ...policy,
    basedOn: z.string().nullable(),
    changedAt: instantOut.nullable().meta({ description: 'Of a draft.' }),
    publishedBy: idOut.nullable(),
    publishReason: z.string().nullable(),
    withdrawnAt: instantOut.nullable(),
    withdrawReason: z.string().nullable(),
    source: source.optional(),
    counties: counties.optional(),
    parameters: parameters.optional(),
    rules: z.array(z.looseObject({ id: z.string(), clause: z.string() })).optional(),
    dataQuality: dataQuality.optional(),
    document: z.record(z.string(), z.unknown()).optional().meta({ description: 'Of a draft: as it was written.' }),
    check: checkOut.optional().meta({ description: 'Where it was just saved.' }),
  })
  .meta({ id: 'Policy' });

export function presentPolicySummary(any: AnyPolicy) {
  const { id, status } = any.row;
  if (any.kind === 'draft') {
    const recordedAt = instant(any.row.createdAt);
    return { id, ...headOf(any.row.document), status, recordedAt };
  }
  const { code, version, document, recordedAt } = any.row;
  const { title, from, publishedOn } = document as PolicyDocument;
  const head = { policy: `${code}@${version}`, code, version, title, from, publishedOn };
  return { id, ...head, status, recordedAt: instant(recordedAt) };
}

export function presentPolicy(any: AnyPolicy, check?: DraftCheck) {
  const summary = presentPolicySummary(any);
  const { basedOn, withdrawReason } = any.row;
  if (any.kind === 'draft') {
    const { document, status, changedAt } = any.row;
    const withdrawnAt = status === 'withdrawn' ? instant(changedAt) : null;
    const life = { publishedBy: null, publishReason: null, withdrawnAt, withdrawReason };
    const told = { ...summary, basedOn, changedAt: instant(changedAt), ...life, document };
    return check ? { ...told, check: presentCheck(check) } : told;
  }
  const { document, publishedBy, publishReason, withdrawnAt } = any.row;
  const { source: of, counties: places, parameters: values, rules, dataQuality: doubts } = document as PolicyDocument;
  const life = { publishedBy, publishReason, withdrawnAt: instant(withdrawnAt), withdrawReason };
  const law = { source: of, counties: places, parameters: values, rules, dataQuality: doubts };
  return { ...summary, basedOn, changedAt: null, ...life, ...law };
}

const MOST_FAULTS = 500;

export function presentCheck({ faults, warnings }: DraftCheck) {
  return {
    publishable: faults.length === 0,
    faults: faults.slice(0, MOST_FAULTS).map(presentFault),
    warnings: warnings.slice(0, MOST_FAULTS).map(presentFault),
  };
}

const presentFault = ({ code, path, detail }: FormFault & { readonly code: string }) => ({
  ...{ code, pointer: pointerOf(path), detail },
});

/** What a draft says of itself, as far as it has the right form. */
function headOf(document: unknown) {
  const { id, version, title, from, publishedOn } = document as Readonly<Record<string, unknown>>;
  const code = typeof id === 'string' ? id : null;
  const number = typeof version === 'number' && Number.isSafeInteger(version) ? version : null;
  const named = messageOut.safeParse(title);
  return {
    policy: code !== null && number !== null ? `${code}@${number}` : null,
    ...{ code, version: number, title: named.success ? named.data : null },
    ...{ from: dayOf(from), publishedOn: dayOf(publishedOn) },
  };
}

const dayOf = (value: unknown): string | null => (typeof value === 'string' && isDay(value) ? value : null);
