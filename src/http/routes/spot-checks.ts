import { z } from 'zod';
import { record } from '../../actions/audit.ts';
import { policyAt } from '../../actions/gates/gate-parameters.ts';
import { type Drawing, drawSample } from '../../actions/spot-checks/draw.ts';
import { protocolDocument, protocolOf } from '../../actions/spot-checks/protocol.ts';
import { recordResult } from '../../actions/spot-checks/record-result.ts';
import { recordSlot } from '../../actions/spot-checks/record-slot.ts';
import {
  checkCounts,
  checkDays,
  closeSpotCheck,
  enterpriseToCheck,
  getSpotCheck,
  openSpotCheck,
  SPOT_CHECK,
} from '../../actions/spot-checks/spot-check.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { isVerifiedBasis, STAGE_BASES } from '../../domain/codes/stage-basis.ts';
import { notFound } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { ITEM_KINDS, VERDICTS } from '../../domain/spot-checks/item.ts';
import { legalDayOf } from '../../domain/time.ts';
import { TABLE_TYPES } from '../../exports/table.ts';
import type { SpotCheckRow } from '../../store/spot-checks.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { direction, plateColour } from '../passage-schema.ts';
import { created, ok, type Request, route } from '../route.ts';
import { check, dayText, fromTo, idText, instantText, line, listOf, pageQuery, periodOf, prose } from '../schemas.ts';
import {
  presentItem,
  presentSlot,
  presentSpotCheck,
  slotOut,
  spotCheckItemOut,
  spotCheckOut,
  spotCheckSummaryOut,
} from '../spot-check-answers.ts';

/** How many is the policy's to say (`spotCheck`); its least unless given. */
const asMany = z.int().min(1).max(100).optional();
const methodOf = ({ env, now }: Pick<Request, 'env' | 'now'>) =>
  policyAt(env.policies.current(), now).parameter('spotCheck');
const narrowing = { enterpriseId: idText.optional(), countyCode: countyInput.optional(), ...fromTo };

const verifiedBasis = z.enum(STAGE_BASES).superRefine(
  check((basis: string) => isVerifiedBasis(basis), {
    en: 'Say what you verified it by: vehicle_list, national_platform, type_label or inspection.',
    zh: '请填写核实依据：随车清单、国家平台、环保标签或检验。',
  }),
);

