import type { z } from 'zod';
import type { ExemptedFrom } from '../actions/alerts/exempted-from.ts';
import { idText, line, prose, refuse } from './schemas.ts';

/** The two ways of naming what is exempted from; exactly one of them. */
export const fromFields = {
  clauseOrOrder: line(100)
    .optional()
    .meta({ description: 'A clause that knows exemptions, or an order by id or number.' }),
  zoneId: idText.optional().meta({ description: 'In their place a low-emission zone.' }),
};
type Given = z.output<z.ZodObject<typeof fromFields>>;

/** For `.superRefine`: refuses a body that names neither, or both. */
export function oneNamed({ clauseOrOrder, zoneId }: Given, context: z.core.$RefinementCtx): void {
  if ((clauseOrOrder === undefined) !== (zoneId === undefined)) return;
  refuse(context, ONE, [clauseOrOrder === undefined ? 'clauseOrOrder' : 'zoneId']);
}
const ONE = { en: 'Give either clauseOrOrder or zoneId.', zh: 'clauseOrOrder 与 zoneId 必须且只能填写一项。' };

/** What a body checked by `oneNamed` names. */
export const namedIn = ({ clauseOrOrder = '', zoneId }: Given): ExemptedFrom =>
  zoneId === undefined ? { clauseOrOrder } : { zoneId };

/** What anybody may read of why: written to be published, so without names, plates and numbers of people. */
export const publicReasonIn = prose(200).meta({
  description: 'Published as it is: without names, plates or telephone numbers.',
});
