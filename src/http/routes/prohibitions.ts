import { z } from 'zod';
import { SERVICE_METHODS, type Service } from '../../actions/cases/serve-notice.ts';
import { getProhibition } from '../../actions/machinery/get-prohibition.ts';
import {
  printProhibitionNotice,
  putProhibitionNoticeOnRecord,
} from '../../actions/machinery/make-prohibition-notice.ts';
import { noticeOf, seesReceiver, serveProhibitionNotice } from '../../actions/machinery/serve-prohibition-notice.ts';
import { setRetestDay } from '../../actions/machinery/set-retest-day.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { PROHIBITION_NOTICE_KINDS } from '../../domain/machinery/prohibition-notice.ts';
import { legalDayOf } from '../../domain/time.ts';
import { documentDigest } from '../../exports/documents.ts';
import type { ProhibitionNoticeRow } from '../../store/prohibition-notices.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { machineryAt } from '../machinery-answers.ts';
import { paperAnswer, serviceOf, serviceTold } from '../notice-papers.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  dayOut,
  dayText,
  flagQuery,
  idOut,
  idText,
  instant,
  instantOut,
  known,
  listOf,
  pageQuery,
} from '../schemas.ts';

const status = z.enum(['open', 'lifted']);
const kind = z.enum(PROHIBITION_NOTICE_KINDS);

const members = {
  id: idOut,
  machineId: idOut,
  siteId: idOut.meta({ description: 'Where it was inspected; the prohibition holds on every site.' }),
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  inspectionId: idOut.meta({ description: 'The failed inspection that opened it.' }),
  status,
  openedAt: instantOut,
  liftedAt: instantOut.optional(),
  liftedByInspectionId: idOut.optional(),
  retestBy: dayOut.optional().meta({ description: 'The last day for the re-test, where an officer set one.' }),
  retestOverdue: z.boolean().meta({ description: 'It is open and that day is over.' }),
};
const summaryOut = z.strictObject(members).meta({ id: 'ProhibitionSummary' });
const prohibitionOut = z
  .strictObject({
    ...members,
    notices: z
      .array(
        z.strictObject({
          kind,
          number: z.string(),
          inspectionId: idOut.optional().meta({ description: 'The inspection that it cites.' }),
          addressee: z.string(),
          checkValue: z.string().meta({ description: 'The check value (校验码) at the foot of its pages.' }),
          evidenceId: idOut,
          createdAt: instantOut,
          createdBy: idOut,
          service: z
            .strictObject({
              method: z.enum(SERVICE_METHODS),
              servedAt: instantOut,
              servedBy: z.string().optional(),
              receivedBy: z.string().optional().meta({ description: 'For officers and the addressee only.' }),
              remarks: z.string().optional(),
              recordedAt: instantOut,
              recordedBy: idOut,
            })
            .optional(),
        }),
      )
      .meta({ description: 'The decisions (决定书) that were made about it.' }),
  })
  .meta({ id: 'Prohibition' });