/** Official spot checks (抽查): drawn at random by a seed, judged item by item, closed with a summary. */
export const spotCheckRoutes = [
  route({
    method: 'POST',
    path: '/spot-checks',
    id: 'openSpotCheck',
    tag: 'spot-checks',
    summary: 'Draw a sample of an enterprise’s ledger rows and passages, and its alert days',
    description:
      'The seed is made and shown where none is given; the same seed over the same data draws the same sample. What is drawn ' +
      'stays as it was. How many of each is the policy’s to say (`spotCheck`), its least unless given. Alert days are those of the orders on record unless they are named.',
    who: 'spot-check.write',
    body: z.strictObject({
      enterpriseId: idText,
      seed: line(64).optional(),
      from: dayText,
      to: dayText,
      ledgerRows: asMany,
      passages: asMany,
      alertDays: z.array(dayText).max(31).optional(),
      ordinaryDays: asMany,
    }),
    replies: { 201: { description: 'The check with its items.', schema: spotCheckOut } },
    problems: ['not-found'],
    // Drawing reads too much for a transaction.
    prepare: async (req) => {
      const { enterpriseId, from, to, seed, alertDays, ledgerRows, passages } = req.body;
      const method = methodOf(req);
      const counts = {
        ledgerRows: ledgerRows ?? method.samples.least,
        passages: passages ?? method.samples.least,
        ordinaryDays: req.body.ordinaryDays ?? method.ordinaryDays.least,
      };
      const { countyCode } = await enterpriseToCheck(req.env.store.read, req.actor, enterpriseId);
      checkCounts(counts, method);
      checkDays({ from, to }, alertDays ?? [], legalDayOf(req.now));
      const drawing: Drawing = {
        ...counts,
        ...{ enterpriseId, countyCode, period: { from, to }, alertDays, method },
        seed: seed ?? req.at.randomBytes(8).toString('hex'),
      };
      const context = { policies: req.env.policies.current(), now: req.now };
      return { drawing, drawn: await drawSample(req.env.store.bulk, drawing, context) };
    },
    write: async (tx, req, { drawing, drawn }) => {
      const row = await openSpotCheck(tx, req.actor, drawing, drawn, req.at);
      return created(`/spot-checks/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/spot-checks',
    id: 'listSpotChecks',
    tag: 'spot-checks',
    summary: 'List spot checks, newest first',
    description: 'An enterprise reads its own once they are closed. `from` and `to` are of the closing.',
    who: 'spot-check.read',
    query: z.strictObject({ ...pageQuery, ...narrowing, status: z.enum(['open', 'closed']).optional() }),
    replies: { 200: { description: 'A page of checks.', schema: listOf(spotCheckSummaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'spot-check.read');
      const filter = { ...req.query, ...periodOf(req.query) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.spotChecks.page(scope, filterOf(filter), request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentSpotCheck), next });
    },
  }),
  route({
    method: 'GET',
    path: '/spot-check-items',
    id: 'listSpotCheckItems',
    tag: 'spot-checks',
    summary: 'List the items of closed spot checks, newest first',
    description: '`from` and `to` are of the closing; `checked` are the right and the wrong ones.',
    who: 'spot-check.read',
    query: z.strictObject({
      ...pageQuery,
      ...narrowing,
      kind: z.enum(ITEM_KINDS).optional(),
      verdict: z.enum([...VERDICTS.filter((one) => one !== 'pending'), 'checked']).optional(),
    }),
    replies: { 200: { description: 'A page of items.', schema: listOf(spotCheckItemOut) } },
    read: async (reader, req) => {
      const { verdict, kind } = req.query;
      const scope = scopeOf(req.actor, 'spot-check.read');
      const verdicts = verdict === 'checked' ? ['right', 'wrong'] : verdict && [verdict];
      const filter = { ...filterOf({ ...req.query, ...periodOf(req.query) }), kind, verdicts };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.spotChecks.itemPage(scope, filter, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => presentItem(row, req.language)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/spot-checks/{id}',
    id: 'getSpotCheck',
    tag: 'spot-checks',
    summary: 'One spot check with its items and slots',
    who: 'spot-check.read',
    replies: { 200: { description: 'The check.', schema: spotCheckOut } },
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getSpotCheck(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'POST',
    path: '/spot-checks/{id}/items/{itemId}/result',
    id: 'recordSpotCheckResult',
    tag: 'spot-checks',
    summary: 'Say what was found of an item: of a passage the stage and what it rests on, else a verdict',
    description:
      'Where the stage found is not the one that judged the passage, `correction` is the call that puts the register right. ' +
      'Evidence is filed before as about the check (`subjectType` `spot_check`).',
    who: 'spot-check.write',
    body: z.strictObject({
      verdict: z.enum(['right', 'wrong', 'undetermined']).optional(),
      emissionStage: z.enum(EMISSION_STAGES).optional().meta({ description: 'X: it could not be found.' }),
      stageBasis: verifiedBasis.optional(),
      remark: prose(500).optional(),
      evidenceIds: z.array(idText).max(20).optional(),
    }),
    replies: { 200: { description: 'The check.', schema: spotCheckOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const { id: checkId, itemId } = req.params;
      await recordResult(tx, req.actor, { checkId, itemId }, req.body, req.at);
      return ok(await detail(tx, await getSpotCheck(tx, req.actor, checkId), req));
    },
  }),
  route({
    method: 'POST',
    path: '/spot-checks/{id}/slots',
    id: 'recordVideoSlot',
    tag: 'spot-checks',
    summary: 'Record the vehicles that some minutes of video show; each is sought among the gate’s readings',
    description:
      'A vehicle without a reading is missing from the ledger. How long a slot is, and by how much clocks may differ, is the policy’s to say.',
    who: 'spot-check.write',
    body: z.strictObject({
      gateId: idText,
      startsAt: instantText,
      endsAt: instantText,
      vehicles: z
        .array(
          z.strictObject({
            plate: plateInput,
            plateColour: plateColour.nullish(),
            direction: direction.optional(),
          }),
        )
        .max(200),
      remark: prose(500).optional(),
    }),
    replies: { 201: { description: 'The slot; its vehicles are items of the check.', schema: slotOut } },
    problems: ['conflict', 'not-found'],
    write: async (tx, req) => {
      const row = await recordSlot(tx, req.actor, req.params.id, req.body, { at: req.at, method: methodOf(req) });
      return created(`/spot-checks/${row.checkId}/slots/${row.id}`, presentSlot(row));
    },
  }),
  route({
    method: 'GET',
    path: '/spot-checks/{id}/slots/{slotId}',
    id: 'getVideoSlot',
    tag: 'spot-checks',
    summary: 'One stretch of video of a spot check',
    who: 'spot-check.read',
    replies: { 200: { description: 'The slot.', schema: slotOut } },
    etag: true,
    read: async (reader, req) => {
      const { id, slotId } = req.params;
      const row = await getSpotCheck(reader, req.actor, id);
      const slot = (await reader.spotChecks.slotsOf(row.id)).find((one) => one.id === slotId);
      if (!slot) throw notFound('#/slotId');
      return ok(presentSlot(slot));
    },
  }),
  route({
    method: 'POST',
    path: '/spot-checks/{id}/close',
    id: 'closeSpotCheck',
    tag: 'spot-checks',
    summary: 'End a spot check with a summary; from then on its enterprise reads it',
    who: 'spot-check.write',
    body: z.strictObject({ summary: prose(2_000) }),
    replies: { 200: { description: 'The check.', schema: spotCheckOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      await closeSpotCheck(tx, req.actor, req.params.id, req.body.summary, req.at);
      return ok(await detail(tx, await getSpotCheck(tx, req.actor, req.params.id), req));
    },
  }),
  route({
    method: 'GET',
    path: '/spot-checks/{id}/protocol',
    id: 'printSpotCheck',
    tag: 'spot-checks',
    summary: 'The protocol of a spot check in Chinese, as PDF or XLSX; it is recorded who took it',
    who: 'spot-check.read',
    query: z.strictObject({ format: z.enum(['pdf', 'xlsx']).default('pdf') }),
    replies: { 200: { description: 'The file.' } },
    mediaType: ['application/pdf', TABLE_TYPES.xlsx],
    raw: async (req) => {
      const { store, documents } = req.env;
      const { format } = req.query;
      const check = await getSpotCheck(store.read, req.actor, req.params.id);
      const protocol = await protocolOf(store.read, check);
      const note = (tx: Parameters<typeof record>[0]) =>
        record(tx, req.actor, req.at, 'spot-check.protocol', { type: SPOT_CHECK, id: check.id }, { format });
      const name = `spot-check-${check.id}.${format}`;
      if (format === 'xlsx') {
        return exported(req, {
          ...{ name, contentType: TABLE_TYPES.xlsx, note },
          make: () => req.env.papers.write('spot-check', { lines: protocol.lines }),
        });
      }
      const text = await documents.render(protocolDocument(protocol));
      await store.write(note);
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${name}"`,
      };
      return { status: 200, headers, text };
    },
  }),
];

async function detail(reader: Reader, row: SpotCheckRow, { language }: Pick<Request, 'language'>) {
  const items = await reader.spotChecks.itemsOf(row.id);
  const slots = await reader.spotChecks.slotsOf(row.id);
  return {
    ...presentSpotCheck(row),
    lines: items.map((item) => presentItem(item, language)),
    slots: slots.map(presentSlot),
  };
}

type Narrowed = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly status?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
};

const filterOf = ({ enterpriseId, countyCode, status, from, until }: Narrowed): Narrowed => ({
  enterpriseId,
  countyCode,
  status,
  from,
  until,
});
