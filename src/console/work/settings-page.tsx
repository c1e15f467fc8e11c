import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Card, Flex, Switch, Typography } from 'antd';
import { api, told } from '../api/client.ts';
import { Fault } from '../parts/fault.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useT, w } from '../session/language.ts';

const W = {
  notifications: w('消息', 'Notifications'),
  title: w('提醒设置', 'Settings'),
  said: w(
    '关闭后不再收到该类消息；涉及义务或期限的消息不能关闭。',
    'What is switched off is not told any more; what brings duties or deadlines cannot be.',
  ),
  always: w('必收', 'always told'),
  webhooks: w('个系统对接同时接收', 'webhooks carry it'),
};
type Choice = Awaited<ReturnType<typeof read>>['topics'][number];

const read = () => told(api.GET('/api/v1/notifications/preferences'));

/** Which topics reach the own inbox. */
export function SettingsPage() {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['notifications', 'preferences'], queryFn: read });
  const choose = useMutation({
    mutationFn: ({ topic, inApp }: Pick<Choice, 'topic' | 'inApp'>) =>
      told(
        api.PATCH('/api/v1/notifications/preferences', {
          params: { header: { 'If-Match': '*' } },
          body: { topics: { [topic]: { inApp } } },
        }),
      ),
    onError: (fault) => void message.error(fault.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications', 'preferences'] }),
  });
  return (
    <Page title={W.title} trail={[{ to: '/notifications', title: W.notifications }]}>
      {isPending && <Loading />}
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {data && (
        <Card style={{ maxWidth: 720 }}>
          <p style={{ marginTop: 0 }}>{t(W.said)}</p>
          {data.topics.map(({ topic, title, inApp, always, webhooks }) => (
            <Flex
              key={topic}
              justify="space-between"
              align="center"
              gap={12}
              style={{ padding: '10px 0', borderBlockStart: '1px solid #edf0f0' }}
            >
              <div>
                {title}
                {webhooks > 0 && (
                  <Typography.Text type="secondary">
                    {' '}
                    · {webhooks} {t(W.webhooks)}
                  </Typography.Text>
                )}
              </div>
              {always ? (
                <Typography.Text type="secondary">{t(W.always)}</Typography.Text>
              ) : (
                <Switch
                  aria-label={title}
                  checked={inApp}
                  loading={choose.isPending && choose.variables.topic === topic}
                  onChange={(checked) => choose.mutate({ topic, inApp: checked })}
                />
              )}
            </Flex>
          ))}
        </Card>
      )}
    </Page>
  );
}
