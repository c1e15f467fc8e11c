import { z } from 'zod';
import { type GoodRow, type ImportForm, MOST_ROWS, type RowFault, readImport } from '../actions/imports/read-import.ts';
import {
  countOf,
  type ImportIntent,
  type ImportPayload,
  type ImportReport,
  importRows,
  ledTo,
  queueImport,
  type TableImport,
  TRIED_AT_ONCE,
  tryImport,
} from '../actions/imports/table-import.ts';
import { Failure, invalid, type Message, notFound } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../domain/identity/permissions.ts';
import { csvTemplate, xlsxTemplate } from '../files/tables/import-template.ts';
import { tableRows } from '../files/tables/read-table.ts';
import type { JobRow } from '../store/jobs.ts';
import type { Reader } from '../store/store.ts';
import type { Language } from './language.ts';
import { oneFile, type Upload } from './multipart.ts';
import { created, ok, type Request, type RouteDef, route } from './route.ts';
import { flagQuery, idOut, instant, instantOut } from './schemas.ts';

/** A table that people import: how its rows are read, what is done with each, and how its routes are called. */
export type TableImportDef<T, Does extends string, Q> = {
  readonly what: TableImport<T, Does>;
  /** `query` is what the request says of the table as a whole. */
  readonly form: (now: number, query: Q) => ImportForm<T>;
  readonly query?: z.ZodType<Q> & z.ZodObject;
  /** Fails where the actor may not import what `query` asks for. */
  readonly authorise?: (reader: Reader, actor: Actor, query: Q) => Promise<unknown>;
  /** `/vehicles`: beside it stand `/import/template`, `/import` and `/imports/{id}`. */
  readonly path: string;
  /** Of one row's thing and of many, for the ids of operations. */
  readonly name: string;
  readonly plural: string;
  readonly tag: string;
  readonly who: Action;
  readonly title: Message;
  readonly description: string;
  /** What each outcome means. */
  readonly outcomes: Readonly<Record<Does, string>>;
  /** A table of at most so many rows is imported before the answer, whole or not at all, without a job. */
  readonly atOnce?: number;
};

const MOST_FAULTS = 1_000;
const BY_JOB =
  `The rows are imported by a job, which can be cancelled. A table of more than ${TRIED_AT_ONCE} rows is also tried by it: ` +
  'a dry run then answers 201, and an import without `keepGood` tries all rows before it imports any, and fails where one is faulty. ';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The routes of an import (批量导入): a template, a dry run, the import itself, and its report. */
