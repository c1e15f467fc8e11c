import { z } from 'zod';
import { PROOF_IMPORT } from '../../actions/retirement/import-proofs.ts';
import { PROOF_KINDS } from '../../actions/retirement/proofs.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import type { Message } from '../../domain/failure.ts';
import { codedColumn, column, dayColumn, flagColumn, formOf } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { proofFields } from '../routes/retirement-proofs.ts';

const KIND_NAMES: Readonly<Record<(typeof PROOF_KINDS)[number], Message>> = {
  scrapped: { en: 'scrapped', zh: '报废' },
  deregistered: { en: 'deregistered', zh: '注销' },
};
const any: Message = { en: 'Text.', zh: '文本。' };
const required = true;

const COLUMNS = [
  column(
    'plate',
    { en: 'Plate', zh: '号牌号码' },
    { en: 'Such as 晋C12345.', zh: '如 晋C12345。' },
    {
      also: ['车牌号码', '车牌号', '车牌'],
      required,
    },
  ),
  codedColumn('plateColour', { en: 'Plate colour', zh: '号牌颜色' }, PLATE_COLOURS, PLATE_COLOUR_NAMES, {
    also: ['车牌颜色'],
    required,
  }),
  codedColumn('kind', { en: 'What became of it', zh: '淘汰方式' }, PROOF_KINDS, KIND_NAMES, { required }),
  column('certificateNumber', { en: 'Certificate', zh: '证明编号' }, any, {
    also: ['报废机动车回收证明编号', '回收证明编号', '证书编号'],
    required,
  }),
  dayColumn('retiredOn', { en: 'Retired on', zh: '淘汰日期' }, { also: ['注销日期', '报废日期'], required }),
  column('recyclerName', { en: 'Recycler', zh: '回收企业' }, any, { field: 'recycler/name' }),
  column('recyclerCreditCode', { en: 'Recycler’s credit code', zh: '回收企业统一社会信用代码' }, any, {
    also: ["Recycler's credit code"],
    field: 'recycler/creditCode',
  }),
  flagColumn('seenOnPlatform', { en: 'Seen on the platform', zh: '已在平台核实' }),
  column('remarks', { en: 'Remarks', zh: '备注' }, any),
];

const row = z
  .strictObject({
    plate: plateInput,
    plateColour: z.enum(PLATE_COLOURS),
    ...proofFields,
    seenOnPlatform: z.boolean().default(false),
  })
  .transform(({ recycler = null, remarks = null, ...proof }) => ({ ...proof, recycler, remarks }));

const form = formOf(COLUMNS, row, ({ plate, plateColour }) => `${plate} ${plateColour}`);

/** Proofs of retirement by the table. */
export const retirementProofImportRoutes = importRoutes({
  what: PROOF_IMPORT,
  form: () => form,
  ...{ path: '/retirement-proofs', name: 'RetirementProof', plural: 'RetirementProofs', tag: 'retirement' },
  who: 'retirement-proof.write',
  title: { en: 'Proofs of retirement', zh: '淘汰证明' },
  description:
    'Rows are recorded, and verified where an officer says that the entry was seen in the system of recyclers or police; the ' +
    'others are verified one by one, with a copy of the certificate.',
  outcomes: {
    recorded: 'Recorded, to be verified.',
    verified: 'Verified: the vehicle counts as retired.',
    unchanged: 'On record just so.',
  },
});
