import type { Message } from '../../domain/failure.ts';
import type { SiteUnitRow } from '../../store/site-units.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { tell } from '../tell.ts';

type News = 'invited' | 'added' | 'confirmed' | 'declined' | 'ended';

/** Tells both sides of what became of a unit on a site, and the officers of its county. */
export async function tellUnit(tx: Writer, row: SiteUnitRow, siteName: string, news: News, at: At): Promise<void> {
  const { id, siteId, organisationId, siteOrganisationId, countyCode, role } = row;
  const { en, zh } = NEWS[news];
  await tell(tx, at, {
    topic: 'site-unit.changed',
    subject: { type: 'site_unit', id },
    countyCodes: [countyCode],
    organisationIds: [organisationId, siteOrganisationId],
    summary: { en: `Site “${siteName}”: ${en}`, zh: `工地“${siteName}”：${zh}` },
    data: { siteId, organisationId, role, status: row.status },
  });
}

const NEWS: Readonly<Record<News, Message>> = {
  invited: { en: 'a unit was asked to confirm that it works there', zh: '邀请参建单位确认' },
  added: { en: 'an officer added a unit', zh: '执法人员添加了参建单位' },
  confirmed: { en: 'a unit confirmed', zh: '参建单位已确认' },
  declined: { en: 'a unit declined', zh: '参建单位已谢绝' },
  ended: { en: 'a unit left', zh: '参建单位已退出' },
};
