import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Card, Empty, Flex, Segmented, Skeleton, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { Fault } from '../../parts/fault.tsx';
import { useT, w } from '../../session/language.ts';
import { Chart } from './chart.tsx';
import { FigureTable, HiddenTable } from './figure-table.tsx';
import { type Figures, hasAny, tabbed } from './figures.ts';

const W = {
  chart: w('图', 'Chart'),
  table: w('表', 'Table'),
  view: w('显示方式', 'Shown as'),
  copy: w('复制表格', 'Copy the table'),
  copied: w('已复制，可粘贴到表格软件', 'Copied; it can be pasted into a spreadsheet'),
  none: w('所选期间没有数据', 'Nothing in this period'),
  loading: w('加载中…', 'Loading…'),
};

type Asking = { readonly isPending: boolean; readonly error: Error | null; readonly refetch: () => unknown };

/** One chart with its heading and what it counts; it can be read and copied as a table. */
export function ChartCard({
  title,
  note,
  asking,
  figures,
  height = 280,
  extra,
}: {
  readonly title: Message;
  /** What is counted, in a sentence. */
  readonly note?: string | undefined;
  readonly asking: Asking;
  /** Undefined while it is not known. */
  readonly figures: Figures | undefined;
  readonly height?: number;
  readonly extra?: ReactNode;
}) {
  const t = useT();
  const { message } = App.useApp();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const shown = figures?.series.some(hasAny) ? figures : undefined;
  const copy = async (one: Figures) => {
    await navigator.clipboard.writeText(tabbed(one));
    void message.success(t(W.copied));
  };
  const heading = (
    <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
      {t(title)}
    </Typography.Title>
  );
  const tools = shown && (
    <Flex gap={8} align="center">
      <Segmented
        size="small"
        aria-label={`${t(title)}: ${t(W.view)}`}
        value={view}
        onChange={setView}
        options={[
          { value: 'chart', label: t(W.chart) },
          { value: 'table', label: t(W.table) },
        ]}
      />
      <Button
        size="small"
        type="text"
        icon={<CopyOutlined />}
        aria-label={`${t(W.copy)}: ${t(title)}`}
        title={t(W.copy)}
        onClick={() => void copy(shown)}
      />
    </Flex>
  );
  return (
    <Card size="small" title={heading} extra={tools} style={{ height: '100%' }}>
      {extra}
      {asking.isPending && (
        <div role="status">
          <span className="visually-hidden">{t(W.loading)}</span>
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      )}
      {!asking.isPending && asking.error && !figures && (
        <Fault error={asking.error} onRetry={() => void asking.refetch()} />
      )}
      {figures && !shown && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />}
      {shown && view === 'chart' && (
        <>
          <Chart figures={shown} height={height} label={t(title)} />
          <HiddenTable figures={shown} label={t(title)} />
        </>
      )}
      {shown && view === 'table' && <FigureTable figures={shown} label={t(title)} />}
      {note && (
        <Typography.Paragraph type="secondary" style={{ fontSize: 12, margin: '8px 0 0' }}>
          {note}
        </Typography.Paragraph>
      )}
    </Card>
  );
}
