import { z } from 'zod';
import { notePreviewExport } from '../../actions/policies/export-preview.ts';
import { getPreview, requirePeriod, startPreview } from '../../actions/policies/preview.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { JUDGED_ON } from '../../domain/policy/as-if.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { presentPreview, presentPreviewRow, previewLists, previewOut, previewRowOut } from '../preview-answers.ts';
import { ok, route } from '../route.ts';
import { dayText, idText, listOf, pageQuery } from '../schemas.ts';

const ofList = z.object({ id: idText, list: previewLists });

/** Previews (试算): who would have been flagged under a draft over a past period, against the policy that was in force. */
export const policyPreviewRoutes = [
  route({
    method: 'POST',
    path: '/policies/{id}/preview',
    id: 'previewPolicy',
    tag: 'policies',
    summary: 'Ask who would have been flagged under a draft over a past period; it runs as a job and flags nobody',
    description:
      'Decides passages, sales, the retirement list, machines and transmission rates of the period once more, by the draft ' +
      'as it stands now. `Location` is the job, which `POST /jobs/{id}/cancel` calls off.',
    who: 'policy.preview',
    body: z.strictObject({
      from: dayText,
      to: dayText,
      countyCode: countyInput.nullish(),
      judgedOn: z.enum(JUDGED_ON).default('first-day-of-draft'),
    }),
    replies: { 202: { description: 'The preview, under way.', schema: previewOut } },
    write: async (tx, req) => {
      const { from, to, countyCode, judgedOn } = req.body;
      requirePeriod(from, to);
      const policies = req.env.policies.current();
      const asked = { from, to, countyCode: countyCode ?? null, judgedOn };
      const row = await startPreview(tx, req.actor, req.params.id, asked, { at: req.at, policies });
      tx.afterCommit(() => req.env.jobs.wake());
      const body = presentPreview(row, await tx.jobs.find(row.jobId), policies);
      return { status: 202, headers: { Location: `/api/v1/jobs/${row.jobId}` }, body };
    },
  }),
  route({
    method: 'GET',
    path: '/policy-previews',
    id: 'listPolicyPreviews',
    tag: 'policies',
    summary: 'List previews, newest first; each is kept for 14 days',
    who: 'policy.preview',
    query: z.strictObject({ ...pageQuery, policyId: idText.optional() }),
    replies: { 200: { description: 'A page of previews.', schema: listOf(previewOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'policy.preview');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.policyPreviews.page(scope, req.query.policyId, request),
        ({ id }) => ({ id }),
      );
      const policies = req.env.policies.current();
      const jobs = await Promise.all(rows.map(({ jobId }) => reader.jobs.find(jobId)));
      return ok({ items: rows.map((row, index) => presentPreview(row, jobs[index], policies)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/policy-previews/{id}',
    id: 'getPolicyPreview',
    tag: 'policies',
    summary: 'What a preview has counted so far: by kind, rule, county and month',
    who: 'policy.preview',
    replies: { 200: { description: 'The preview.', schema: previewOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await getPreview(reader, req.actor, req.params.id);
      return ok(presentPreview(row, await reader.jobs.find(row.jobId), req.env.policies.current()));
    },
  }),
  route({
    method: 'GET',
    path: '/policy-previews/{id}/{list}',
    id: 'readPolicyPreviewList',
    tag: 'policies',
    summary: 'The passages, vehicles, enterprises or machines that a draft treats otherwise, worst first',
    description:
      'Passages stand for visits; of those, 50,000 newly flagged and 50,000 others are listed, and all are counted.',
    who: 'policy.preview',
    params: ofList,
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of the list.', schema: listOf(previewRowOut) } },
    read: async (reader, req) => {
      const { id, list } = req.params;
      await getPreview(reader, req.actor, id);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.policyPreviews.list(id, list, request),
        ({ id: rowId, rank }) => ({ id: rowId, at: rank }),
      );
      return ok({ items: rows.map(presentPreviewRow), next });
    },
  }),
  route({
    method: 'GET',
    path: '/policy-previews/{id}/{list}/export',
    id: 'exportPolicyPreviewList',
    tag: 'policies',
    summary: 'A whole list of a preview as CSV or XLSX, worst first; it is recorded who took it',
    who: 'policy.preview',
    params: ofList,
    query: z.strictObject({
      format: z.enum(TABLE_FORMATS),
      language: z.enum(['zh', 'en']).optional().meta({ description: 'Chinese unless English is asked for.' }),
    }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: async (req) => {
      const { id, list } = req.params;
      const { format } = req.query;
      await getPreview(req.env.store.read, req.actor, id);
      const language = req.query.language ?? req.preferred ?? 'zh';
      return exported(req, {
        name: `policy-preview-${list}.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) => notePreviewExport(tx, req.actor, { id, list, format }, req.at),
        make: () => req.env.papers.write('preview', { format, language, id, list }),
      });
    },
  }),
];
