import { Flex, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Section } from '../parts/section.tsx';

const W = {
  title: w('从重情节', 'What speaks for severity'),
  none: w('没有从重情节。', 'Nothing does.'),
  computed: w('系统统计', 'Counted'),
  officer: w('人工认定', 'Found by an officer'),
};

/** The aggravating findings of a case, each in the words of the policy. */
export function Findings({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  return (
    <Section title={W.title}>
      {one.findings.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      <Flex vertical gap={12}>
        {one.findings.map(({ finding, title, cite, origin, reason }) => (
          <div key={`${finding} ${origin} ${reason}`}>
            <Flex gap={8} wrap align="center">
              <strong>{title}</strong>
              <Mark tone={origin === 'computed' ? 'plain' : 'info'}>{t(W[origin])}</Mark>
            </Flex>
            <div>{reason}</div>
            <Typography.Text type="secondary" lang="zh-CN">
              “{cite}”
            </Typography.Text>
          </div>
        ))}
      </Flex>
    </Section>
  );
}
