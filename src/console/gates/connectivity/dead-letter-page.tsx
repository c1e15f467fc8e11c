import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { api, newKey, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useNames } from '../parts/places.ts';
import { LetterState } from './dead-letter-list.tsx';
import { MessageText } from './message-text.tsx';

const W = {
  title: w('未识别报文', 'A message that was not understood'),
  list: w('未识别报文', 'Not understood'),
  received: w('收到时间', 'Arrived'),
  reason: w('未识别原因', 'Why it was not understood'),
  gate: w('门禁', 'Gate'),
  request: w('请求', 'Request'),
  closed: w('处理时间', 'Closed'),
  passages: w('由此存入的通行记录', 'Passages from it'),
  content: w('报文内容', 'What it says'),
  download: w('下载原始报文', 'The bytes as they came'),
  replay: w('重新解析', 'Hear it again'),
  replayWhy: w(
    '将按现在的程序重新解析；解析出的通行记录按当日法律判定并存入，已有的不会重复。',
    'It is read again as it came; its passages are stored and judged by the law of their day, none of them twice.',
  ),
  dismiss: w('关闭，不再处理', 'Close it'),
  dismissWhy: w('关闭后不再提醒。报文仍保留，可供查阅。', 'It no longer waits for anybody. The message itself stays.'),
  replayed: w('已重新解析', 'Heard again'),
  dismissed: w('已关闭', 'Closed'),
};

/** One such message: what it says, and to hear it again or close it. */
export function DeadLetterPage() {
  const t = useT();
  const may = useMay();
  const names = useNames();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['dead-letter', id],
    queryFn: () => told(api.GET('/api/v1/dead-letters/{id}', { params: { path: { id } } })),
  });
  const close = useMutation({
    mutationFn: (way: 'replay' | 'dismiss') =>
      way === 'replay'
        ? told(api.POST('/api/v1/dead-letters/{id}/replay', { params: { path: { id } } }))
        : told(
            api.POST('/api/v1/dead-letters/{id}/dismiss', {
              params: { path: { id }, header: { 'Idempotency-Key': newKey() } },
            }),
          ),
    onSuccess: (_, way) => {
      void message.success(t(way === 'replay' ? W.replayed : W.dismissed));
      return queries.invalidateQueries();
    },
    onError: (failure) => void message.error(failure.message),
  });
  const ask = (way: 'replay' | 'dismiss') => {
    void modal.confirm({
      title: t(W[way]),
      content: t(way === 'replay' ? W.replayWhy : W.dismissWhy),
      onOk: () => close.mutateAsync(way).catch(() => undefined),
    });
  };
  const trail = [{ to: '/connectivity/dead-letters', title: W.list }];
  if (error)
    return (
      <Page title={W.title} trail={trail}>
        <Fault error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!data) return <Loading />;
  const acting = data.status === 'open' && may('dead-letter.close');
  return (
    <Page
      title={W.title}
      trail={trail}
      actions={
        acting && (
          <>
            <Button type="primary" onClick={() => ask('replay')}>
              {t(W.replay)}
            </Button>
            <Button onClick={() => ask('dismiss')}>{t(W.dismiss)}</Button>
          </>
        )
      }
    >
      <Flex vertical gap={12}>
        <Card size="small" title={<LetterState of={data.status} />}>
          <Descriptions
            size="small"
            column={{ xs: 1, lg: 2 }}
            items={[
              { key: 'r', label: t(W.reason), children: data.reason },
              { key: 'a', label: t(W.received), children: <Instant at={data.receivedAt} seconds /> },
              {
                key: 'g',
                label: t(W.gate),
                children: (
                  <Link to={`/connectivity/gates/${data.gateId}`}>
                    {names.enterprise(data.enterpriseId)} · {names.gate(data.gateId)}
                  </Link>
                ),
              },
              { key: 'c', label: t(W.closed), children: <Instant at={data.closedAt} seconds /> },
              { key: 'q', label: t(W.request), children: Object.values(data.request).join(' ') },
              {
                key: 'p',
                label: t(W.passages),
                children:
                  data.passageIds.length === 0
                    ? '—'
                    : data.passageIds.map((one, index) => (
                        <Link key={one} to={`/passages/${one}`} style={{ marginInlineEnd: 8 }}>
                          {index + 1}
                        </Link>
                      )),
              },
            ]}
          />
        </Card>
        <Card
          size="small"
          title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.content)}</h2>}
          extra={
            <Download size="small" path={`/api/v1/dead-letters/${id}/content`} fileName={`${id}.bin`}>
              {t(W.download)}
            </Download>
          }
        >
          <MessageText id={id} />
        </Card>
      </Flex>
    </Page>
  );
}
