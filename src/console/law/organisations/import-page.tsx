import { UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, Flex, Segmented, Typography, Upload } from 'antd';
import { useRef, useState } from 'react';
import type { Action } from '../../../domain/identity/permissions.ts';
import { authorised, newKey } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { Download } from '../../parts/download.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { keptLanguage, useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { type ImportReport, ImportResult } from './import-result.tsx';
import { ORGANISATION_PAGES, ORGANISATIONS } from './words.ts';

const W = {
  title: w('批量导入', 'Imports'),
  kind: w('导入内容', 'What'),
  enterprises: w('企业及其信息', 'Enterprises and their facts'),
  sellers: w('车辆销售单位', 'Sellers of vehicles'),
  registrations: w('车辆登记数据', 'Registrations of vehicles'),
  lead: w(
    '先下载模板填写，再上传试导入。试导入不保存任何数据，只检查并列出每一行的问题。',
    'Fill in the template, upload it for a dry run, which stores nothing and tells what is wrong with each row, then import.',
  ),
  template: w('下载模板', 'Template'),
  choose: w('选择表格（XLSX 或 CSV）', 'Choose a table (XLSX or CSV)'),
  dry: w('试导入', 'Dry run'),
  run: w('正式导入', 'Import'),
  keep: w('有误的行跳过，只导入正确的行', 'Leave faulty rows out and import the rest'),
  first: w('请先试导入。', 'Try it first.'),
};

const KINDS = {
  enterprises: 'organisation.create',
  sellers: 'seller.write',
  registrations: 'vehicle.verify',
} as const satisfies Record<string, Action>;
type Kind = keyof typeof KINDS;
const FILTERS = ['what', 'job'] as const;

/** Tables that officers import: a template, a dry run with the faults of each row, and the import itself. */
export function ImportPage() {
  const t = useT();
  const may = useMay();
  const [{ what, job }, setFilters] = useUrlFilters(FILTERS);
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => may(KINDS[kind]));
  const kind = kinds.find((one) => one === what) ?? kinds[0] ?? 'enterprises';
  return (
    <Page title={W.title} trail={[{ to: '/organisations', title: ORGANISATIONS }]}>
      <SubNav pages={ORGANISATION_PAGES} />
      <Flex vertical gap={12}>
        <Segmented
          vertical={window.innerWidth < 576}
          aria-label={t(W.kind)}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(W[value]) }))}
          onChange={(next) => setFilters({ what: next, job: undefined })}
        />
        <OneImport key={kind} kind={kind} job={job} onJob={(id) => setFilters({ what: kind, job: id })} />
      </Flex>
    </Page>
  );
}

function OneImport({
  kind,
  job,
  onJob,
}: {
  readonly kind: Kind;
  readonly job: string | undefined;
  readonly onJob: (id: string | undefined) => void;
}) {
  const t = useT();
  const [file, setFile] = useState<File>();
  const [keepGood, setKeepGood] = useState(false);
  const key = useRef(newKey());
  const send = useMutation({
    mutationFn: ({ dryRun, table }: { readonly dryRun: boolean; readonly table: File }) =>
      upload(kind, table, { dryRun, keepGood }, key.current),
    onSuccess: ({ id }) => onJob(id ?? undefined),
    onSettled: () => {
      key.current = newKey();
    },
  });
  const choose = (table: File) => {
    setFile(table);
    send.reset();
    onJob(undefined);
    return false;
  };
  const start = (dryRun: boolean) => file && send.mutate({ dryRun, table: file });
  return (
    <Flex vertical gap={12}>
      <Card>
        <Flex vertical gap={12}>
          <Typography.Text>{t(W.lead)}</Typography.Text>
          <Flex gap={8} wrap>
            <Download path={`/api/v1/${kind}/import/template?format=xlsx`} fileName={`${kind}.xlsx`}>
              {t(W.template)} XLSX
            </Download>
            <Download path={`/api/v1/${kind}/import/template?format=csv`} fileName={`${kind}.csv`}>
              CSV
            </Download>
          </Flex>
          <Upload accept=".xlsx,.csv" maxCount={1} showUploadList={false} beforeUpload={choose}>
            <Button icon={<UploadOutlined />}>{t(W.choose)}</Button>
          </Upload>
          {file && <Typography.Text strong>{file.name}</Typography.Text>}
          <Checkbox checked={keepGood} onChange={({ target }) => setKeepGood(target.checked)}>
            {t(W.keep)}
          </Checkbox>
          <Flex gap={8} wrap align="center">
            <Button type="primary" disabled={!file} loading={send.isPending} onClick={() => start(true)}>
              {t(W.dry)}
            </Button>
            <Button disabled={!file || !send.data?.dryRun} loading={send.isPending} onClick={() => start(false)}>
              {t(W.run)}
            </Button>
            {file && !send.data && <Typography.Text type="secondary">{t(W.first)}</Typography.Text>}
          </Flex>
        </Flex>
      </Card>
      {send.error && <Alert role="alert" type="error" showIcon title={send.error.message} />}
      <ImportResult kind={kind} job={job} told={send.data} />
    </Flex>
  );
}

async function upload(
  kind: Kind,
  file: File,
  { dryRun, keepGood }: { readonly dryRun: boolean; readonly keepGood: boolean },
  key: string,
): Promise<ImportReport> {
  const body = new FormData();
  body.append('file', file);
  const request = new Request(`/api/v1/${kind}/import?dryRun=${dryRun}&keepGood=${keepGood}`, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': key },
  });
  const answer = await authorised(request);
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as ImportReport;
}