/** Prohibitions of use (禁止使用): opened by a failed inspection, lifted by a later passed one. Clause 2.4.6b. */
export const prohibitionRoutes = [
  route({
    method: 'GET',
    path: '/prohibitions',
    id: 'listProhibitions',
    tag: 'prohibitions',
    summary: 'List prohibitions, newest first',
    who: 'prohibition.read',
    query: z.strictObject({
      ...pageQuery,
      status: status.optional(),
      siteId: idText.optional(),
      machineId: idText.optional(),
      countyCode: countyInput.optional(),
      retestOverdue: flagQuery.optional().meta({ description: '`true`: open, and past the day set for the re-test.' }),
    }),
    replies: { 200: { description: 'A page of prohibitions.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'prohibition.read');
      const { retestOverdue, ...filter } = req.query;
      const retestBefore = retestOverdue === true ? legalDayOf(req.now) : undefined;
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.prohibitions.page(scope, { ...filter, retestBefore }, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => summary(row, req.now)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/prohibitions/{id}',
    id: 'getProhibition',
    tag: 'prohibitions',
    summary: 'One prohibition with the decisions made about it',
    who: 'prohibition.read',
    replies: { 200: { description: 'The prohibition.', schema: prohibitionOut } },
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getProhibition(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'PATCH',
    path: '/prohibitions/{id}',
    id: 'setRetestDay',
    tag: 'prohibitions',
    summary: 'Set the last day for the re-test of an open prohibition',
    who: 'prohibition.write',
    body: z.strictObject({ retestBy: dayText.nullable().meta({ description: 'Null: no day is set.' }) }),
    replies: { 200: { description: 'The prohibition.', schema: prohibitionOut } },
    etag: true,
    problems: ['conflict'],
    current: async (tx, req) =>
      detail(tx, await getProhibition(tx, req.actor, req.params.id, 'prohibition.write'), req),
    write: async (tx, req) =>
      ok(await detail(tx, await setRetestDay(tx, req.actor, req.params.id, req.body.retestBy, req.at), req)),
  }),
  route({
    method: 'POST',
    path: '/prohibitions/{id}/notice',
    id: 'makeProhibitionNotice',
    tag: 'prohibitions',
    summary: 'Make the numbered decision (决定书) that prohibits the use, or the one that lifts it, as PDF',
    description:
      'By the state of the prohibition unless `kind` is given. Each is made once of an inspection: asked again, 200 with what stands. 503 where the prohibition changed while it was printed: ask again.',
    who: 'prohibition.write',
    body: z.strictObject({ kind: kind.optional() }),
    replies: {
      201: { description: 'The prohibition with its decision.', schema: prohibitionOut },
      200: { description: 'The same, where it was made before.', schema: prohibitionOut },
    },
    problems: ['conflict', 'unavailable'],
    prepare: (req) => {
      const { store, files, documents, policies } = req.env;
      const printing = { render: documents.render, digestOf: documentDigest };
      const from = { reader: store.read, files, printing };
      const wanted = { id: req.params.id, ...req.body };
      return printProhibitionNotice(from, req.actor, wanted, { policies: policies.current(), now: req.now });
    },
    write: async (tx, req, printed) => {
      const wanted = { id: req.params.id, ...req.body };
      const { row, again } = await putProhibitionNoticeOnRecord(tx, req.actor, wanted, printed, machineryAt(req));
      const body = await detail(tx, row, req);
      return again ? ok(body) : created(`/prohibitions/${row.id}/notice`, body);
    },
  }),
  route({
    method: 'GET',
    path: '/prohibitions/{id}/notice',
    id: 'getProhibitionNotice',
    tag: 'prohibitions',
    summary: 'The decision itself as PDF: the newest unless a kind is given',
    who: 'prohibition.read',
    query: z.strictObject({ kind: kind.optional() }),
    replies: { 200: { description: 'The PDF.' } },
    mediaType: 'application/pdf',
    etag: true,
    raw: async (req) => {
      const { store } = req.env;
      const row = await getProhibition(store.read, req.actor, req.params.id);
      const notice = await noticeOf(store.read, row.id, req.query.kind);
      return paperAnswer(req.env, notice, notice.kind);
    },
  }),
  route({
    method: 'POST',
    path: '/prohibitions/{id}/service',
    id: 'serveProhibitionNotice',
    tag: 'prohibitions',
    summary: 'Put on record how, when and to whom a decision was served',
    who: 'prohibition.write',
    body: z.strictObject({
      kind: kind.default('prohibition').meta({ description: 'Which decision.' }),
      ...serviceTold,
    }),
    replies: { 200: { description: 'The prohibition.', schema: prohibitionOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const service = serviceOf(req.body, req.now);
      const wanted = { id: req.params.id, kind: req.body.kind };
      return ok(await detail(tx, await serveProhibitionNotice(tx, req.actor, wanted, service, req.at), req));
    },
  }),
];

function summary(row: ProhibitionRow, now: number) {
  return {
    id: row.id,
    machineId: row.machineId,
    siteId: row.siteId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    inspectionId: row.inspectionId,
    status: row.status,
    openedAt: instant(row.openedAt),
    ...known({ liftedAt: instant(row.liftedAt), liftedByInspectionId: row.liftedBy, retestBy: row.retestBy }),
    retestOverdue: row.status === 'open' && row.retestBy !== null && row.retestBy < legalDayOf(now),
  };
}

async function detail(
  reader: Pick<Reader, 'prohibitionNotices'>,
  row: ProhibitionRow,
  { actor, now }: Pick<Request, 'actor' | 'now'>,
) {
  const notices = await reader.prohibitionNotices.ofProhibition(row.id);
  return { ...summary(row, now), notices: notices.map((notice) => presentNotice(notice, row, actor)) };
}

function presentNotice(notice: ProhibitionNoticeRow, row: ProhibitionRow, actor: Actor) {
  const service = notice.service as (Service & { recordedAt: number; recordedBy: string }) | null;
  const { addressee } = notice.content as { readonly addressee: string };
  const names = seesReceiver(actor, row);
  return {
    kind: notice.kind,
    number: notice.number,
    ...known({ inspectionId: notice.inspectionId }),
    addressee,
    checkValue: notice.digest,
    evidenceId: notice.evidenceId,
    createdAt: instant(notice.createdAt),
    createdBy: notice.createdBy,
    ...known({
      service: service && {
        method: service.method,
        servedAt: instant(service.servedAt),
        ...(names
          ? known({ servedBy: service.servedBy, receivedBy: service.receivedBy, remarks: service.remarks })
          : {}),
        recordedAt: instant(service.recordedAt),
        recordedBy: service.recordedBy,
      },
    }),
  };
}
