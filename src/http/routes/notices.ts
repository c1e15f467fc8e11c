import { z } from 'zod';
import { getNotice, takeNotice } from '../../actions/cases/get-notice.ts';
import { printNotice, putNoticeOnRecord } from '../../actions/cases/make-notice.ts';
import { SERVICE_METHODS, type Service, serveNotice, withdrawNotice } from '../../actions/cases/serve-notice.ts';
import type { NoticeContent } from '../../domain/cases/notice-content.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { documentDigest } from '../../exports/documents.ts';
import type { NoticeRow } from '../../store/notices.ts';
import { page } from '../cursors.ts';
import { paperAnswer, serviceOf, serviceTold } from '../notice-papers.ts';
import { created, ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, listOf, pageQuery, prose } from '../schemas.ts';

const STATUSES = ['made', 'served', 'withdrawn'] as const;

const noticeOut = z
  .strictObject({
    id: idOut,
    caseId: idOut,
    number: z.string(),
    countyCode: z.string().nullable(),
    status: z.enum(STATUSES),
    addressee: z.string(),
    violationIds: z.array(idOut),
    template: z.string(),
    checkValue: z.string().meta({ description: 'The check value (校验码) at the foot of its pages.' }),
    createdAt: instantOut,
    createdBy: z.string(),
    service: z
      .strictObject({
        method: z.enum(SERVICE_METHODS),
        servedAt: instantOut,
        servedBy: z.string(),
        receivedBy: z.string(),
        remarks: z.string().nullable(),
        recordedAt: instantOut,
        recordedBy: z.string(),
      })
      .nullable()
      .meta({ description: 'How it was served (送达回证); the receipt is evidence about the notice.' }),
    withdrawnAt: instantOut.nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'Notice' });

/** Notices (告知书) to offenders as PDF, and their service. */
export const noticeRoutes = [
  route({
    method: 'POST',
    path: '/cases/{id}/notices',
    id: 'makeNotice',
    tag: 'cases',
    summary: 'Make the next notice of a case as a numbered PDF',
    description:
      'Of the violations named, else of all that can be told of: not void, not settled, not under appeal, and not of a day ' +
      'before the policy was published. 503 where the case changed while it was printed: ask again.',
    who: 'case.write',
    body: z.strictObject({ violationIds: z.array(idText).min(1).max(200).optional() }),
    replies: { 201: { description: 'The notice.', schema: noticeOut } },
    problems: ['conflict', 'unavailable'],
    prepare: (req) => {
      const { store, files, documents, policies } = req.env;
      const printing = { render: documents.render, digestOf: documentDigest };
      const from = { reader: store.read, files, printing };
      const wanted = { caseId: req.params.id, ...req.body };
      return printNotice(from, req.actor, wanted, { policies: policies.current(), now: req.now });
    },
    write: async (tx, req, printed) => {
      const context = { at: req.at, policies: req.env.policies.current() };
      const row = await putNoticeOnRecord(tx, req.actor, { caseId: req.params.id, ...req.body }, printed, context);
      return created(`/notices/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/notices',
    id: 'listNotices',
    tag: 'cases',
    summary: 'List notices, newest first',
    description: 'An offender’s organisation sees those that were served to it.',
    who: 'case.read',
    query: z.strictObject({
      ...pageQuery,
      caseId: idText.optional(),
      countyCode: countyInput.optional(),
      status: z.enum(STATUSES).optional(),
    }),
    replies: { 200: { description: 'A page of notices.', schema: listOf(noticeOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'case.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.notices.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/notices/{id}',
    id: 'getNotice',
    tag: 'cases',
    summary: 'One notice with its service',
    who: 'case.read',
    replies: { 200: { description: 'The notice.', schema: noticeOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getNotice(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'GET',
    path: '/notices/{id}/content',
    id: 'getNoticeContent',
    tag: 'cases',
    summary: 'The notice itself as PDF; reading it is recorded',
    who: 'case.read',
    replies: { 200: { description: 'The PDF.' } },
    mediaType: 'application/pdf',
    etag: true,
    raw: async (req) => {
      const notice = await req.env.store.write((tx) => takeNotice(tx, req.actor, req.params.id, req.at));
      return paperAnswer(req.env, notice, 'notice');
    },
  }),
  route({
    method: 'POST',
    path: '/notices/{id}/service',
    id: 'serveNotice',
    tag: 'cases',
    summary: 'Put the service of a notice on record; its violations become notified',
    who: 'case.write',
    body: z.strictObject(serviceTold),
    replies: { 200: { description: 'The notice.', schema: noticeOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const context = { at: req.at, policies: req.env.policies.current() };
      const service = serviceOf(req.body, req.now);
      return ok(present(await serveNotice(tx, req.actor, req.params.id, service, context)));
    },
  }),
  route({
    method: 'POST',
    path: '/notices/{id}/withdraw',
    id: 'withdrawNotice',
    tag: 'cases',
    summary: 'Take back a notice that was not served',
    who: 'case.write',
    body: z.strictObject({ reason: prose(500) }),
    replies: { 200: { description: 'The notice.', schema: noticeOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(present(await withdrawNotice(tx, req.actor, req.params.id, req.body.reason, req.at))),
  }),
];

function present(row: NoticeRow) {
  const content = row.content as NoticeContent;
  const service = row.service as (Service & { recordedAt: number; recordedBy: string }) | null;
  return {
    id: row.id,
    caseId: row.caseId,
    number: row.number,
    countyCode: row.countyCode,
    status: row.status,
    addressee: content.addressee,
    violationIds: content.violations.map(({ id }) => id),
    template: row.template,
    checkValue: row.digest,
    createdAt: instant(row.createdAt),
    createdBy: row.createdBy,
    service: service && {
      ...service,
      servedAt: instant(service.servedAt),
      recordedAt: instant(service.recordedAt),
    },
    withdrawnAt: instant(row.withdrawnAt),
    withdrawnReason: row.withdrawnReason,
  };
}
