import { Card, Table } from 'antd';
import { originWord } from '../../../domain/policy/explain.ts';
import { ORIGINS, type Origin } from '../../../domain/policy/vocabulary.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { factTitle, factValue } from '../parts/fact-words.ts';
import { type Why, whyOf } from '../parts/reason.ts';
import type { Detail } from './passage-page.tsx';

const W = {
  title: w('判定所用事实与来源', 'The facts, and where they came from'),
  fact: w('事实', 'Fact'),
  value: w('内容', 'Value'),
  origin: w('来源', 'Origin'),
};

type Fact = Why['facts'][number];

/** The facts that judged a passage, each with where it came from. */
export function PassageFacts({ passage }: { readonly passage: Detail }) {
  const t = useT();
  const { language } = useLanguage();
  const facts = new Map<string, Fact>();
  for (const decision of passage.decisions) for (const fact of whyOf(decision).facts) facts.set(fact.name, fact);
  const origin = (name: string) => (Object.hasOwn(ORIGINS, name) ? originWord(name as Origin, language) : name);
  return (
    <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
      <Table<Fact>
        aria-label={t(W.title)}
        size="small"
        pagination={false}
        rowKey={({ name }) => name}
        dataSource={[...facts.values()]}
        columns={[
          { title: t(W.fact), key: 'fact', render: (_, { name }) => factTitle(name, language) },
          { title: t(W.value), key: 'value', render: (_, { name, value }) => factValue(name, value, language) },
          { title: t(W.origin), key: 'origin', render: (_, fact) => origin(fact.origin) },
        ]}
      />
    </Card>
  );
}
