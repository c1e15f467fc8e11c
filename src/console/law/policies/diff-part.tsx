import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { usePublished } from './law-on.ts';

const W = {
  against: w('与哪一版比较', 'Against'),
  default: w('首个施行日前一天施行的版本', 'What is in force on the eve of its first day'),
  none: w('没有差异。', 'They are alike.'),
  plan: w('政策本身', 'The plan'),
  rules: w('条款', 'Rules'),
  parameters: w('参数', 'Parameters'),
};
const CHANGES: Readonly<Record<'added' | 'removed' | 'changed', readonly [Message, Tone]>> = {
  added: [w('新增', 'Added'), 'good'],
  removed: [w('取消', 'Removed'), 'bad'],
  changed: [w('变更', 'Changed'), 'warn'],
};

/** What a draft changes of another policy, in sentences. */
export function DiffPart({ id }: { readonly id: string }) {
  const t = useT();
  const [against, setAgainst] = useState<string>();
  const published = usePublished();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'policy-draft', id, 'diff', against],
    queryFn: () => told(api.GET('/api/v1/policies/{id}/diff', { params: { path: { id }, query: { against } } })),
  });
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap align="center">
        <Typography.Text>{t(W.against)}</Typography.Text>
        <Select
          aria-label={t(W.against)}
          allowClear
          value={against ?? null}
          placeholder={t(W.default)}
          style={{ minWidth: 260 }}
          options={(published.data ?? []).map((one) => ({
            value: one.id,
            label: `${one.title ? t(one.title) : ''}（${one.version}，${one.from}）`,
          }))}
          onChange={(next: string | undefined) => setAgainst(next)}
        />
      </Flex>
      {error && !data ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Loading />
      ) : (
        <Differences diff={data} />
      )}
    </Flex>
  );
}

function Differences({ diff }: { readonly diff: Schema<'PolicyDiff'> }) {
  const t = useT();
  if (diff.plan.length + diff.rules.length + diff.parameters.length === 0) return <Empty description={t(W.none)} />;
  const mark = (change: keyof typeof CHANGES) => <Mark tone={CHANGES[change][1]}>{t(CHANGES[change][0])}</Mark>;
  return (
    <Flex vertical gap={12} style={{ maxWidth: 1240 }}>
      {diff.plan.length > 0 && (
        <Card size="small" title={t(W.plan)}>
          <Sentences all={diff.plan} />
        </Card>
      )}
      {diff.rules.length > 0 && (
        <Card size="small" title={`${t(W.rules)} (${diff.rules.length})`}>
          <Flex vertical gap={12}>
            {diff.rules.map((one) => (
              <div key={one.rule}>
                {mark(one.change)} <strong>{`${one.clause} ${t(one.title)}`}</strong>
                <Sentences all={one.sentences} />
              </div>
            ))}
          </Flex>
        </Card>
      )}
      {diff.parameters.length > 0 && (
        <Card size="small" title={`${t(W.parameters)} (${diff.parameters.length})`}>
          <Flex vertical gap={12}>
            {diff.parameters.map((one) => (
              <div key={one.parameter}>
                {mark(one.change)} <strong>{t(one.title)}</strong>
                <Sentences all={[one.sentence]} />
              </div>
            ))}
          </Flex>
        </Card>
      )}
    </Flex>
  );
}

function Sentences({ all }: { readonly all: readonly Message[] }) {
  const t = useT();
  return (
    <ul style={{ margin: '4px 0', paddingInlineStart: 22 }}>
      {all.map((one) => (
        <li key={one.zh} style={{ overflowWrap: 'anywhere' }}>
          {t(one)}
        </li>
      ))}
    </ul>
  );
}
