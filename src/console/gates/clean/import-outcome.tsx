import { Alert, Flex, Table } from 'antd';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import type { TableImport } from './send-table.ts';

const W = {
  created: w('新增', 'New'),
  corrected: w('更正', 'Corrected'),
  unchanged: w('无变化', 'Unchanged'),
  faulty: w('有错的行', 'Faulty rows'),
  faults: w('错误', 'What is wrong'),
  row: w('行', 'Row'),
  column: w('列', 'Column'),
  detail: w('问题', 'Fault'),
  none: w('表中没有可导入的行。', 'No row of it can be imported.'),
};

/** What became, or would become, of the rows of a table, and everything that is wrong with them. */
export function ImportOutcome({ outcome }: { readonly outcome: TableImport }) {
  const t = useT();
  const { created, corrected, unchanged, faultyRows, faults, total } = outcome;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap role="status">
        <Mark tone="good">{`${t(W.created)} ${created}`}</Mark>
        <Mark tone="info">{`${t(W.corrected)} ${corrected}`}</Mark>
        <Mark tone="plain">{`${t(W.unchanged)} ${unchanged}`}</Mark>
        <Mark tone={faultyRows > 0 ? 'bad' : 'plain'}>{`${t(W.faulty)} ${faultyRows}`}</Mark>
      </Flex>
      {total === 0 && <Alert type="warning" showIcon title={t(W.none)} />}
      {faults.length > 0 && (
        <Table
          aria-label={t(W.faults)}
          size="small"
          pagination={false}
          rowKey={({ row, column, detail }) => `${row} ${column ?? ''} ${detail}`}
          dataSource={faults}
          columns={[
            { title: t(W.row), key: 'row', render: (_, { row }) => row },
            { title: t(W.column), key: 'column', render: (_, { heading, column }) => heading ?? column ?? '—' },
            { title: t(W.detail), key: 'detail', render: (_, { detail }) => detail },
          ]}
        />
      )}
    </Flex>
  );
}
