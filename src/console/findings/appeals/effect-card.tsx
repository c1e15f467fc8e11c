import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Section } from '../parts/section.tsx';
import { REMEDIES, REMEDY_NAMES } from './facts.ts';
import { wordOf } from './fields.tsx';

const W = {
  title: w('采纳后的结果', 'What came of it'),
  cancelled: w('撤销', 'Cancelled'),
  withdrawn: w('失效', 'Fell away'),
  raised: w('新增或恢复', 'Arose, or stands again'),
  each: w('起', ''),
  judging: w('相关记录仍在重新判定，结果可能还会变化。', 'Other records are still being judged; this may change.'),
  none: w('无', 'none'),
};

/** How a granted appeal put the fact right, and what that brought about. */
export function EffectCard({ appeal }: { readonly appeal: Schema<'Appeal'> }) {
  const t = useT();
  const { effect, remedy } = appeal;
  if (!effect) return null;
  const facts = { ...remedy, ...(remedy?.facts ?? {}), ...(remedy?.cargo ?? {}) } as Readonly<Record<string, unknown>>;
  const put = remedy
    ? REMEDIES[remedy.kind].flatMap((field) => {
        const value = facts[field.name];
        return value === undefined || value === null ? [] : [`${t(field.label)}：${t(wordOf(field, value))}`];
      })
    : [];
  return (
    <Section title={W.title}>
      <Flex vertical gap={12}>
        {remedy && (
          <span>
            <strong>{t(REMEDY_NAMES[remedy.kind])}</strong>
            {put.length > 0 && `：${put.join(t(w('；', '; ')))}`}
          </span>
        )}
        <Ids name="cancelled" tone="good" ids={effect.cancelled} />
        <Ids name="withdrawn" tone="good" ids={effect.withdrawn} />
        <Ids name="raised" tone="bad" ids={effect.raised} />
        {!effect.complete && <Typography.Text type="secondary">{t(W.judging)}</Typography.Text>}
      </Flex>
    </Section>
  );
}

const MOST = 10;

function Ids({
  name,
  tone,
  ids,
}: {
  readonly name: 'cancelled' | 'withdrawn' | 'raised';
  readonly tone: Tone;
  readonly ids: readonly string[];
}) {
  const t = useT();
  return (
    <Flex gap={8} wrap align="center">
      <Mark tone={tone}>{t(W[name])}</Mark>
      <span>
        {ids.length} {t(W.each)}
      </span>
      {ids.slice(0, MOST).map((id, index) => (
        <Link key={id} to={`/violations/${id}`} aria-label={`${t(W[name])} ${index + 1}`}>
          #{index + 1}
        </Link>
      ))}
    </Flex>
  );
}
