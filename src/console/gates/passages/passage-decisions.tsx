import { Card, Collapse, Flex, Typography } from 'antd';
import { instantText } from '../../parts/moments.tsx';
import { Mark, Outcome } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { type Decision, ruleReason, whyOf } from '../parts/reason.ts';
import type { Detail } from './passage-page.tsx';

const W = {
  title: w('逐条判定', 'Rule by rule'),
  since: w('施行日期', 'In force from'),
  notInForce: w('当日未施行', 'Not in force on that day'),
  review: w('仅提示', 'Notice only'),
  day: w('按当日法律判定', 'By the law of the day'),
  others: w('不适用的条款', 'Rules that do not apply'),
  past: w('以前的判定', 'Judged before'),
  replaced: w('于此时被替换', 'replaced at'),
};

const ORDER = ['violation', 'review', 'unverified', 'exempt', 'compliant', 'not_applicable'];

/** How each rule decided, in words, with its clause and since when it is in force; the ones that bear on it first. */
export function PassageDecisions({ passage }: { readonly passage: Detail }) {
  const t = useT();
  const sorted = [...passage.decisions].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const bearing = sorted.filter(({ outcome }) => outcome !== 'not_applicable');
  const others = sorted.filter(({ outcome }) => outcome === 'not_applicable');
  const folded = [
    ...(others.length > 0
      ? [{ key: 'others', label: `${t(W.others)}（${others.length}）`, children: <Decisions of={others} /> }]
      : []),
    ...passage.superseded.map((past) => ({
      key: past.judgedAt,
      label: `${t(W.past)} ${instantText(past.judgedAt)} · ${t(W.replaced)} ${instantText(past.replacedAt)}`,
      children: <Decisions of={past.decisions.filter(({ outcome }) => outcome !== 'not_applicable')} />,
    })),
  ];
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={`${t(W.day)} ${passage.legalDay}`}
    >
      <Decisions of={bearing} />
      {folded.length > 0 && <Collapse size="small" items={folded} style={{ marginTop: 12 }} />}
    </Card>
  );
}

function Decisions({ of }: { readonly of: readonly Decision[] }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Flex component="ul" vertical gap={12} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {of.map((decision) => {
        const { citation, inForce } = whyOf(decision);
        return (
          <li key={decision.rule} style={{ borderInlineStart: '3px solid #d9e2e1', paddingInlineStart: 12 }}>
            <Flex gap={8} wrap align="center">
              <strong>{decision.clause}</strong>
              <Outcome of={decision.outcome} />
              {decision.effect === 'review' && <Mark tone="plain">{t(W.review)}</Mark>}
              <Typography.Text type="secondary">
                {inForce ? `${t(W.since)} ${inForce.from}` : t(W.notInForce)}
              </Typography.Text>
            </Flex>
            <div style={{ marginTop: 4 }}>{ruleReason(decision, language)}</div>
            <Typography.Text type="secondary">{(language === 'en' && citation.en) || citation.zh}</Typography.Text>
          </li>
        );
      })}
    </Flex>
  );
}
