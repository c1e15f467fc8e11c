import { z } from 'zod';
import {
  type CleanTransportImport,
  importCleanTransport,
  sameOf,
  writableEnterprise,
} from '../../actions/fleet/clean-transport.ts';
import { MOST_ROWS, type RowFault, readImport } from '../../actions/imports/read-import.ts';
import { Failure, invalid } from '../../domain/failure.ts';
import { csvTemplate, xlsxTemplate } from '../../files/tables/import-template.ts';
import { tableRows } from '../../files/tables/read-table.ts';
import { CLEAN_TRANSPORT_COLUMNS, cleanTransportForm } from '../clean-transport-form.ts';
import type { Language } from '../language.ts';
import { oneFile, type Upload } from '../multipart.ts';
import { ok, route } from '../route.ts';
import { flagQuery, idText } from '../schemas.ts';

/** More are no enterprise's months; so few are recorded in one transaction. */
const MOST = 500;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const importOut = z
  .strictObject({
    dryRun: z.boolean(),
    created: z.int(),
    corrected: z.int().meta({ description: 'On record with another mass.' }),
    unchanged: z.int().meta({ description: 'On record just so.' }),
    faultyRows: z.int(),
    faults: z.array(z.strictObject({ row: z.int(), column: z.string().nullable(), detail: z.string() })),
  })
  .meta({ id: 'CleanTransportImport' });

/** What an enterprise moved, by the table (批量导入): a template, a dry run, and the import itself. */
export const cleanTransportImportRoutes = [
  route({
    method: 'GET',
    path: '/clean-transport/import/template',
    id: 'getCleanTransportTemplate',
    tag: 'enterprises',
    summary: 'An empty table of clean transport to fill in, XLSX or CSV',
    description: 'With English headings, or Chinese ones with `Accept-Language: zh-CN`; the import takes both.',
    who: 'clean-transport.write',
    query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    replies: { 200: { description: 'The table.' } },
    mediaType: ['text/csv', XLSX],
    raw: async ({ query: { format }, language }) => {
      const columns = CLEAN_TRANSPORT_COLUMNS.map(({ title, note }) => ({
        heading: `${title[language]}*`,
        note: note[language],
      }));
      const [title, notes] = language === 'zh' ? ['清洁运输', '填写说明'] : ['Clean transport', 'Notes'];
      const text = format === 'csv' ? csvTemplate(columns) : await xlsxTemplate(title, notes, columns);
      const headers = {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
        'Content-Disposition': `attachment; filename="clean-transport.${format}"`,
      };
      return { status: 200, headers, text };
    },
  }),
  route({
    method: 'POST',
    path: '/clean-transport/import',
    id: 'importCleanTransport',
    tag: 'enterprises',
    summary: 'Import a table of up to 500 rows of what an enterprise moved, or try it',
    description:
      'XLSX, or CSV in UTF-8 or GBK, with Chinese or English headings. What is on record with another mass is corrected. A dry ' +
      'run stores nothing. Where a row is faulty nothing is imported, unless `keepGood`.',
    who: 'clean-transport.write',
    query: z.strictObject({
      enterpriseId: idText,
      dryRun: flagQuery.default(false),
      keepGood: flagQuery.default(false),
    }),
    body: z.strictObject({}),
    multipart: oneFile,
    replies: { 200: { description: 'What was, or would be, recorded.', schema: importOut } },
    problems: ['not-found'],
    prepare: async ({ env, actor, now, query, body }) => {
      await writableEnterprise(env.store.read, actor, query.enterpriseId);
      const { path } = (body as unknown as { file: Upload }).file;
      const read = await readImport(tableRows(path), cleanTransportForm(now));
      if (read.total > MOST) throw invalid('#/file', TOO_MANY);
      return read;
    },
    write: async (tx, req, { good, faults }) => {
      const { enterpriseId, dryRun, keepGood } = req.query;
      const rows = good.map(({ value }) => value);
      const refused = rows.length === 0 || (faults.length > 0 && !keepGood);
      if (!dryRun && refused) throw faulty(faults);
      const counts = dryRun
        ? await trial(tx, enterpriseId, rows)
        : await importCleanTransport(tx, req.actor, enterpriseId, rows, req.at);
      return ok({ dryRun, ...counts, ...presentFaults(faults, req.language) });
    },
  }),
];

async function trial(
  tx: Parameters<typeof sameOf>[0],
  enterpriseId: string,
  rows: readonly Omit<Parameters<typeof sameOf>[1] & { kg: number }, 'enterpriseId'>[],
): Promise<CleanTransportImport> {
  const counts = { created: 0, corrected: 0, unchanged: 0 };
  for (const row of rows) {
    const same = await sameOf(tx, { ...row, enterpriseId });
    counts[same === undefined ? 'created' : same.kg === row.kg ? 'unchanged' : 'corrected'] += 1;
  }
  return counts;
}

function presentFaults(faults: readonly RowFault[], language: Language) {
  const shown = faults
    .slice(0, MOST_ROWS)
    .map(({ row, column, detail }) => ({ row, column, detail: detail[language] }));
  return { faultyRows: new Set(faults.map(({ row }) => row)).size, faults: shown };
}

/** 400 that names the first faults where they stand. */
function faulty(faults: readonly RowFault[]): Failure {
  const errors = faults.slice(0, 100).map(({ row, column, detail }) => ({
    pointer: `#/rows/${row}${column ? `/${column}` : ''}`,
    detail,
  }));
  return new Failure('invalid-request', FAULTY, { errors });
}

const FAULTY = {
  en: 'Some rows are faulty, and nothing was imported. Mend them, or ask to keep the good ones (keepGood).',
  zh: '部分行有误，未导入任何数据。请修改，或选择保留正确的行（keepGood）。',
};
const TOO_MANY = { en: `One import takes at most ${MOST} rows.`, zh: `一次导入最多 ${MOST} 行。` };
