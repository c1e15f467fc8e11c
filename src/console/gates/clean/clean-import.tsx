import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Upload } from 'antd';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { EnterprisePicker } from '../parts/pickers.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { sendTable, type TableImport } from './send-table.ts';

const W = {
  title: w('批量导入清洁运输记录', 'Import clean transport'),
  back: w('清洁运输', 'Clean transport'),
  template: w('下载模板（Excel）', 'Template (Excel)'),
  steps: w(
    '下载模板填写后选择文件：先试导入，核对每一行的结果和错误，再正式导入。一次最多 500 行。',
    'Fill the template in and choose it: it is tried first, every row and fault is shown, and only then imported. At most 500 rows.',
  ),
  choose: w('请先选择企业。', 'Choose the enterprise first.'),
  drop: w('点击或拖入填好的表格（XLSX 或 CSV）', 'Press, or drop the table here (XLSX or CSV)'),
  tried: w('试导入结果（尚未存入）', 'What would happen (nothing is stored yet)'),
  done: w('导入结果', 'Imported'),
  go: w('正式导入', 'Import'),
  keep: w('只导入无误的行', 'Import the good rows alone'),
  other: w('换一个文件', 'Another file'),
  file: w('文件', 'File'),
};

const FILTERS = ['enterpriseId'] as const;

/** Brings in a table: tried first, then imported, whole or the good rows alone. */
export function CleanImport() {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const [{ enterpriseId: asked }, set] = useUrlFilters(FILTERS);
  const enterpriseId = me.role === 'enterprise' ? (me.organisationId ?? undefined) : asked;
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState<TableImport>();
  const [done, setDone] = useState<TableImport>();
  const [key, setKey] = useState(newKey);
  const send = useMutation({
    mutationFn: ({ table, way }: { table: File; way: 'try' | 'all' | 'good' }) =>
      sendTable({ enterpriseId: enterpriseId ?? '', file: table, way, key }),
    onSuccess: async (outcome, { way }) => {
      if (way === 'try') return setTried(outcome);
      setDone(outcome);
      await queries.invalidateQueries();
    },
    onError: () => setKey(newKey()),
  });
  const again = () => {
    setFile(undefined);
    setTried(undefined);
    setDone(undefined);
    setKey(newKey());
    send.reset();
  };
  const faulty = (tried?.faultyRows ?? 0) > 0;
  return (
    <Page
      title={W.title}
      trail={[{ to: '/clean-transport', title: W.back }]}
      actions={
        <Download path="/api/v1/clean-transport/import/template?format=xlsx" fileName="clean-transport.xlsx">
          {t(W.template)}
        </Download>
      }
    >
      <Flex vertical gap={12}>
        <Alert type="info" showIcon title={t(W.steps)} />
        {me.role !== 'enterprise' && (
          <EnterprisePicker value={enterpriseId} onChange={(next) => set({ enterpriseId: next })} allowClear={false} />
        )}
        {enterpriseId === undefined && <Alert type="warning" showIcon title={t(W.choose)} />}
        {send.error && <Alert type="error" showIcon title={send.error.message} />}
        {!tried && !done && (
          <Upload.Dragger
            accept=".xlsx,.csv"
            showUploadList={false}
            disabled={enterpriseId === undefined || send.isPending}
            beforeUpload={(table) => {
              setFile(table);
              send.mutate({ table, way: 'try' });
              return false;
            }}
          >
            <p style={{ fontSize: 32, margin: 0 }}>
              <InboxOutlined aria-hidden />
            </p>
            <p>{t(W.drop)}</p>
          </Upload.Dragger>
        )}
        {(done ?? tried) && (
          <Card
            size="small"
            title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(done ? W.done : W.tried)}</h2>}
            extra={file && `${t(W.file)}：${file.name}`}
          >
            <ImportOutcome outcome={(done ?? tried) as TableImport} />
            <Flex gap={8} wrap style={{ marginTop: 12 }}>
              {!done && file && !faulty && (
                <Button
                  type="primary"
                  loading={send.isPending}
                  onClick={() => send.mutate({ table: file, way: 'all' })}
                >
                  {t(W.go)}
                </Button>
              )}
              {!done && file && faulty && (tried?.total ?? 0) > 0 && (
                <Button loading={send.isPending} onClick={() => send.mutate({ table: file, way: 'good' })}>
                  {t(W.keep)}
                </Button>
              )}
              <Button onClick={again}>{t(W.other)}</Button>
            </Flex>
          </Card>
        )}
      </Flex>
    </Page>
  );
}