export function importRoutes<T, Does extends string, Q>(def: TableImportDef<T, Does, Q>): RouteDef[] {
  const { path, name, plural, tag, who, atOnce } = def;
  const schema = reportOf(def);
  const things = def.title.en.toLowerCase();
  const most = atOnce ?? MOST_ROWS;
  const would = { description: 'What would happen.', schema };
  const queued = { description: 'The import, under way.', schema };
  const done = { description: 'What happened, or would.', schema };
  const template = route({
    method: 'GET',
    path: `${path}/import/template`,
    id: `get${name}Template`,
    ...{ tag, who },
    summary: `An empty table of ${things} to fill in, XLSX or CSV`,
    description: 'With English headings, or Chinese ones with `Accept-Language: zh-CN`; the import takes both.',
    query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    replies: { 200: { description: 'The table.' } },
    mediaType: ['text/csv', XLSX],
    raw: async ({ query: { format }, language, now }) => {
      const columns = def.form(now, {} as Q).columns.map(({ title, note, required }) => ({
        heading: required ? `${title[language]}*` : title[language],
        note: note[language],
      }));
      const notes = { en: 'Notes', zh: '填写说明' };
      const text =
        format === 'csv' ? csvTemplate(columns) : await xlsxTemplate(def.title[language], notes[language], columns);
      const headers = {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
        'Content-Disposition': `attachment; filename="${path.slice(1).replaceAll('/', '-')}.${format}"`,
      };
      return { status: 200, headers, text };
    },
  });
  const run = route({
    method: 'POST',
    path: `${path}/import`,
    id: `import${plural}`,
    ...{ tag, who },
    summary: `Import a table of up to ${most} rows of ${things}, or try it`,
    description:
      'XLSX, or CSV in UTF-8 or GBK, with Chinese or English headings. A dry run says what would happen and everything that is ' +
      'wrong, and stores nothing. Where a row is faulty nothing is imported, unless `keepGood`. ' +
      `${atOnce === undefined ? BY_JOB : ''}${def.description}`,
    query: z.strictObject({
      ...def.query?.shape,
      dryRun: flagQuery.default(false),
      keepGood: flagQuery.default(false),
    }),
    body: z.strictObject({}),
    multipart: oneFile,
    replies: atOnce === undefined ? { 200: would, 201: queued } : { 200: done },
    ...(def.authorise ? { problems: ['not-found' as const] } : {}),
    prepare: async (req) => prepared(def, req),
    write: async (tx, req, { form, read, good, faults, tried }) => {
      const { dryRun, keepGood } = req.query;
      if (dryRun && tried) return ok(shown(def, form, { ...tried, faults }, read, good.length, req.language));
      const refused = good.length === 0 || (faults.length > 0 && !keepGood);
      if (refused && !dryRun) throw faulty(faults, form);
      if (atOnce === undefined) {
        const intent: ImportIntent = dryRun ? 'try' : tried || keepGood ? 'good' : 'all';
        const told = faults.slice(0, MOST_FAULTS);
        const job = await queueImport(tx, req.actor, def.what, good, told, intent, contextOf(req));
        return created(`${path}/imports/${job.id}`, shownJob(def, form, job, req.language));
      }
      const report = await importRows(tx, req.actor, def.what, good, contextOf(req), { next: 0, faults });
      if (report.faults.length > faults.length && !keepGood) throw faulty(report.faults, form);
      return ok({ ...shown(def, form, report, good, good.length, req.language), dryRun, done: good.length });
    },
  });
  if (atOnce !== undefined) return [template, run];
  const report = route({
    method: 'GET',
    path: `${path}/imports/{id}` as const,
    id: `get${name}Import`,
    tag,
    who: 'job.read',
    summary: 'How far an import has come, and what became of its rows',
    replies: { 200: { description: 'The import.', schema } },
    etag: true,
    read: async (reader, req) => {
      const job = await reader.jobs.find(req.params.id);
      if (job?.kind !== def.what.kind || !covers(scopeOf(req.actor, 'job.read'), { userId: job.createdBy }))
        throw notFound();
      return ok(shownJob(def, def.form(req.now, {} as Q), job, req.language));
    },
  });
  return [template, run, report];
}

function reportOf<T, Does extends string, Q>({ what, outcomes, name }: TableImportDef<T, Does, Q>) {
  const faultOut = z.strictObject({
    row: z.int().meta({ description: 'As the spreadsheet numbers it; the headings are in the first.' }),
    column: z.string().nullable(),
    heading: z.string().nullable().meta({ description: 'What the template calls the column.' }),
    detail: z.string(),
  });
  const counts = what.outcomes.map((one) => [one, z.int().meta({ description: outcomes[one] })] as const);
  return z
    .strictObject({
      id: idOut.nullable().meta({ description: 'The job; null where there is none.' }),
      dryRun: z.boolean(),
      status: z.enum(['queued', 'done', 'failed', 'cancelled']),
      total: z.int().meta({ description: 'Rows that are or would be imported.' }),
      done: z.int().meta({ description: 'Rows imported or refused so far.' }),
      tried: z.int().meta({ description: 'Rows tried so far, of which nothing is stored.' }),
      ...Object.fromEntries(counts),
      rows: z
        .array(z.strictObject({ row: z.int(), outcome: z.enum(what.outcomes) }))
        .meta({ description: 'What became, or would become, of each row dealt with so far.' }),
      ...(what.notes
        ? {
            warnings: z
              .array(faultOut)
              .meta({ description: 'What is odd about rows that are taken; 1,000 at the most.' }),
          }
        : {}),
      faultyRows: z.int(),
      faults: z.array(faultOut).meta({ description: 'Everything wrong with rows, in their order; 1,000 at the most.' }),
      createdAt: instantOut.nullable(),
      finishedAt: instantOut.nullable(),
    })
    .meta({ id: `${name}Import` });
}

type Prepared<T> = {
  readonly form: ImportForm<T>;
  /** Rows that were read, and those of them that were not refused when tried. */
  readonly read: readonly GoodRow<T>[];
  readonly good: readonly GoodRow<T>[];
  readonly faults: readonly RowFault[];
  /** None where a job tries them. */
  readonly tried?: ImportReport;
};

