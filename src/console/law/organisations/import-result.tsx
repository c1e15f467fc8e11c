import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Typography } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { authorised, type Schema } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage, useT, w } from '../../session/language.ts';
import { JobProgress } from '../parts/job-progress.tsx';
import { Listed } from '../parts/listed.tsx';
import { nameIn } from '../parts/words.ts';

const W = {
  tried: w('试导入结果（未保存）', 'Dry run (nothing is stored)'),
  result: w('导入结果', 'The import'),
  good: w('全部 {n} 行正确，可以正式导入。', 'All {n} rows are right: import them.'),
  faulty: w('{n} 行有误', '{n} rows are faulty'),
  faults: w('问题清单', 'What is wrong'),
  row: w('行', 'Row'),
  column: w('列', 'Column'),
  detail: w('问题', 'What'),
  rows: w('{n} 行', '{n} rows'),
};

const OUTCOMES: Readonly<Record<string, Message>> = {
  created: w('新增', 'New'),
  added: w('补充信息', 'Added to'),
  changed: w('更新', 'Changed'),
  declared: w('登记', 'Declared'),
  unchanged: w('已存在，无变化', 'On record just so'),
  verified: w('核实', 'Verified'),
  refused: w('不采用', 'Refused'),
};

export type ImportReport = Pick<
  Schema<'EnterpriseImport'>,
  'id' | 'dryRun' | 'status' | 'total' | 'done' | 'faults' | 'faultyRows'
> & {
  readonly rows: readonly { readonly row: number; readonly outcome: string }[];
};

/** What an import did or would do: `told` at once, or by a job that goes on. */
export function ImportResult({
  kind,
  job,
  told,
}: {
  readonly kind: string;
  readonly job: string | undefined;
  readonly told: ImportReport | undefined;
}) {
  const t = useT();
  const { data = told } = useQuery({
    queryKey: ['law', 'import', kind, job],
    queryFn: () => reportOf(kind, job ?? ''),
    enabled: job !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'queued' ? false : 1_500),
  });
  if (!data) return null;
  const counts = new Map<string, number>();
  for (const { outcome } of data.rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return (
    <Card>
      <Flex vertical gap={12}>
        <h2 style={{ fontSize: 16, margin: 0 }}>{t(data.dryRun ? W.tried : W.result)}</h2>
        {data.id !== null && <JobProgress job={data} />}
        {data.faultyRows > 0 ? (
          <Alert type="error" showIcon title={t(W.faulty).replace('{n}', String(data.faultyRows))} />
        ) : (
          data.dryRun && <Alert type="success" showIcon title={t(W.good).replace('{n}', String(data.total))} />
        )}
        {[...counts].map(([outcome, count]) => (
          <Typography.Text key={outcome}>
            {t(nameIn(OUTCOMES, outcome))}：{t(W.rows).replace('{n}', String(count))}
          </Typography.Text>
        ))}
        {data.faults.length > 0 && (
          <Listed
            title={t(W.faults)}
            rows={data.faults}
            rowKey={({ row, column, detail }) => `${row} ${column} ${detail}`}
            columns={[
              { title: t(W.row), cell: ({ row }) => row },
              { title: t(W.column), cell: ({ heading, column }) => heading ?? column ?? '—' },
              { title: t(W.detail), cell: ({ detail }) => detail },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}

async function reportOf(kind: string, job: string): Promise<ImportReport> {
  const answer = await authorised(new Request(`/api/v1/${kind}/imports/${job}`));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as ImportReport;
}
