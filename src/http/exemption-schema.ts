import type { z } from 'zod';
import type { ExemptedFrom } from '../actions/alerts/exempted-from.ts';
import { invalid } from '../domain/failure.ts';
import type { Request } from './route.ts';
import { fromTo, idText, line, periodOf, prose, refuse } from './schemas.ts';

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

/** From when until when; both ends are given. */
export const termFields = { from: fromTo.from.unwrap(), to: fromTo.to.unwrap() };

/** The term that a body gives, in ms; its end is exclusive. */
export function termIn(body: z.output<z.ZodObject<typeof termFields>>): {
  readonly from: number;
  readonly until: number;
} {
  const { from, until } = periodOf(body);
  if (from === undefined || until === undefined) throw invalid('#/from', NO_TERM);
  return { from, until };
}
const NO_TERM = { en: 'Give the period of the exemption.', zh: '请填写豁免的时间段。' };

/** What granting, revoking and asking for exemptions needs. */
export const exemptionContext = ({ env, at }: Pick<Request, 'env' | 'at'>) => ({
  at,
  policies: env.policies.current(),
  wakeJobs: env.jobs.wake,
});

/** What anybody may read of why: written to be published, so without names, plates and numbers of people. */
export const publicReasonIn = prose(200).meta({
  description: 'Published as it is: without names, plates or telephone numbers.',
});
