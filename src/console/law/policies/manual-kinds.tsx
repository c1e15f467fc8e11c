import { Card, Flex, Typography } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { EFFECTS } from './words.ts';

/** A kind of breach that officers record by hand, as a policy writes it. */
export type ManualKind = {
  readonly kind: string;
  readonly clause: string;
  readonly title: Message;
  readonly citation: { readonly zh: string };
  readonly effect: 'breach' | 'review';
  readonly answerable: readonly string[];
  readonly from: string;
  readonly until?: string;
};

const W = {
  lead: w(
    '系统无法自动判定、由执法人员现场发现后记录的事项。',
    'What the registry hears nothing of and officers record.',
  ),
  from: w('施行', 'In force from'),
  answerable: w('责任单位', 'Answerable'),
  over: w('所选日期未施行', 'Not in force on that day'),
};

/** What officers record by hand. */
export function ManualKinds({ kinds, day }: { readonly kinds: readonly ManualKind[]; readonly day: string }) {
  const t = useT();
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t(W.lead)}</Typography.Text>
      {kinds.map((one) => {
        const [effect, tone] = EFFECTS[one.effect];
        const holds = one.from <= day && (one.until === undefined || day < one.until);
        return (
          <Card key={one.kind} size="small">
            <Flex vertical gap={8}>
              <Flex gap={8} wrap align="center">
                <strong>
                  {one.clause} {t(one.title)}
                </strong>
                <Mark tone={tone}>{t(effect)}</Mark>
                {!holds && <Mark tone="plain">{t(W.over)}</Mark>}
              </Flex>
              <blockquote
                lang="zh-CN"
                style={{
                  margin: 0,
                  padding: '8px 14px',
                  borderInlineStart: '4px solid #9fcac3',
                  background: '#f4f8f7',
                }}
              >
                {one.citation.zh}
              </blockquote>
              <Typography.Text className="numbers">
                {t(W.from)} {one.from}
                {one.until ? ` – ${one.until}` : ''} · {t(W.answerable)}：{one.answerable.join('、')}
              </Typography.Text>
            </Flex>
          </Card>
        );
      })}
    </Flex>
  );
}
