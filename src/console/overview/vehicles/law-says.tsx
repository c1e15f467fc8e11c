import { Card, Flex, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Outcome } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('法规判定', 'What the law says'),
  clause: w('条款', 'Clause'),
  onDay: w('按当日规则判定', 'judged by the law of'),
};

type Decision = Schema<'Vehicle'>['decisions'][number];

/** What the law says of the sale and of the retirement of a vehicle, with the words of the clause. */
export function LawSays({ decisions }: { readonly decisions: readonly Decision[] }) {
  const t = useT();
  if (decisions.length === 0) return null;
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      <Flex vertical gap={16}>
        {decisions.map(({ rule, clause, outcome, legalDay, why }) => (
          <Flex vertical gap={4} key={rule}>
            <Flex gap={8} align="center" wrap>
              <Typography.Text strong>
                {t(W.clause)} {clause}
              </Typography.Text>
              <Outcome of={outcome} />
              {legalDay && (
                <Typography.Text type="secondary">
                  {legalDay} {t(W.onDay)}
                </Typography.Text>
              )}
            </Flex>
            <Typography.Text style={{ overflowWrap: 'anywhere' }}>{why.summary}</Typography.Text>
            {citationOf(why) !== undefined && (
              <blockquote
                lang="zh-CN"
                style={{
                  margin: 0,
                  padding: '4px 12px',
                  borderInlineStart: '3px solid #9fcac3',
                  background: '#f4f9f8',
                }}
              >
                {citationOf(why)}
              </blockquote>
            )}
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

/** The words of the clause, in Chinese, where the explanation brings them. */
const citationOf = (why: Decision['why']): string | undefined =>
  (why as { readonly citation?: { readonly zh?: string } }).citation?.zh;
