import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { type Answer, api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useT, w } from '../../session/language.ts';
import { Level } from './level.tsx';
import { OrderWords } from './order-words.tsx';

const W = {
  lead: w(
    '选择一个模板开始，之后可逐条修改。模板只收录通知和技术指南原文中的措施。',
    'Begin with a template; every line can be changed. Templates hold only what notices and guides say.',
  ),
  use: w('使用此模板', 'Use this template'),
  blank: w('不用模板，从空白开始', 'Begin with an empty order'),
  source: w('出处', 'Source'),
};

export type Template = Answer<'/api/v1/alerts/templates'>['templates'][number];

/** What an order can begin with. */
export function Templates({ onChosen }: { readonly onChosen: (template: Template | undefined) => void }) {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'alert-templates'],
    queryFn: () => told(api.GET('/api/v1/alerts/templates')),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t(W.lead)}</Typography.Text>
      <div
        style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 480px), 1fr))' }}
      >
        {data.templates.map((template) => (
          <Card key={`${template.level} ${template.title}`}>
            <Flex vertical gap={12}>
              <Flex gap={12} wrap align="center">
                <Level level={template.level} />
                <Typography.Text strong>{template.title}</Typography.Text>
              </Flex>
              <OrderWords restrictions={template.restrictions as never[]} closedHours={template.closedHours} />
              <Typography.Text type="secondary">
                {t(W.source)}：{template.cite}
              </Typography.Text>
              <div>
                <Button type="primary" onClick={() => onChosen(template)}>
                  {t(W.use)}
                </Button>
              </div>
            </Flex>
          </Card>
        ))}
      </div>
      <div>
        <Button onClick={() => onChosen(undefined)}>{t(W.blank)}</Button>
      </div>
    </Flex>
  );
}
