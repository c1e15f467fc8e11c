import { z } from 'zod';
import { getSite } from '../../actions/machinery/get-site.ts';
import { FILING_IMPORT, type ListedFiling } from '../../actions/machinery/import-filing.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { MACHINE_CATEGORY_NAMES } from '../../domain/codes/machine-category.ts';
import { identifyingCodes } from '../../domain/codes/machine-identity.ts';
import { column, dayColumn, formOf } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { machineChange, machineDetails, newMachine, registrationOf } from '../machine-schema.ts';
import { dayText, idText, line, prose, refuse } from '../schemas.ts';
import { MACHINE_COLUMNS } from './machine-columns.ts';

const required = true;
const COLUMNS = [
  {
    ...column(
      'site',
      { en: 'Site', zh: '工地名称' },
      {
        en: 'Name, permit number or id; not needed where the upload names the site.',
        zh: '工地名称、施工许可证号或编号；上传时已选定工地的可不填。',
      },
      { also: ['项目名称', '工程名称', '工地', '施工工地'] },
    ),
    fields: ['site', 'siteId'],
  },
  dayColumn(
    'plannedEntryOn',
    { en: 'Planned entry', zh: '计划进场日期' },
    { also: ['计划进场', '进场日期', '进场时间', '计划进场时间', '拟进场日期'], required },
  ),
  dayColumn(
    'plannedExitOn',
    { en: 'Planned exit', zh: '计划离场日期' },
    { also: ['计划离场', '离场日期', '退场日期', '计划退场日期', '计划离场时间', '拟离场日期'], required },
  ),
  ...MACHINE_COLUMNS,
  column('remarks', { en: 'Remarks', zh: '备注' }, { en: 'Text.', zh: '文本。' }),
];

/** Numbers that ledgers give their rows tell nothing. */
const SERIAL = column(
  'number',
  { en: 'No.', zh: '序号' },
  { en: 'Not read.', zh: '不读取。' },
  { also: ['No'], read: () => undefined },
);

const { shape } = machineChange;
const fields = z.strictObject({
  ...shape,
  owner: newMachine.shape.owner,
  plate: newMachine.shape.plate,
  number: z.undefined().optional(),
  site: line(100).optional(),
  plannedEntryOn: dayText,
  plannedExitOn: dayText,
  remarks: prose(500).optional(),
});

/** A row for a site, which the upload may name for all rows that name none. */
const rowFor = (siteId: string | undefined) =>
  fields.transform(
    (
      { site = siteId, plannedEntryOn, plannedExitOn, remarks = null, number: _, plate, ...told },
      context,
    ): ListedFiling => {
      if (site === undefined) {
        refuse(context, WHICH_SITE, ['site']);
        return z.NEVER;
      }
      const { category, fuel, emissionStage } = told;
      const missing = Object.entries({ category, emissionStage, fuel }).flatMap(([name, value]) =>
        value === undefined ? name : [],
      );
      const whole =
        category && fuel && emissionStage
          ? {
              ...told,
              plate,
              category,
              fuel,
              emissionStage,
              name: told.name ?? told.otherCategory ?? MACHINE_CATEGORY_NAMES[category].zh,
            }
          : undefined;
      return {
        ...{ site, plannedEntryOn, plannedExitOn, remarks, missing },
        machine: machineDetails(told),
        registration: whole ? registrationOf(whole) : null,
      };
    },
  );

/** Rows about the same machine, site and days are the same. */
function keyOf({ site, machine, plannedEntryOn, plannedExitOn }: ListedFiling): string {
  const [code] = identifyingCodes(machine);
  return canonicalJson([site, code ?? machine, plannedEntryOn, plannedExitOn]);
}

/** Filings by the table: a row a machine, found by any of its numbers or else registered, clause 2.4.6a. */
export const filingImportRoutes = importRoutes({
  what: FILING_IMPORT,
  form: (_now, { siteId }) => formOf([SERIAL, ...COLUMNS], rowFor(siteId), keyOf),
  query: z.strictObject({ siteId: idText.optional() }),
  authorise: async (reader, actor, { siteId }) =>
    siteId === undefined ? undefined : getSite(reader, actor, siteId, 'site.read', '#/siteId'),
  ...{ path: '/filings', name: 'Filing', plural: 'Filings', tag: 'filings', who: 'filing.create' },
  title: { en: 'Machines to file', zh: '机械进场申报' },
  description:
    'Each row is a machine and its planned days, for the site of the upload or the one that the row names. A machine on file by ' +
    'any of its numbers is filed whoever registered it, and its record is left as it is; where the row says otherwise, that is a ' +
    'warning. Any other is registered as `POST /machines` would. Submitted when the row is imported.',
  outcomes: {
    filed: 'A machine on file, filed.',
    registered: 'Registered from the row, and filed.',
    unchanged: 'Filed so before.',
  },
});

const WHICH_SITE = {
  en: 'Name the site here, or for the whole upload.',
  zh: '请填写工地名称，或在上传时选定工地。',
};
