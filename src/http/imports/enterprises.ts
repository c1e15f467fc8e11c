import { z } from 'zod';
import { ENTERPRISE_IMPORT } from '../../actions/fleet/import-enterprises.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { PERFORMANCE_GRADE_NAMES, PERFORMANCE_GRADES } from '../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES, SECTORS } from '../../domain/codes/sector.ts';
import { factsIn } from '../enterprise-schema.ts';
import { codedColumn, column, dayColumn, flagColumn, formOf, numberColumn } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { line } from '../schemas.ts';

const required = true;
const COLUMNS = [
  column(
    'name',
    { en: 'Enterprise', zh: '企业名称' },
    { en: 'Its full name.', zh: '单位全称。' },
    { also: ['单位名称'], required },
  ),
  column(
    'creditCode',
    { en: 'Credit code', zh: '统一社会信用代码' },
    { en: '18 letters and digits.', zh: '18 位字母和数字。' },
    { also: ['信用代码'], required },
  ),
  column(
    'countyCode',
    { en: 'County', zh: '所在县区' },
    { en: 'Name or code of the county.', zh: '县区名称或代码。' },
    { also: ['县区', '区县'], required },
  ),
  dayColumn('validFrom', { en: 'Facts hold from', zh: '生效日期' }, { field: 'facts/validFrom' }),
  codedColumn('sector', { en: 'Sector', zh: '行业' }, SECTORS, SECTOR_NAMES, {
    also: ['所属行业'],
    field: 'facts/sector',
  }),
  flagColumn('inPlanningArea', { en: 'In the planning area', zh: '位于市规划区' }, { field: 'facts/inPlanningArea' }),
  numberColumn(
    'annualFreightTonnes',
    { en: 'Annual freight', zh: '年货运量' },
    { en: 'Tonnes; empty where it is not known.', zh: '吨；不清楚的留空。' },
    { also: ['年货运量吨'], field: 'facts/annualFreightTonnes' },
  ),
  dayColumn(
    'railLineCompletedOn',
    { en: 'Rail line completed', zh: '铁路专用线建成日期' },
    { field: 'facts/railLineCompletedOn' },
  ),
  flagColumn(
    'keyVehicleUser',
    { en: 'Key vehicle user', zh: '重点用车单位' },
    { also: ['是否重点用车单位'], field: 'facts/keyVehicleUser' },
  ),
  codedColumn(
    'performanceGrade',
    { en: 'Performance grade', zh: '绩效分级' },
    PERFORMANCE_GRADES,
    PERFORMANCE_GRADE_NAMES,
    { also: ['绩效等级'], field: 'facts/performanceGrade' },
  ),
];

const row = z
  .strictObject({
    name: line(200),
    creditCode: creditCodeInput,
    countyCode: countyInput,
    facts: factsIn.optional(),
  })
  .transform(({ facts = null, ...enterprise }) => ({ ...enterprise, facts }));

const form = formOf(COLUMNS, row, ({ creditCode, facts }) => `${creditCode} ${facts?.validFrom ?? ''}`);

/** Enterprises by the table: accounts, and dated facts. */
export const enterpriseImportRoutes = importRoutes({
  what: ENTERPRISE_IMPORT,
  form: () => form,
  ...{
    path: '/enterprises',
    name: 'Enterprise',
    plural: 'Enterprises',
    tag: 'enterprises',
    who: 'organisation.create',
  },
  title: { en: 'Enterprises', zh: '企业' },
  description:
    'A row opens an account where the credit code has none, and adds the facts that hold from its day; without facts it opens ' +
    'the account alone. The passages from that day are judged again.',
  outcomes: {
    created: 'An account was opened.',
    added: 'Facts were added to an account that was there.',
    unchanged: 'On record just so.',
  },
});
