import { z } from 'zod';
import { findPolicy } from '../../actions/policies/find-policy.ts';
import { type PolicyDocument, policyDocument } from '../../domain/policy/document.ts';
import type { PolicyRow } from '../../store/policies.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { dayOut, idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const policy = {
  id: idOut,
  policy: z.string().meta({ description: 'How decisions refer to it.', example: 'yangquan-2021@1' }),
  code: z.string(),
  version: z.int(),
  title: z.strictObject({ en: z.string(), zh: z.string() }),
  from: dayOut,
  publishedOn: dayOut,
  status: z.string(),
  recordedAt: instantOut,
};
const summaryOut = z.strictObject(policy).meta({ id: 'PolicySummary' });
const { source, counties, parameters, dataQuality } = policyDocument.shape;
const detailOut = z
  .strictObject({
    ...policy,
    source,
    counties,
    parameters,
    rules: z.array(z.looseObject({ id: z.string(), clause: z.string() })),
    dataQuality,
  })
  .meta({ id: 'Policy' });

/** Policies (政策): the law as data, with where each parameter comes from. */
export const policyRoutes = [
  route({
    method: 'GET',
    path: '/policies',
    id: 'listPolicies',
    tag: 'policies',
    summary: 'List policies, newest first',
    who: 'policy.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of policies.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.policies.page(request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/policies/{id}',
    id: 'getPolicy',
    tag: 'policies',
    summary: 'One policy in full: rules, citations, parameters',
    description: 'By its id, by `code@version`, or by its code alone, which gives the highest version.',
    who: 'policy.read',
    params: z.object({ id: z.string().min(1).max(100) }),
    replies: { 200: { description: 'The policy.', schema: detailOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await findPolicy(reader, req.params.id);
      const document = row.document as PolicyDocument;
      const { source: from, counties: places, parameters: values, rules, dataQuality: doubts } = document;
      return ok({ ...present(row), source: from, counties: places, parameters: values, rules, dataQuality: doubts });
    },
  }),
];

function present(row: PolicyRow) {
  const { title, from, publishedOn } = row.document as PolicyDocument;
  return {
    id: row.id,
    policy: `${row.code}@${row.version}`,
    code: row.code,
    version: row.version,
    title,
    from,
    publishedOn,
    status: row.status,
    recordedAt: instant(row.recordedAt),
  };
}
