import { z } from 'zod';
import { SELLER_IMPORT } from '../../actions/fleet/sellers.ts';
import { divisionInput, parseCounty } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { sellerKey } from '../../domain/fleet/seller.ts';
import { column, formOf } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { line } from '../schemas.ts';

const COLUMNS = [
  column(
    'name',
    { en: 'Seller', zh: '销售单位' },
    { en: 'Its full name.', zh: '单位全称。' },
    { also: ['经销商', '单位名称', '企业名称'], required: true },
  ),
  column(
    'creditCode',
    { en: 'Credit code', zh: '统一社会信用代码' },
    { en: '18 letters and digits.', zh: '18 位字母和数字。' },
    { also: ['信用代码'] },
  ),
  column(
    'countyCode',
    { en: 'County', zh: '所在县区' },
    { en: 'Name of the county, or a GB/T 2260 code.', zh: '县区名称或行政区划代码。' },
    { also: ['县区', '区县', '行政区划代码'], required: true, read: (text) => parseCounty(text) ?? text },
  ),
  column('address', { en: 'Address', zh: '经营地址' }, { en: 'Text.', zh: '文本。' }, { also: ['地址'] }),
];

const row = z
  .strictObject({
    name: line(100),
    creditCode: creditCodeInput.optional(),
    countyCode: divisionInput,
    address: line(200).optional(),
  })
  .transform(({ creditCode = null, address = null, ...seller }) => ({ ...seller, creditCode, address }));

const form = formOf(COLUMNS, row, ({ name, creditCode }) =>
  sellerKey({ name, ...(creditCode === null ? {} : { creditCode }) }),
);

/** Dealers' lists by the table. */
export const sellerImportRoutes = importRoutes({
  what: SELLER_IMPORT,
  form: () => form,
  ...{ path: '/sellers', name: 'Seller', plural: 'Sellers', tag: 'sellers', who: 'seller.write' },
  title: { en: 'Sellers', zh: '经销商' },
  description:
    'Where the list says that a seller is, its sales count as made there unless their own record says otherwise.',
  outcomes: {
    created: 'Put on the list.',
    changed: 'Known before, from sales or with other words.',
    unchanged: 'On the list just so.',
  },
});
