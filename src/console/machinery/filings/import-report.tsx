import { Alert, Flex, Progress, Statistic, Table } from 'antd';
import { useT, w } from '../../session/language.ts';
import type { ImportReport } from './send-table.ts';

const W = {
  filed: w('申报', 'To be filed'),
  registered: w('登记并申报', 'Registered and filed'),
  unchanged: w('已申报过', 'Filed before'),
  faulty: w('有误', 'Faulty'),
  done: w('已申报', 'Filed'),
  faults: w('有误的行', 'What is wrong'),
  warnings: w('可以申报，请留意', 'Taken, but odd'),
  row: w('行', 'Row'),
  column: w('列', 'Column'),
  whole: w('整行', 'the whole row'),
  what: w('问题', 'What is wrong'),
  progress: w('进度', 'Progress'),
  fine: w('没有发现问题。', 'Nothing is wrong.'),
  first: w('只列出前 1,000 条', 'The first 1,000'),
  failed: w('没有完成，请重新上传。', 'It did not end well. Upload the table again.'),
  cancelled: w('已取消，取消前申报的仍然有效。', 'Called off; what was filed until then stands.'),
};

type Fault = ImportReport['faults'][number];
const MOST = 1_000;

/** What was found in a table, or became of it: counts, progress, and each fault by its row and column. */
export function ImportReportView({ report }: { readonly report: ImportReport }) {
  const t = useT();
  const { status, dryRun, total, done, tried, filed, registered, unchanged, faultyRows, faults, warnings } = report;
  const so = dryRun ? tried : done;
  return (
    <>
      {status === 'queued' && (
        <Progress percent={total === 0 ? 0 : Math.floor((100 * so) / total)} aria-label={t(W.progress)} />
      )}
      {status === 'failed' && <Alert type="error" showIcon role="alert" title={t(W.failed)} />}
      {status === 'cancelled' && <Alert type="warning" showIcon title={t(W.cancelled)} />}
      <Flex gap={32} wrap role="status" style={{ margin: '8px 0 16px' }}>
        <Statistic title={t(dryRun ? W.filed : W.done)} value={filed} />
        <Statistic title={t(W.registered)} value={registered} />
        <Statistic title={t(W.unchanged)} value={unchanged} />
        <Statistic
          title={t(W.faulty)}
          value={faultyRows}
          styles={faultyRows > 0 ? { content: { color: '#b42318' } } : {}}
        />
      </Flex>
      {status === 'done' && faults.length === 0 && warnings.length === 0 && (
        <Alert type="success" showIcon title={t(W.fine)} />
      )}
      <Faults title={t(W.faults)} faults={faults} />
      <Faults title={t(W.warnings)} faults={warnings} />
    </>
  );
}

function Faults({ title, faults }: { readonly title: string; readonly faults: readonly Fault[] }) {
  const t = useT();
  if (faults.length === 0) return null;
  return (
    <>
      <h3 style={{ fontSize: 15, margin: '16px 0 8px' }}>
        {title}
        {faults.length >= MOST && `（${t(W.first)}）`}
      </h3>
      <Table<Fault>
        aria-label={title}
        size="small"
        dataSource={[...faults]}
        rowKey={({ row, column, detail }) => `${row} ${column} ${detail}`}
        pagination={faults.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { title: t(W.row), dataIndex: 'row', width: 64 },
          { title: t(W.column), render: (_, { heading, column }) => heading ?? column ?? t(W.whole), width: 130 },
          { title: t(W.what), dataIndex: 'detail' },
        ]}
      />
    </>
  );
}
