import { Card, Descriptions, Flex, Typography } from 'antd';
import type { PolicyDocument, Rule } from '../../../domain/policy/document.ts';
import { GATE_NAMES, JUDGES_NAMES } from '../../../domain/policy/rule-words.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { kindName } from '../parts/kind-words.ts';
import { Conditions } from './conditions.tsx';
import { versionOn } from './law-on.ts';
import { EFFECTS, ORIGIN_NOTES } from './words.ts';

const W = {
  clause: w('条款', 'Clause'),
  judges: w('判定对象', 'Judges'),
  when: w('适用条件', 'Where it applies'),
  requires: w('要求', 'What it requires'),
  unless: w('例外情形', 'Exceptions'),
  answerable: w('责任单位', 'Answerable'),
  flags: w('标记为', 'Flagged as'),
  from: w('自 {from} 起施行', 'In force from {from}'),
  fromUntil: w('自 {from} 至 {until} 前施行', 'In force from {from} until before {until}'),
  notYet: w('所选日期尚未施行', 'Not in force yet on that day'),
  over: w('所选日期已不施行', 'No longer in force on that day'),
  inForce: w('施行中', 'In force'),
  gate: w('门禁措施', 'At the gate'),
};

/** One rule of a policy, as it is on a day: its words, when it applies, what it requires, and who answers for it. */
export function RuleCard({
  rule,
  parameters,
  day,
}: {
  readonly rule: Rule;
  readonly parameters: PolicyDocument['parameters'];
  readonly day: string;
}) {
  const t = useT();
  const version = versionOn(rule, day);
  const shown = version ?? rule.versions.find(({ from }) => from > day) ?? rule.versions.at(-1);
  const [effect, tone] = EFFECTS[rule.effect];
  if (!shown) return null;
  const dates = t(shown.until ? W.fromUntil : W.from)
    .replace('{from}', shown.from)
    .replace('{until}', shown.until ?? '');
  const state = version ? (
    <Mark tone="good">{t(W.inForce)}</Mark>
  ) : (
    <Mark tone="plain">{t(shown.from > day ? W.notYet : W.over)}</Mark>
  );
  const items = [
    { key: 'judges', label: t(W.judges), children: t(JUDGES_NAMES[rule.judges]) },
    { key: 'when', label: t(W.when), children: <Conditions of={shown.when} parameters={parameters} /> },
    { key: 'requires', label: t(W.requires), children: <Conditions of={shown.requires} parameters={parameters} /> },
    ...(rule.unless?.length
      ? [
          {
            key: 'unless',
            label: t(W.unless),
            children: (
              <ul style={{ margin: 0, paddingInlineStart: 22 }}>
                {rule.unless.map((one) => (
                  <li key={one.id}>
                    <Conditions of={one.when} parameters={parameters} />
                    <Typography.Text type="secondary" style={{ display: 'block' }}>
                      {one.cite}
                    </Typography.Text>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    {
      key: 'flags',
      label: t(W.flags),
      children: (
        <Flex vertical gap={2}>
          {shown.flags.map(({ kind, when }) => (
            <span key={kind}>
              {t(kindName(kind))}
              {when && (
                <>
                  ：<Conditions of={when} parameters={parameters} />
                </>
              )}
            </span>
          ))}
        </Flex>
      ),
    },
    ...(rule.gate ? [{ key: 'gate', label: t(W.gate), children: t(GATE_NAMES[rule.gate]) }] : []),
    { key: 'answerable', label: t(W.answerable), children: rule.answerable.join('、') },
  ];
  return (
    <Card id={`rule-${rule.id}`} size="small" style={{ maxWidth: 1240 }}>
      <Flex vertical gap={10}>
        <Flex gap={8} wrap align="center">
          <Typography.Title level={3} style={{ fontSize: 16, margin: 0 }}>
            {rule.clause} {t(rule.title)}
          </Typography.Title>
          {state}
          <Mark tone={tone}>{t(effect)}</Mark>
        </Flex>
        <blockquote
          lang="zh-CN"
          style={{ margin: 0, padding: '8px 14px', borderInlineStart: '4px solid #9fcac3', background: '#f4f8f7' }}
        >
          {rule.citation.zh}
        </blockquote>
        <Typography.Text className="numbers">
          {dates}
          {shown.fromOrigin && shown.fromOrigin !== 'plan' && <> · {t(ORIGIN_NOTES[shown.fromOrigin])}</>}
        </Typography.Text>
        <Descriptions column={1} size="small" bordered items={items} styles={{ label: { width: 110 } }} />
      </Flex>
    </Card>
  );
}
