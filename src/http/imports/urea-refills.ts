import { z } from 'zod';
import { UREA_IMPORT } from '../../actions/urea/import-refills.ts';
import type { NewRefill } from '../../actions/urea/refills.ts';
import { writableEnterprise } from '../../actions/urea/writable-enterprise.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { codedColumn, column, formOf, numberColumn } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { eventTimeProblem, idText, refuse } from '../schemas.ts';
import { namesVehicle, refillFields, refillKey, refillOf } from '../urea-schema.ts';
import { momentColumn } from './moments.ts';

const required = true;
const COLUMNS = [
  column(
    'key',
    { en: 'Key', zh: '记录编号' },
    { en: 'Your own, one for each refill.', zh: '本企业编号，每次加注一个。' },
    { required, also: ['加注编号', '单号'] },
  ),
  column(
    'plate',
    { en: 'Plate', zh: '号牌号码' },
    { en: 'Such as 晋C12345.', zh: '如 晋C12345。' },
    { required, also: ['车牌号码', '车牌号', '车牌'] },
  ),
  codedColumn('plateColour', { en: 'Plate colour', zh: '号牌颜色' }, PLATE_COLOURS, PLATE_COLOUR_NAMES, {
    also: ['车牌颜色'],
    required,
  }),
  momentColumn('refilledAt', { en: 'Refilled at', zh: '加注时间' }, { required }),
  numberColumn(
    'litres',
    { en: 'Litres', zh: '加注量（升）' },
    { en: 'At most three decimals.', zh: '最多三位小数。' },
    { required },
  ),
  column(
    'pointId',
    { en: 'Refill point', zh: '加注点编号' },
    { en: 'The id of a point on file.', zh: '已登记加注点的编号。' },
  ),
  column('remarks', { en: 'Remarks', zh: '备注' }, { en: 'Text.', zh: '文本。' }),
];

/** Refills of an enterprise by the table, each row as `POST /urea-refills` would take it. */
export const ureaRefillImportRoutes = importRoutes({
  what: UREA_IMPORT,
  form: (now, { enterpriseId }) => {
    const { vehicleId: _, ...fields } = refillFields;
    const schema = z
      .strictObject({ key: refillKey, ...fields })
      .superRefine((told, context) => {
        namesVehicle(told, context);
        const problem = eventTimeProblem(told.refilledAt, now);
        if (problem) refuse(context, problem, ['refilledAt']);
      })
      .transform(({ key, ...told }): NewRefill => ({ enterpriseId, key, ...refillOf(told) }));
    return formOf(COLUMNS, schema, ({ key }) => key);
  },
  query: z.strictObject({ enterpriseId: idText }),
  authorise: (reader, actor, { enterpriseId }) => writableEnterprise(reader, actor, enterpriseId),
  ...{ path: '/urea-refills', name: 'UreaRefill', plural: 'UreaRefills', tag: 'urea', who: 'urea.write' },
  title: { en: 'Urea refills', zh: '尿素加注记录' },
  description: 'A row whose key is on record with the same content is left as it is; with other content it is a fault.',
  outcomes: { created: 'Put on record.', unchanged: 'On record just so.' },
});
