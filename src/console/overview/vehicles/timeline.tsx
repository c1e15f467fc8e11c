import { Button, Empty, Flex, Timeline as Line, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import type { Pages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { TimelineEntry } from './timeline-entry.tsx';

const W = {
  more: w('加载更早的记录', 'Load earlier ones'),
  none: w('暂无记录', 'Nothing yet'),
  noneOfKind: w('已加载的记录中没有此类。', 'None of these among what was loaded.'),
  shown: w('显示', 'Show'),
  loading: w('加载中…', 'Loading…'),
  all: w('全部', 'All'),
};

type Entry = Schema<'TimelineEntry'>;

const KINDS = [
  { value: 'passages', title: w('通行', 'Passages'), types: ['passage'] },
  { value: 'violations', title: w('违法线索', 'Violations'), types: ['violation'] },
  { value: 'tests', title: w('监测检验', 'Tests'), types: ['observation', 'inspection', 'refill'] },
  { value: 'file', title: w('档案变更', 'File'), types: ['registration', 'change', 'retirement', 'plate'] },
] as const;

const COLOURS: Readonly<Record<string, string>> = {
  passage: '#0958d9',
  violation: '#b42318',
  observation: '#8f4700',
  inspection: '#8f4700',
  refill: '#8f4700',
};

/** Everything that happened, newest first; what was loaded can be narrowed to one sort. */
export function Timeline({ pages }: { readonly pages: Pages<Entry> }) {
  const t = useT();
  const [shown, setShown] = useState('all');
  if (pages.error && pages.rows.length === 0) return <Fault error={pages.error} onRetry={pages.again} />;
  if (pages.asking)
    return (
      <div role="status">
        <span className="visually-hidden">{t(W.loading)}</span>
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  if (pages.rows.length === 0) return <Empty description={t(W.none)} />;
  const types: readonly string[] | undefined = KINDS.find(({ value }) => value === shown)?.types;
  const rows = pages.rows.filter(({ type }) => !types || types.includes(type));
  return (
    <Flex vertical gap={16}>
      <div style={{ overflowX: 'auto' }}>
        <Segmented
          aria-label={t(W.shown)}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: t(W.all) },
            ...KINDS.map(({ value, title }) => ({ value: value, label: t(title) })),
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <p>{t(W.noneOfKind)}</p>
      ) : (
        <Line
          items={rows.map((entry) => ({
            key: `${entry.type}-${entry.id}`,
            color: COLOURS[entry.type] ?? '#6b7280',
            content: <TimelineEntry entry={entry} />,
          }))}
        />
      )}
      {pages.more && (
        <Flex justify="center">
          <Button onClick={pages.more} loading={pages.fetchingMore}>
            {t(W.more)}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
