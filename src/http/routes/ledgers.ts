import { z } from 'zod';
import {
  LEDGERS,
  type LedgerName,
  ledgerScope,
  type PlantLedger,
  plantChunks,
  plantPage,
  recordExport,
  transportChunks,
  transportPage,
} from '../../actions/ledgers/read-ledger.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { streamZip } from '../../exports/zip.ts';
import type { LedgerFilter } from '../../store/ledgers.ts';
import { page } from '../cursors.ts';
import { type ExportedFile, exported } from '../exported.ts';
import type { Language } from '../language.ts';
import { plantRowOut, presentPlantRow, presentTransportRow, transportRowOut } from '../ledger-answers.ts';
import { photoEntries } from '../ledger-photos.ts';
import { ok, type Reply, type Request, route } from '../route.ts';
import { fromTo, idText, listOf, pageQuery, periodOf } from '../schemas.ts';

const filters = { enterpriseId: idText.optional(), ...fromTo };
const language = z
  .enum(['zh', 'en'])
  .optional()
  .meta({ description: 'Of headings and names; Chinese unless English is asked for here or by Accept-Language.' });
const ofLedger = z.strictObject({ kind: z.enum(LEDGERS) });

/** The three ledgers (台账) that an enterprise keeps by HJ 1321, filled from passages, the register and its own records. */
export const ledgerRoutes = [
  route({
    method: 'GET',
    path: '/ledgers/transport',
    id: 'readTransportLedger',
    tag: 'ledgers',
    summary: 'Transport vehicles in and out: one row a visit, newest first',
    description: 'A visit belongs to the period in which it began. Turned-away trucks stand in no ledger.',
    who: 'ledger.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of visits.', schema: listOf(transportRowOut) } },
    read: async (reader, req) => {
      const filter = filterOf(req.query);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => transportPage(reader, contextOf(req), filter, request),
        ({ id, startedAt }) => ({ id, at: startedAt }),
      );
      return ok({ items: rows.map(presentTransportRow), next });
    },
  }),
  plantRoute('in-plant-vehicles', 'readInPlantLedger', 'Vehicles that worked in the plant in a period'),
  plantRoute('machinery', 'readMachineryLedger', 'Machines that worked in the plant in a period'),
  route({
    method: 'GET',
    path: '/ledgers/{kind}/export',
    id: 'exportLedger',
    tag: 'ledgers',
    summary: 'A whole ledger as CSV or XLSX, oldest first; it is recorded who took it',
    description: 'Of any period. Pictures are named as they are in the archive of `/ledgers/{kind}/photos`.',
    who: 'ledger.read',
    params: ofLedger,
    query: z.strictObject({ ...filters, format: z.enum(TABLE_FORMATS), language }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: async (req) => {
      const { kind } = req.params;
      const { format } = req.query;
      const filter = filterOf(req.query);
      const scope = ledgerScope(req.actor);
      const asked = { ledger: kind, format, language: spokenIn(req), scope, filter, now: req.now };
      return taken(req, kind, format, filter, TABLE_TYPES[format], () => req.env.papers.write('ledger', asked));
    },
  }),
  route({
    method: 'GET',
    path: '/ledgers/{kind}/photos',
    id: 'exportLedgerPhotos',
    tag: 'ledgers',
    summary: 'The pictures of a ledger as a ZIP file with a manifest.csv; it is recorded who took it',
    description:
      'The manifest, last in the archive, ties each file to its row and tells whether the file could be read.',
    who: 'ledger.read',
    params: ofLedger,
    query: z.strictObject({ ...filters, language }),
    replies: { 200: { description: 'The archive.' } },
    mediaType: 'application/zip',
    raw: async (req) => {
      const { kind } = req.params;
      const filter = filterOf(req.query);
      return taken(req, kind, 'zip', filter, 'application/zip', () => {
        const reader = req.env.store.bulk;
        const chunks =
          kind === 'transport'
            ? transportChunks(reader, contextOf(req), filter)
            : plantChunks(reader, ledgerScope(req.actor), kind, filter);
        return streamZip(photoEntries(chunks, req.env.files, spokenIn(req)));
      });
    },
  }),
];

function plantRoute(ledger: PlantLedger, id: string, summary: string) {
  return route({
    method: 'GET',
    path: `/ledgers/${ledger}`,
    id,
    tag: 'ledgers',
    summary: `${summary}, the last recorded first`,
    who: 'ledger.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of the ledger.', schema: listOf(plantRowOut) } },
    read: async (reader, req) => {
      const scope = ledgerScope(req.actor);
      const filter = filterOf(req.query);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => plantPage(reader, scope, ledger, filter, request),
        (row) => ({ id: row.id }),
      );
      return ok({ items: rows.map(presentPlantRow), next });
    },
  });
}

type Asked = Pick<Request, 'actor' | 'env' | 'now' | 'at' | 'preferred'>;

const contextOf = (req: Asked) => ({
  policies: req.env.policies.current(),
  scope: ledgerScope(req.actor),
  now: req.now,
});

/** Streams a ledger, or its pictures, once it is on record who took it. */
function taken(
  req: Asked,
  ledger: LedgerName,
  as: string,
  filter: LedgerFilter,
  contentType: string,
  make: ExportedFile['make'],
): Promise<Reply> {
  ledgerScope(req.actor);
  const note: ExportedFile['note'] = (tx) => recordExport(tx, req.actor, { ledger, as, filter }, req.at);
  return exported(req, { name: `${ledger}.${as}`, contentType, note, make });
}

/** Ledgers are Chinese papers, so unlike other answers they are in Chinese unless English is asked for. */
function spokenIn(req: Asked & { readonly query: { readonly language?: Language | undefined } }): Language {
  return req.query.language ?? req.preferred ?? 'zh';
}

function filterOf(query: {
  readonly enterpriseId?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}): LedgerFilter {
  const { enterpriseId } = query;
  return { ...(enterpriseId === undefined ? {} : { enterpriseId }), ...periodOf(query) };
}
