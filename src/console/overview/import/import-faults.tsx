import { Flex, Table } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import type { ImportFault, ImportReport } from './import-report.ts';

const W = {
  faults: w('错误明细', 'What is wrong'),
  row: w('行号', 'Row'),
  column: w('列', 'Column'),
  detail: w('问题', 'What is wrong'),
  wholeRow: w('整行', 'the whole row'),
  rows: w('行', 'rows'),
  faulty: w('有误', 'faulty'),
};

/** What is wrong with a table, by row and column as its spreadsheet numbers them. */
export function ImportFaults({ faults }: { readonly faults: readonly ImportFault[] }) {
  const t = useT();
  if (faults.length === 0) return null;
  return (
    <Table
      size="small"
      aria-label={t(W.faults)}
      pagination={faults.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      rowKey={(fault) => `${fault.row}-${fault.column}-${fault.detail}`}
      dataSource={[...faults]}
      columns={[
        { title: t(W.row), dataIndex: 'row', width: 64 },
        { title: t(W.column), key: 'column', render: (fault: ImportFault) => fault.heading ?? t(W.wholeRow) },
        { title: t(W.detail), dataIndex: 'detail' },
      ]}
    />
  );
}

/** How many rows came, or would come, to what. */
export function ImportOutcomes({
  report,
  outcomes,
}: {
  readonly report: ImportReport;
  readonly outcomes: Readonly<Record<string, Message>>;
}) {
  const t = useT();
  const counted = report as unknown as Readonly<Record<string, unknown>>;
  return (
    <Flex gap={8} wrap role="status">
      {Object.entries(outcomes)
        .filter(([name]) => Number(counted[name]) > 0)
        .map(([name, title]) => (
          <Mark key={name} tone="good">
            {t(title)} {String(counted[name])} {t(W.rows)}
          </Mark>
        ))}
      {report.faultyRows > 0 && (
        <Mark tone="bad">
          {t(W.faulty)} {report.faultyRows} {t(W.rows)}
        </Mark>
      )}
    </Flex>
  );
}
