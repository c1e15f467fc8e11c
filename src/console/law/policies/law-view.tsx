import { Alert, Card, Flex, Tabs, Typography } from 'antd';
import { useEffect } from 'react';
import { ruleTitles } from '../../../domain/policy/value-words.ts';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { type Law, versionOn } from './law-on.ts';
import { type ManualKind, ManualKinds } from './manual-kinds.tsx';
import { ParameterList } from './parameter-list.tsx';
import { RuleCard } from './rule-card.tsx';
import { RuleNav } from './rule-nav.tsx';
import { ORIGIN_NOTES, ORIGINS } from './words.ts';

const W = {
  rules: w('条款', 'Rules'),
  parameters: w('参数', 'Parameters'),
  manual: w('人工记录事项', 'Recorded by hand'),
  from: w('首个施行日', 'First day'),
  publishedOn: w('计划发布日', 'Plan issued on'),
  source: w('依据', 'Source'),
  unconfirmed: w(
    '有 {n} 项参数待核实：引自标准但尚未核对原文，使用时请注意。',
    '{n} parameters are unconfirmed: taken from standards whose text was not read.',
  ),
  notIn: w('所选日期未施行的条款', 'Rules not in force on that day'),
};

const FILTERS = ['part', 'rule'] as const;

/** A policy as it stands on a day: its rules, its parameters, and what officers record by hand. */
export function LawView({ law, day }: { readonly law: Law; readonly day: string }) {
  const t = useT();
  const [{ part = 'rules', rule }, setFilters] = useUrlFilters(FILTERS);
  useEffect(() => {
    if (rule) document.getElementById(`rule-${rule}`)?.scrollIntoView({ block: 'start' });
  }, [rule]);
  const [inForce, others] = [
    law.rules.filter((one) => versionOn(one, day)),
    law.rules.filter((one) => !versionOn(one, day)),
  ];
  const unconfirmed = Object.values(law.parameters).filter(({ origin }) => origin === 'unconfirmed').length;
  const kinds = (law.parameters.manualKinds?.value ?? []) as unknown as readonly ManualKind[];
  const cards = (rules: typeof law.rules) =>
    rules.map((one) => <RuleCard key={one.id} rule={one} parameters={law.parameters} day={day} />);
  return (
    <Flex vertical gap={16}>
      <Card>
        <Flex vertical gap={6}>
          <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
            {law.title && t(law.title)}
          </Typography.Title>
          <Typography.Text>
            {t(W.source)}：<span lang="zh-CN">{law.source?.zh}</span>
          </Typography.Text>
          <Typography.Text className="numbers">
            {t(W.from)} {law.from} · {t(W.publishedOn)} {law.publishedOn}
          </Typography.Text>
        </Flex>
      </Card>
      <Tabs
        activeKey={part}
        onChange={(key) => setFilters({ part: key, rule: undefined })}
        items={[
          {
            key: 'rules',
            label: `${t(W.rules)} (${inForce.length})`,
            children: (
              <Flex vertical gap={12}>
                <RuleNav rules={inForce} />
                {cards(inForce)}
                {others.length > 0 && (
                  <Typography.Title level={2} style={{ fontSize: 16, margin: '12px 0 0' }}>
                    {t(W.notIn)}
                  </Typography.Title>
                )}
                {cards(others)}
              </Flex>
            ),
          },
          {
            key: 'parameters',
            label: t(W.parameters),
            children: (
              <Flex vertical gap={12}>
                <Flex gap={16} wrap>
                  {(['plan', 'ours', 'unconfirmed'] as const).map((origin) => (
                    <span key={origin}>
                      <Mark tone={ORIGINS[origin][1]}>{t(ORIGINS[origin][0])}</Mark> {t(ORIGIN_NOTES[origin])}
                    </span>
                  ))}
                </Flex>
                {unconfirmed > 0 && (
                  <Alert type="warning" showIcon title={t(W.unconfirmed).replace('{n}', String(unconfirmed))} />
                )}
                <ParameterList parameters={law.parameters} rules={ruleTitles(law.rules)} />
              </Flex>
            ),
          },
          ...(kinds.length > 0
            ? [{ key: 'manual', label: t(W.manual), children: <ManualKinds kinds={kinds} day={day} /> }]
            : []),
        ]}
      />
    </Flex>
  );
}
