import { Grid, Table } from 'antd';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { USAGE_NAMES } from '../../../domain/codes/usage.ts';
import { vehicleTypeName } from '../../../domain/codes/vehicle-type-names.ts';
import type { Message } from '../../../domain/failure.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { factTitle, originTone, originWords, valueWord } from '../parts/fact-words.ts';
import { Section } from '../parts/section.tsx';
import type { Why } from './why.ts';

const W = {
  title: w('依据的事实', 'The facts it rests on'),
  fact: w('事实', 'Fact'),
  value: w('内容', 'What it is'),
  origin: w('来源', 'Where from'),
  day: w('适用法律的日期', 'Legal day'),
  rule: w('按当日有效的规定判定', 'judged by the law of that day'),
  lacking: w('缺少：', 'lacking: '),
  unknown: w('未知', 'unknown'),
};

type Line = {
  readonly key: string;
  readonly title: string;
  readonly value: string;
  readonly origin: string | undefined;
};

/** The facts that were known, each with where it came from and so how far it can be relied on. */
export function FactsCard({ why, legalDay }: { readonly why: Why; readonly legalDay: string }) {
  const t = useT();
  const lines: Line[] = 'manual' in why ? [] : 'applies' in why ? ruleLines(why, t) : oddLines(why.facts, t);
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const all: Line[] = [{ key: 'legalDay', title: t(W.day), value: legalDay, origin: undefined }, ...lines];
  const originOf = ({ key, origin }: Line) =>
    origin ? <Mark tone={originTone(origin)}>{t(originWords(origin))}</Mark> : key === 'legalDay' ? t(W.rule) : '';
  return (
    <Section title={W.title}>
      {roomy ? (
        <Table<Line>
          size="small"
          pagination={false}
          rowKey={({ key }) => key}
          dataSource={all}
          columns={[
            { title: t(W.fact), dataIndex: 'title' },
            { title: t(W.value), dataIndex: 'value', className: 'numbers' },
            { title: t(W.origin), render: (_, line) => originOf(line) },
          ]}
        />
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {all.map((line) => (
            <li key={line.key} style={{ padding: '6px 0', borderBlockEnd: '1px solid #eef1f1' }}>
              {line.title}：<strong className="numbers">{line.value}</strong>
              <div>{originOf(line)}</div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Codes by which decisions find orders and exemptions again; what they come to is told by the facts beside them. */
const INNER: readonly string[] = ['order.inForce', 'exemption.from'];

function ruleLines({ facts }: Extract<Why, { applies: unknown }>, t: ReturnType<typeof useT>): Line[] {
  return facts
    .filter(({ name }) => !INNER.includes(name))
    .map(({ name, value, origin, lacking }) => ({
      key: name,
      title: t(factTitle(name)),
      value:
        value === 'X' && lacking && lacking.length > 0
          ? `${t(W.unknown)}（${t(W.lacking)}${lacking.map((one) => t(factTitle(one))).join(t(w('、', ', ')))}）`
          : t(valueWord(name, value)),
      origin,
    }));
}

const ODD: Readonly<Record<string, ReturnType<typeof w>>> = {
  registered: w('登记', 'registered'),
  asserted: w('上报', 'asserted'),
  read: w('识别', 'read'),
  found: w('检测', 'found'),
  impliedStage: w('推断阶段', 'implied stage'),
  aheadMs: w('超前毫秒', 'ahead by ms'),
  fuel: w('燃料', 'fuel'),
  emissionStage: w('排放阶段', 'stage'),
  usage: w('使用性质', 'usage'),
  registeredOn: w('登记日期', 'registered on'),
  vehicleType: w('车型', 'type'),
};

const oddLines = (facts: Readonly<Record<string, string | number>>, t: ReturnType<typeof useT>): Line[] =>
  Object.entries(facts).map(([name, value]) => ({
    key: name,
    title: ODD[name] ? t(ODD[name]) : name,
    value: t(oddWord(name, String(value))),
    origin: undefined,
  }));

/** What a fact of an oddity is, in words; what has none stays as it is. */
function oddWord(name: string, value: string): Message {
  if (name === 'emissionStage' || name === 'impliedStage') return stageNameOf(value);
  if (name === 'vehicleType') return vehicleTypeName(value);
  const names: Readonly<Record<string, Message>> = name === 'fuel' ? FUEL_NAMES : name === 'usage' ? USAGE_NAMES : {};
  return names[value] ?? { zh: value, en: value };
}
