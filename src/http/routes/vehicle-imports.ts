import { z } from 'zod';
import { verdictOn } from '../../actions/fleet/import-vehicle.ts';
import { type ImportReport, NOTHING_YET, queueImport, VEHICLE_IMPORT } from '../../actions/fleet/import-vehicles.ts';
import type { NewVehicle } from '../../actions/fleet/register-vehicle.ts';
import { type GoodRow, type RowFault, readImport } from '../../actions/imports/read-import.ts';
import { Failure, notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { csvTemplate, xlsxTemplate } from '../../files/tables/import-template.ts';
import { tableRows } from '../../files/tables/read-table.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Language } from '../language.ts';
import { oneFile, type Upload } from '../multipart.ts';
import { created, ok, type Request, route } from '../route.ts';
import { flagQuery, idOut, instant, instantOut } from '../schemas.ts';
import { columnOf, VEHICLE_COLUMNS, VEHICLE_FORM } from '../vehicle-import.ts';

const faultOut = z.strictObject({
  row: z.int().meta({ description: 'As the spreadsheet numbers it; the headings are in the first.' }),
  column: z.string().nullable(),
  detail: z.string(),
});
const counts = {
  created: z.int(),
  verified: z.int().meta({ description: 'Declared before, verified by this.' }),
  declared: z.int(),
  unchanged: z.int().meta({ description: 'On file just so.' }),
};
const importOut = z
  .strictObject({
    id: idOut.nullable().meta({ description: 'The job; null for a dry run.' }),
    dryRun: z.boolean(),
    status: z.enum(['queued', 'done', 'failed', 'cancelled']),
    total: z.int().meta({ description: 'Rows that are or would be imported.' }),
    done: z.int(),
    ...counts,
    faultyRows: z.int(),
    faults: z.array(faultOut).meta({ description: 'Everything wrong with rows, in their order; 1,000 at the most.' }),
    createdAt: instantOut.nullable(),
    finishedAt: instantOut.nullable(),
  })
  .meta({ id: 'VehicleImport' });

const MOST_FAULTS = 1_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Vehicles by the table (批量导入): a template, a dry run, and the import itself as a job. */
export const vehicleImportRoutes = [
  route({
    method: 'GET',
    path: '/vehicles/import/template',
    id: 'getVehicleTemplate',
    tag: 'vehicles',
    summary: 'An empty table of vehicles to fill in, XLSX or CSV',
    description: 'With English headings, or Chinese ones with `Accept-Language: zh-CN`; the import takes both.',
    who: 'vehicle.create',
    query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    replies: { 200: { description: 'The table.' } },
    raw: async ({ query: { format }, language }) => {
      const columns = VEHICLE_COLUMNS.map(({ title, note, required }) => ({
        heading: required ? `${title[language]}*` : title[language],
        note: note[language],
      }));
      const [title, notes] = language === 'zh' ? ['车辆', '填写说明'] : ['Vehicles', 'Notes'];
      const text = format === 'csv' ? csvTemplate(columns) : await xlsxTemplate(title, notes, columns);
      const headers = {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
        'Content-Disposition': `attachment; filename="vehicles.${format}"`,
      };
      return { status: 200, headers, text };
    },
  }),
  route({
    method: 'POST',
    path: '/vehicles/import',
    id: 'importVehicles',
    tag: 'vehicles',
    summary: 'Import a table of up to 5,000 vehicles, or try it',
    description:
      'XLSX, or CSV in UTF-8 or GBK, with Chinese or English headings. A dry run says what would happen and everything that is ' +
      'wrong, and stores nothing. Otherwise the rows are imported by a job; where one is faulty, nothing is, unless `keepGood`. ' +
      'An officer’s rows verify what was declared; an enterprise’s declare trucks that serve it.',
    who: 'vehicle.create',
    query: z.strictObject({ dryRun: flagQuery.default(false), keepGood: flagQuery.default(false) }),
    body: z.strictObject({}),
    multipart: oneFile,
    replies: {
      200: { description: 'What would happen.', schema: importOut },
      201: { description: 'The import, under way.', schema: importOut },
    },
    prepare: async (req) => prepared(req, (req.body as unknown as { file: Upload }).file),
    write: async (tx, req, { good, faults, would }) => {
      if (req.query.dryRun) return ok(presentTrial(good.length, faults, would, req.language));
      if (good.length === 0 || (faults.length > 0 && !req.query.keepGood)) throw faulty(faults);
      const context = {
        at: req.at,
        policies: req.env.policies.current(),
        wakeJobs: () => req.env.jobs.wake(),
      };
      const job = await queueImport(tx, req.actor, good, faults.slice(0, MOST_FAULTS), context);
      return created(`/vehicles/imports/${job.id}`, present(job, req.language));
    },
  }),
  route({
    method: 'GET',
    path: '/vehicles/imports/{id}',
    id: 'getVehicleImport',
    tag: 'vehicles',
    summary: 'How far an import has come, and what became of its rows',
    who: 'job.read',
    replies: { 200: { description: 'The import.', schema: importOut } },
    etag: true,
    read: async (reader, req) => {
      const job = await reader.jobs.find(req.params.id);
      if (job?.kind !== VEHICLE_IMPORT || !covers(scopeOf(req.actor, 'job.read'), { userId: job.createdBy }))
        throw notFound();
      return ok(present(job, req.language));
    },
  }),
];

type Prepared = {
  readonly good: readonly GoodRow<NewVehicle>[];
  readonly faults: readonly RowFault[];
  readonly would: ImportReport;
};

/** Reads the whole table and holds each row against what is on file, outside any transaction. */
async function prepared({ env, actor, now }: Pick<Request, 'env' | 'actor' | 'now'>, file: Upload): Promise<Prepared> {
  const read = await readImport(tableRows(file.path), VEHICLE_FORM);
  const faults = [...read.faults];
  const good: GoodRow<NewVehicle>[] = [];
  const would = { ...NOTHING_YET, created: 0, verified: 0, declared: 0, unchanged: 0 };
  for (const one of read.good) {
    const verdict = await verdictOn(env.store.bulk, actor, one.value, now);
    if (verdict.does === 'refuse') faults.push(...verdict.faults.map((fault) => ({ row: one.row, ...fault })));
    else {
      good.push(one);
      if (verdict.does === 'create') would.created += 1;
      else if (verdict.does === 'verify') would.verified += 1;
      else if (verdict.does === 'declare') would.declared += 1;
      else would.unchanged += 1;
    }
  }
  return { good, faults: faults.sort((a, b) => a.row - b.row), would };
}

/** 400 that names the first faults where they stand. */
function faulty(faults: readonly RowFault[]): Failure {
  const places = new Map<string, RowFault>();
  for (const fault of faults) {
    const pointer = `#/rows/${fault.row}${fault.column ? `/${columnOf(fault.column)}` : ''}`;
    if (!places.has(pointer) && places.size < 100) places.set(pointer, fault);
  }
  const detail = {
    en: `${rowsOf(faults)} rows are faulty, and nothing was imported. Mend them, or ask to keep the good ones (keepGood).`,
    zh: `${rowsOf(faults)} 行有误，未导入任何数据。请修改，或选择保留正确的行（keepGood）。`,
  };
  const errors = [...places].map(([pointer, { detail: what }]) => ({ pointer, detail: what }));
  return new Failure('invalid-request', detail, { errors });
}

const rowsOf = (faults: readonly RowFault[]): number => new Set(faults.map(({ row }) => row)).size;

function presentFaults(faults: readonly RowFault[], language: Language) {
  const shown = faults
    .slice(0, MOST_FAULTS)
    .map(({ row, column, detail }) => ({ row, column: column && columnOf(column), detail: detail[language] }));
  return { faultyRows: rowsOf(faults), faults: shown };
}

const countsOf = ({ created: made, verified, declared, unchanged }: ImportReport) => ({
  ...{ created: made, verified, declared, unchanged },
});

function presentTrial(total: number, faults: readonly RowFault[], would: ImportReport, language: Language) {
  return {
    ...{ id: null, dryRun: true, status: 'done', total, done: 0 },
    ...countsOf(would),
    ...presentFaults(faults, language),
    ...{ createdAt: null, finishedAt: null },
  };
}

function present(job: JobRow, language: Language) {
  const report = job.cursor as ImportReport;
  return {
    ...{ id: job.id, dryRun: false, status: job.status, total: job.total ?? 0, done: job.done },
    ...countsOf(report),
    ...presentFaults(report.faults, language),
    ...{ createdAt: instant(job.createdAt), finishedAt: instant(job.finishedAt) },
  };
}
