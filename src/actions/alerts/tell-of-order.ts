import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import type { Message } from '../../domain/failure.ts';
import { formatInstant } from '../../domain/time.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { Writer } from '../../store/store.ts';
import { tell } from '../tell.ts';
import { boundBy } from './bound-by.ts';
import type { OrderContext } from './issue-order.ts';

const LEVELS: Readonly<Record<AlertRevisionRow['level'], Message>> = {
  yellow: { en: 'Yellow', zh: '黄色' },
  orange: { en: 'Orange', zh: '橙色' },
  red: { en: 'Red', zh: '红色' },
};

/**
 * Tells of a revision, once: the officers of its counties, and every enterprise and contractor that it binds or that the
 * revision before it (`before`) bound.
 */
export async function tellOfOrder(
  tx: Writer,
  revision: AlertRevisionRow,
  before: AlertRevisionRow | undefined,
  { at, policies }: Pick<OrderContext, 'at' | 'policies'>,
): Promise<void> {
  const organisationIds = new Set<string>();
  for (const terms of before ? [before, revision] : [revision]) {
    const { enterprises, sites } = await boundBy(tx, policies, terms);
    for (const { organisation } of enterprises) organisationIds.add(organisation.id);
    for (const { organisationId } of sites) organisationIds.add(organisationId);
  }
  await tell(tx, at, {
    topic: before ? 'alert.revised' : 'alert.issued',
    subject: { type: 'alert', id: revision.orderId },
    countyCodes: [...new Set([...revision.countyCodes, ...(before?.countyCodes ?? [])])],
    organisationIds: [...organisationIds],
    summary: summaryOf(revision),
    data: { revision: revision.revision, kind: revision.kind, level: revision.level },
  });
}

function summaryOf({ orderNumber, level, countyCodes, startsAt, endsAt, revision }: AlertRevisionRow): Message {
  const names = countyCodes.flatMap((code) => (isCountyCode(code) ? [COUNTY_NAMES[code]] : []));
  const [from, to] = [startsAt, endsAt].map((instant) =>
    instant === null ? undefined : formatInstant(instant).slice(0, 16).replace('T', ' '),
  );
  const number = orderNumber ?? '';
  const en = `${LEVELS[level].en} order ${number} (revision ${revision}): ${names.map((name) => name.en).join(', ')}, from ${from} ${to ? `to ${to}` : 'until lifted'}`;
  const zh = `重污染天气${LEVELS[level].zh}预警管控令${number}（第${revision}版）：${names.map((name) => name.zh).join('、')}，自${from}${to ? `至${to}` : '起至解除'}`;
  return { en: en.replace('order  (', 'order ('), zh };
}
