import { clausesOf, exemptibleClauses } from '../../domain/alerts/exemptible.ts';
import type { ExemptedSubject } from '../../domain/alerts/exemption.ts';
import type { ExemptCategory } from '../../domain/alerts/order.ts';
import { invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { AlertRow } from '../../store/alerts.ts';
import type { ExemptionRow } from '../../store/exemptions.ts';
import type { Writer } from '../../store/store.ts';
import { getZone } from '../sites/get-zone.ts';
import { getOrder } from './get-order.ts';

/** A clause that knows exemptions, an order's id or number, or a low-emission zone: one of them. */
export type ExemptedFrom = { readonly clauseOrOrder: string } | { readonly zoneId: string };

type Named = Pick<ExemptionRow, 'clause' | 'orderId' | 'zoneId'>;

/** What somebody is exempted from; invalid where that knows no exemption of such a subject or category. */
export async function exemptedFrom(
  tx: Writer,
  actor: Actor,
  policies: PolicySet,
  subject: Pick<ExemptedSubject, 'type'>,
  named: ExemptedFrom,
  category: ExemptCategory | null,
): Promise<Named> {
  const ofMachines = subject.type === 'machine' || subject.type === 'site';
  if ('zoneId' in named) {
    const zone = await getZone(tx, actor, named.zoneId, '#/zoneId');
    if (zone.status !== 'published') throw invalid('#/zoneId', NOT_PUBLISHED);
    if (!ofMachines) throw invalid('#/subject', NOT_OF_ZONES);
    return { clause: null, orderId: null, zoneId: zone.id };
  }
  const { clauseOrOrder } = named;
  if (exemptibleClauses(policies).includes(clauseOrOrder)) {
    if (!clausesOf(policies, ofMachines ? 'machine_work' : 'passage').includes(clauseOrOrder))
      throw invalid('#/subject', NOT_OF);
    return { clause: clauseOrOrder, orderId: null, zoneId: null };
  }
  if (policies.all.some(({ document }) => document.rules.some(({ clause }) => clause === clauseOrOrder)))
    throw invalid('#/clauseOrOrder', NO_EXEMPTION);
  const { id } = await orderNamed(tx, clauseOrOrder);
  const { revisions } = await getOrder(tx, id);
  const categories = revisions.flatMap((one) => one.restrictions.flatMap(({ exempt = [] }) => exempt));
  if (category !== null && !categories.includes(category)) throw invalid('#/category', NO_CATEGORY);
  return { clause: null, orderId: id, zoneId: null };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function orderNamed(tx: Writer, named: string): Promise<AlertRow> {
  const found = UUID.test(named) ? await tx.alerts.find(named.toLowerCase()) : undefined;
  const [first, second] = found ? [found] : await tx.alerts.ofNumber(named);
  if (!first) throw notFound('#/clauseOrOrder');
  if (second) throw invalid('#/clauseOrOrder', SEVERAL);
  return first;
}

const NO_EXEMPTION = { en: 'This clause knows no exemption.', zh: '该条款不允许豁免。' };
const NOT_OF = { en: 'This clause is not about such a subject.', zh: '该条款不适用于此类对象。' };
const NOT_OF_ZONES = { en: 'Zones are about machines and sites.', zh: '低排放区仅适用于机械和工地。' };
const NOT_PUBLISHED = { en: 'This zone is not published.', zh: '该区域未发布。' };
const NO_CATEGORY = { en: 'This order does not exempt that category.', zh: '该管控令未列此豁免类别。' };
const SEVERAL = {
  en: 'Several orders have this number: name one by its id.',
  zh: '存在多个同文号的管控令，请使用其 ID。',
};
