import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Typography, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { Download } from '../../parts/download.tsx';
import { useT, w } from '../../session/language.ts';
import { sendForm } from '../send-form.ts';
import { ImportFaults, ImportOutcomes } from './import-faults.tsx';
import { ImportProgress } from './import-progress.tsx';
import type { ImportReport } from './import-report.ts';
import { useImport } from './use-import.ts';

const W = {
  template: w('下载空白表格', 'Download an empty table'),
  first: w('一、填写表格', '1. Fill in the table'),
  second: w('二、上传试导入', '2. Try it'),
  third: w('三、导入', '3. Import it'),
  drop: w('点击或拖入 Excel / CSV 文件', 'Choose an Excel or CSV file, or drop it here'),
  trial: w('先试导入，只检查，不写入', 'It is tried first: nothing is stored'),
  all: w('全部导入', 'Import all'),
  good: w('只导入正确的行', 'Import the good rows alone'),
  fix: w('请按下表修改后重新上传，或只导入正确的行。', 'Mend these and try again, or import the good rows alone.'),
  ready: w('全部行均可导入。', 'Every row can be imported.'),
  nothing: w('没有可导入的行。', 'No row can be imported.'),
  seeList: w('查看列表', 'See the list'),
  again: w('另选文件', 'Another file'),
};

/** A table is filled in, tried with what is wrong by row and column, and imported. `path` is that of the list in the API. */
export function TableImport({
  path,
  name,
  outcomes,
  done,
}: {
  readonly path: string;
  readonly name: string;
  readonly outcomes: Readonly<Record<string, Message>>;
  /** The page of the list. */
  readonly done: string;
}) {
  const t = useT();
  const [file, setFile] = useState<File>();
  const send = (query: string, chosen: File) => {
    const body = new FormData();
    body.set('file', chosen);
    return sendForm<ImportReport>(`${path}/import?${query}`, body);
  };
  const trying = useMutation({ mutationFn: (chosen: File) => send('dryRun=true', chosen) });
  const importing = useMutation({
    mutationFn: ({ chosen, keepGood }: { chosen: File; keepGood: boolean }) => send(`keepGood=${keepGood}`, chosen),
  });
  const tried = useImport(path, trying.data);
  const imported = useImport(path, importing.data);
  const choose = (chosen: File) => {
    setFile(chosen);
    importing.reset();
    trying.mutate(chosen);
  };
  const error = trying.error ?? importing.error;
  return (
    <Flex vertical gap={16} style={{ maxWidth: 960 }}>
      <Step title={t(W.first)}>
        <Download path={`${path}/import/template?format=xlsx`} fileName={`${name}.xlsx`}>
          {t(W.template)}
        </Download>
      </Step>
      <Step title={t(W.second)}>
        <Upload.Dragger
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <p style={{ fontSize: 32, margin: 0 }}>
            <InboxOutlined aria-hidden />
          </p>
          <p style={{ margin: 0 }}>{file?.name ?? t(W.drop)}</p>
          <Typography.Text type="secondary">{t(W.trial)}</Typography.Text>
        </Upload.Dragger>
        {trying.isPending && <ImportProgress report={undefined} />}
        {error && <Alert role="alert" type="error" showIcon title={error.message} style={{ marginTop: 12 }} />}
        {tried && tried.status === 'queued' && <ImportProgress report={tried} />}
        {tried && tried.status !== 'queued' && (
          <Flex vertical gap={12} style={{ marginTop: 12 }}>
            <ImportOutcomes report={tried} outcomes={outcomes} />
            {tried.faultyRows > 0 ? (
              <>
                <Alert type="warning" showIcon title={t(tried.total > 0 ? W.fix : W.nothing)} />
                <ImportFaults faults={tried.faults} />
              </>
            ) : (
              <Alert type="success" showIcon title={t(W.ready)} />
            )}
          </Flex>
        )}
      </Step>
      {file && tried && tried.status === 'done' && tried.total > 0 && (
        <Step title={t(W.third)}>
          {imported ? (
            <Flex vertical gap={12}>
              <ImportProgress report={imported} />
              <ImportOutcomes report={imported} outcomes={outcomes} />
              <ImportFaults faults={imported.faults} />
              <Link to={done}>{t(W.seeList)}</Link>
            </Flex>
          ) : (
            <Button
              type="primary"
              loading={importing.isPending}
              onClick={() => importing.mutate({ chosen: file, keepGood: tried.faultyRows > 0 })}
            >
              {t(tried.faultyRows > 0 ? W.good : W.all)} ({tried.total})
            </Button>
          )}
        </Step>
      )}
    </Flex>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {title}
        </Typography.Title>
      }
    >
      {children}
    </Card>
  );
}
