import { Alert, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Message } from '../../../domain/failure.ts';
import type { WhyNode } from '../../../domain/policy/evaluate.ts';
import { useT, w } from '../../session/language.ts';
import { factTitle } from '../parts/fact-words.ts';
import { Section } from '../parts/section.tsx';
import { Orders } from './orders.tsx';
import type { RuleWhy, Why } from './why.ts';
import { Truth, WhyTree } from './why-tree.tsx';

const W = {
  title: w('为什么这样认定', 'Why'),
  applies: w('一、这条规定是否适用', '1. Does the rule apply?'),
  appliesYes: w('适用', 'It applies'),
  appliesNo: w('不适用', 'It does not apply'),
  requires: w('二、是否达到规定要求', '2. Was its demand met?'),
  requiresYes: w('已达到', 'Met'),
  requiresNo: w('未达到', 'Not met'),
  unless: w('三、是否属于例外或已获豁免', '3. Does an exception hold?'),
  unlessYes: w('属于例外', 'An exception holds'),
  unlessNo: w('不属于', 'None holds'),
  noUnless: w('本条没有规定例外情形。', 'The rule knows no exception.'),
  unknown: w('无法确定', 'Cannot be told'),
  missing: w('缺少以下信息，因此无法确定：', 'This could not be told, because nobody has given:'),
  so: w('结论', 'So'),
  broken: w(
    '本条适用，要求未达到，也没有例外，因此认定违反',
    'It applies, its demand was not met and no exception holds: broken is',
  ),
  review: w('本条适用，情况需要人工复核', 'It applies, and a person should look into it'),
  also: w('同时适用的其他条款', 'Other clauses that were looked at too'),
  place: w('地点', 'Place'),
  seen: w('所见情况', 'What was seen'),
};

/** How it came about, for people who never read the law: what applies, what is asked, what excepts. */
export function WhyCard({
  why,
  clause,
  effect,
}: {
  readonly why: Why;
  readonly clause: string;
  readonly effect: 'breach' | 'review';
}) {
  const t = useT();
  return (
    <Section title={W.title}>
      {'applies' in why ? (
        <Flex vertical gap={16}>
          <Decision why={why} missing={why.missing} />
          <Typography.Paragraph strong style={{ margin: 0 }}>
            {t(W.so)}：{t(effect === 'breach' ? W.broken : W.review)} {clause}
          </Typography.Paragraph>
          {why.also.length > 0 && (
            <details>
              <summary style={{ cursor: 'pointer', color: '#0b5f57' }}>
                {t(W.also)}（{why.also.map(({ clause }) => clause).join('、')}）
              </summary>
              {why.also.map((one) => (
                <div key={one.rule} style={{ paddingBlockStart: 12 }}>
                  <Typography.Title level={3} style={{ fontSize: 14 }}>
                    {one.clause}
                  </Typography.Title>
                  <Decision why={one.why} missing={one.missing} deep />
                </div>
              ))}
            </details>
          )}
        </Flex>
      ) : 'manual' in why ? (
        <Flex vertical gap={8}>
          <strong>{t(why.manual)}</strong>
          <span>
            {t(W.place)}：{why.place}
          </span>
          <span>
            {t(W.seen)}：{why.seen}
          </span>
        </Flex>
      ) : (
        <Typography.Paragraph style={{ margin: 0 }}>{why.summary}</Typography.Paragraph>
      )}
    </Section>
  );
}

function Decision({
  why,
  missing,
  deep = false,
}: {
  readonly why: RuleWhy;
  readonly missing: readonly string[];
  readonly deep?: boolean;
}) {
  const t = useT();
  const { applies, requires, unless, orders = [] } = why;
  const excepted = unless.some(({ value }) => value === 'yes')
    ? 'yes'
    : unless.some(({ value }) => value === 'unknown')
      ? 'unknown'
      : 'no';
  const words = (value: WhyNode['value'], yes: Message, no: Message) =>
    t(value === 'yes' ? yes : value === 'no' ? no : W.unknown);
  return (
    <Flex vertical gap={16}>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${t(W.missing)}${missing.map((name) => t(factTitle(name))).join(t(w('、', ', ')))}`}
        />
      )}
      {applies && (
        <Part
          title={t(W.applies)}
          answer={words(applies.value, W.appliesYes, W.appliesNo)}
          value={applies.value}
          deep={deep}
        >
          <WhyTree node={applies} />
        </Part>
      )}
      {requires && (
        <Part
          title={t(W.requires)}
          answer={words(requires.value, W.requiresYes, W.requiresNo)}
          value={requires.value}
          deep={deep}
        >
          <WhyTree node={requires} />
        </Part>
      )}
      <Orders orders={orders} />
      {requires && (
        <Part title={t(W.unless)} answer={words(excepted, W.unlessYes, W.unlessNo)} value={excepted} deep={deep}>
          {unless.length === 0 ? (
            <Typography.Text type="secondary">{t(W.noUnless)}</Typography.Text>
          ) : (
            unless.map((node, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: exceptions of one decision never change places
              <WhyTree key={index} node={node} />
            ))
          )}
        </Part>
      )}
    </Flex>
  );
}

function Part({
  title,
  answer,
  value,
  deep,
  children,
}: {
  readonly title: string;
  readonly answer: string;
  readonly value: WhyNode['value'];
  readonly deep: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Typography.Title level={deep ? 4 : 3} style={{ fontSize: 15, margin: '0 0 4px' }}>
        {title} <Truth value={value} /> {answer}
      </Typography.Title>
      <div style={{ paddingInlineStart: 8 }}>{children}</div>
    </section>
  );
}
