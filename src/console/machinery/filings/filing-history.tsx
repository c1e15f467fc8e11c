import { Timeline, Typography } from 'antd';
import { HINDRANCE_NAMES } from '../../../domain/machinery/county-settings.ts';
import { FILING_ACTION_NAMES } from '../../../domain/machinery/filing.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { ROLE_NAMES } from '../../shell/role-names.ts';

const W = {
  title: w('办理过程', 'History'),
  bySetting: w('按县区设置自动办理', 'by the setting of the county'),
  entry: w('计划进场', 'planned entry'),
  exit: w('计划离场', 'planned exit'),
  remarks: w('备注', 'remarks'),
  none: w('无', 'none'),
  unseen: w('延期未经审核，因为', 'No officer saw the extension, for'),
};

type Event = Schema<'Filing'>['events'][number];

/** What happened to a filing, the newest first. */
export function FilingHistory({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  return (
    <Section title={t(W.title)}>
      <Timeline
        items={[...filing.events].reverse().map((event) => ({
          key: `${event.action} ${event.at}`,
          content: <Step event={event} />,
        }))}
      />
    </Section>
  );
}

function Step({ event }: { readonly event: Event }) {
  const t = useT();
  const { action, at, byKind, byRole, reason, before, after, hindrances } = event;
  const name = FILING_ACTION_NAMES[action as keyof typeof FILING_ACTION_NAMES] ?? { zh: action, en: action };
  const changed = (['plannedEntryOn', 'plannedExitOn', 'remarks'] as const).filter((one) => after?.[one] !== undefined);
  const labels = { plannedEntryOn: W.entry, plannedExitOn: W.exit, remarks: W.remarks };
  return (
    <>
      <strong>{t(name)}</strong> <Instant at={at} seconds />{' '}
      <Typography.Text type="secondary">
        {byKind === 'system' ? t(W.bySetting) : byRole ? t(ROLE_NAMES[byRole]) : ''}
      </Typography.Text>
      {reason && <div>{reason}</div>}
      {changed.map((one) => (
        <div key={one}>
          {t(labels[one])}：{before?.[one] ?? t(W.none)} → {after?.[one] ?? t(W.none)}
        </div>
      ))}
      {hindrances && hindrances.length > 0 && (
        <Typography.Text type="warning">
          {t(W.unseen)}：{hindrances.map((one) => t(HINDRANCE_NAMES[one])).join('；')}
        </Typography.Text>
      )}
    </>
  );
}