/**
 * Reads the whole table and tries each row, unless they are many. What is imported at once is tried only where nothing else
 * is asked for.
 */
async function prepared<T, Does extends string, Q>(
  { what, form: formOf, authorise, atOnce }: TableImportDef<T, Does, Q>,
  req: Request,
): Promise<Prepared<T>> {
  const { store } = req.env;
  const query = req.query as Q & { readonly dryRun: boolean };
  await authorise?.(store.read, req.actor, query);
  const { path } = (req.body as { file: Upload }).file;
  const form = formOf(req.now, query);
  const { total, good: read, faults } = await readImport(tableRows(path), form);
  if (atOnce !== undefined && total > atOnce) throw invalid('#/file', tooMany(atOnce));
  if (atOnce === undefined ? read.length > TRIED_AT_ONCE : !query.dryRun) return { form, read, good: read, faults };
  const tried = await tryImport(store, req.actor, what, read, contextOf(req));
  const bad = new Set(tried.faults.map(({ row }) => row));
  return {
    ...{ form, read, tried },
    good: read.filter(({ row }) => !bad.has(row)),
    faults: [...faults, ...tried.faults].sort((a, b) => a.row - b.row),
  };
}

const contextOf = ({ env, at }: Pick<Request, 'env' | 'at'>) => ({
  at,
  policies: env.policies.current(),
  wakeJobs: () => env.jobs.wake(),
});

const rowsOf = (faults: readonly RowFault[]): number => new Set(faults.map(({ row }) => row)).size;

/** 400 that names the first faults where they stand. */
function faulty<T>(faults: readonly RowFault[], form: ImportForm<T>): Failure {
  const places = new Map<string, Message>();
  for (const { row, column, detail } of faults) {
    const name = column && form.columnOf(column);
    const pointer = `#/rows/${row}${name ? `/${name}` : ''}`;
    if (!places.has(pointer) && places.size < 100) places.set(pointer, detail);
  }
  const detail = {
    en: `${rowsOf(faults)} rows are faulty, and nothing was imported. Mend them, or ask to keep the good ones (keepGood).`,
    zh: `${rowsOf(faults)} 行有误，未导入任何数据。请修改，或选择保留正确的行（keepGood）。`,
  };
  const errors = [...places].map(([pointer, what]) => ({ pointer, detail: what }));
  return new Failure('invalid-request', detail, { errors });
}

function shown<T, Does extends string, Q>(
  { what }: TableImportDef<T, Does, Q>,
  form: ImportForm<T>,
  report: ImportReport,
  rows: readonly Pick<GoodRow<T>, 'row'>[],
  total: number,
  language: Language,
) {
  const told = (all: readonly RowFault[]) =>
    all.slice(0, MOST_FAULTS).map(({ row, column: field, detail }) => {
      const column = field && form.columnOf(field);
      const heading = form.columns.find(({ name }) => name === column)?.title[language] ?? null;
      return { row, column, heading, detail: detail[language] };
    });
  return {
    ...{ id: null, dryRun: true, status: 'done', total, done: 0, tried: report.tried ?? 0 },
    ...Object.fromEntries(what.outcomes.map((one) => [one, countOf(report, one)])),
    rows: ledTo(report, what, rows),
    ...(what.notes ? { warnings: told(report.notes ?? []) } : {}),
    ...{ faultyRows: rowsOf(report.faults), faults: told(report.faults) },
    ...{ createdAt: null, finishedAt: null },
  };
}

const shownJob = <T, Does extends string, Q>(
  def: TableImportDef<T, Does, Q>,
  form: ImportForm<T>,
  job: JobRow,
  language: Language,
) => {
  const { rows, intent } = job.payload as ImportPayload<T>;
  const report = job.cursor as ImportReport;
  const dryRun = intent === 'try';
  const refused = dryRun ? (report.led?.match(/-/g) ?? []).length : 0;
  return {
    ...shown(def, form, report, rows, rows.length - refused, language),
    ...{ id: job.id, dryRun, status: job.status, done: job.done - (report.tried ?? 0) },
    ...{ createdAt: instant(job.createdAt), finishedAt: instant(job.finishedAt) },
  };
};

const tooMany = (most: number): Message => ({
  en: `One import takes at most ${most} rows.`,
  zh: `一次导入最多 ${most} 行。`,
});
