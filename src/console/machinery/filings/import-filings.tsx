import { FileExcelOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Select, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, newKey, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { Download } from '../../parts/download.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useImport } from './import-page.tsx';
import { ImportReportView } from './import-report.tsx';
import { RecentImports } from './recent-imports.tsx';
import { sendTable } from './send-table.ts';

const W = {
  title: w('Excel 批量申报', 'File by Excel'),
  filings: w('进场申报', 'Filings'),
  template: w('1. 下载模板，填写机械', '1. Take the template and fill it in'),
  templateNote: w(
    '一行一台机械。已登记的只填号码和日期；未登记的把信息填全，会一并登记。',
    'A row a machine. One on file needs its number and the days; any other is registered from its row.',
  ),
  xlsx: w('下载 Excel 模板', 'Excel template'),
  csv: w('下载 CSV 模板', 'CSV template'),
  site: w('2. 选择工地', '2. The site'),
  siteAny: w('表格里写了工地名称', 'The table names the site'),
  file: w('3. 上传表格', '3. The table'),
  choose: w('选择表格文件', 'Choose the file'),
  other: w('换一个文件', 'Another file'),
  tried: w('上传后先检查，确认后才会申报。', 'It is only tried at first; nothing is filed until you say so.'),
  trying: w('正在检查…', 'Trying it…'),
  result: w('4. 检查结果', '4. What was found'),
  all: w('申报全部', 'File all'),
  good: w('只申报正确的', 'File the good ones only'),
  rows: w('行', 'rows'),
  mend: w('有误的行请在表格中修改后重新上传。', 'Mend the faulty rows in the table and upload it again.'),
};

/** Files many machines from a table: template, site, file, what was found, and then the job that files them. */
export function ImportFilings() {
  const t = useT();
  const go = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [siteId, setSiteId] = useState('');
  const [file, setFile] = useState<File>();
  const sites = useQuery({
    queryKey: ['sites', 'to file for'],
    queryFn: () =>
      allPages((more) => told(api.GET('/api/v1/sites', { params: { query: { ...more, status: 'open' } } }))),
  });
  const attempt = useMutation({
    networkMode: 'always',
    mutationFn: (given: { file: File; siteId: string }) =>
      sendTable(given.file, { siteId: given.siteId || undefined, dryRun: true, keepGood: false, key: '' }),
  });
  // A long table is tried by a job, which is watched here.
  const watched = useImport(attempt.data?.id ?? undefined);
  const report = watched.data ?? attempt.data;
  const key = useRef('');
  const run = useMutation({
    networkMode: 'always',
    mutationFn: (given: { file: File; keepGood: boolean }) => {
      key.current ||= newKey();
      return sendTable(given.file, {
        siteId: siteId || undefined,
        dryRun: false,
        keepGood: given.keepGood,
        key: key.current,
      });
    },
    onSuccess: ({ id }) => void go(id ? `/filings/imports/${id}` : '/filings'),
  });
  const attemptWith = (chosen: File, site: string) => {
    key.current = '';
    run.reset();
    attempt.mutate({ file: chosen, siteId: site });
  };
  const ready = report && report.status === 'done' && !attempt.isPending;
  return (
    <Page title={W.title} trail={[{ to: '/filings', title: W.filings }]}>
      <div style={{ maxWidth: 1100 }}>
        <Section title={t(W.template)}>
          <p style={{ marginTop: 0 }}>{t(W.templateNote)}</p>
          <Flex gap={8} wrap>
            <Download path="/api/v1/filings/import/template?format=xlsx" fileName="filings.xlsx" size="large">
              {t(W.xlsx)}
            </Download>
            <Download path="/api/v1/filings/import/template?format=csv" fileName="filings.csv" size="large">
              {t(W.csv)}
            </Download>
          </Flex>
        </Section>
        <Section title={t(W.site)}>
          <Select
            aria-label={t(W.site)}
            size="large"
            style={{ width: 'min(420px, 100%)' }}
            loading={sites.isPending}
            value={siteId}
            onChange={(id) => {
              setSiteId(id);
              if (file) attemptWith(file, id);
            }}
            options={[
              { value: '', label: t(W.siteAny) },
              ...(sites.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
            ]}
          />
        </Section>
        <Section title={t(W.file)}>
          <p style={{ marginTop: 0 }}>{t(W.tried)}</p>
          <input
            ref={input}
            type="file"
            style={{ display: 'none' }}
            aria-label={t(W.choose)}
            accept=".xlsx,.csv"
            data-table="filings"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (!chosen) return;
              setFile(chosen);
              attemptWith(chosen, siteId);
            }}
          />
          <Flex gap={12} align="center" wrap>
            <Button
              type={file ? 'default' : 'primary'}
              size="large"
              icon={<FileExcelOutlined />}
              loading={attempt.isPending}
              onClick={() => input.current?.click()}
            >
              {t(attempt.isPending ? W.trying : file ? W.other : W.choose)}
            </Button>
            {file && <Typography.Text>{file.name}</Typography.Text>}
          </Flex>
          {attempt.error && (
            <Alert type="error" showIcon role="alert" title={attempt.error.message} style={{ marginTop: 16 }} />
          )}
        </Section>
        {report && file && (
          <Section title={t(W.result)}>
            <ImportReportView report={report} />
            {run.error && (
              <Alert type="error" showIcon role="alert" title={run.error.message} style={{ marginTop: 16 }} />
            )}
            {ready && report.faultyRows > 0 && <p>{t(W.mend)}</p>}
            {ready && report.total > 0 && (
              <Button
                type="primary"
                size="large"
                loading={run.isPending}
                style={{ marginTop: 16 }}
                onClick={() => run.mutate({ file, keepGood: report.faultyRows > 0 })}
              >
                {t(report.faultyRows > 0 ? W.good : W.all)} {report.total} {t(W.rows)}
              </Button>
            )}
          </Section>
        )}
        <RecentImports />
      </div>
    </Page>
  );
}
