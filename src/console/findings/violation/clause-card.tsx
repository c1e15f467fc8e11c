import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { addDays } from '../../../domain/time.ts';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Section } from '../parts/section.tsx';
import { useLaw } from '../parts/use-law.ts';
import type { Why } from './why.ts';

const W = {
  title: w('条款原文', 'What the clause says'),
  force: w('施行时间', 'In force'),
  from: w('自', 'from'),
  start: w('起施行', ''),
  until: w('至', 'to'),
  source: w('出处', 'Source'),
  answerable: w('责任单位', 'Who answers for it'),
  published: w('发布', 'published on'),
  whole: w('查看全部规则', 'All rules'),
  early: w('发生在规定发布之前，不作告知。', 'Of a day before the policy was published: nobody is notified of it.'),
};

/** The words of the law, in the language it is written in, with the days it holds for and who answers for it. */
export function ClauseCard({ violation, why }: { readonly violation: Schema<'Violation'>; readonly why: Why }) {
  const t = useT();
  const { clause, rule: id, policy, answerable, beforePublication } = violation;
  const law = useLaw(policy);
  const rule = law?.rules.find((one) => one.id === id);
  const manual = law?.manualKinds.find((one) => one.rule === id);
  const words =
    'applies' in why ? why.citation.zh : 'manual' in why ? why.citation : (rule?.citation.zh ?? manual?.citation.zh);
  const inForce = 'applies' in why ? why.inForce : (manual ?? null);
  const title = rule?.title ?? manual?.title;
  return (
    <Section title={W.title} extra={<Link to={`/policies/${encodeURIComponent(policy)}`}>{t(W.whole)}</Link>}>
      <Flex vertical gap={8}>
        <strong>
          {clause} {title && t(title)}
        </strong>
        {words && (
          <blockquote
            lang="zh-CN"
            style={{ margin: 0, padding: '8px 12px', background: '#f4f6f6', borderInlineStart: '3px solid #0b5f57' }}
          >
            {words}
          </blockquote>
        )}
        {inForce && (
          <span>
            {t(W.force)}：{t(W.from)} <time dateTime={inForce.from}>{inForce.from}</time>{' '}
            {inForce.until ? (
              <>
                {t(W.until)} <time dateTime={addDays(inForce.until, -1)}>{addDays(inForce.until, -1)}</time>
              </>
            ) : (
              t(W.start)
            )}
          </span>
        )}
        {law && (
          <Typography.Text type="secondary">
            {t(W.source)}：{law.source ?? t(law.title)}
            {law.publishedOn && `（${law.publishedOn} ${t(W.published)}）`}
          </Typography.Text>
        )}
        {beforePublication && <Typography.Text type="warning">{t(W.early)}</Typography.Text>}
        {answerable.length > 0 && (
          <span>
            {t(W.answerable)}：<span lang="zh-CN">{answerable.join('、')}</span>
          </span>
        )}
      </Flex>
    </Section>
  );
}
