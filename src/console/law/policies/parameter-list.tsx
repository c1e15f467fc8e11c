import { Typography } from 'antd';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { isPlain, plainWords, type RuleTitles } from '../../../domain/policy/value-words.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { ORIGIN_NOTES, ORIGINS } from './words.ts';

const W = {
  title: w('参数', 'Parameters'),
  name: w('参数', 'Parameter'),
  value: w('取值', 'Value'),
  origin: w('来源', 'Origin'),
  cite: w('出处', 'Citation'),
  open: w('查看内容', 'Show'),
};

/** The values that rules are judged with, each with whose word it is. */
export function ParameterList({
  parameters,
  rules,
}: {
  readonly parameters: PolicyDocument['parameters'];
  readonly rules: RuleTitles;
}) {
  const t = useT();
  return (
    <Listed
      title={t(W.title)}
      hidden
      wrap
      rows={Object.entries(parameters)}
      rowKey={([name]) => name}
      columns={[
        { title: t(W.name), cell: ([, { title }]) => <span style={{ whiteSpace: 'normal' }}>{t(title)}</span> },
        { title: t(W.value), cell: ([, { value, unit }]) => <Value value={value} unit={unit} rules={rules} /> },
        {
          title: t(W.origin),
          cell: ([, { origin }]) => (
            <span title={t(ORIGIN_NOTES[origin])}>
              <Mark tone={ORIGINS[origin][1]}>{t(ORIGINS[origin][0])}</Mark>
            </span>
          ),
        },
        { title: t(W.cite), cell: ([, { cite }]) => <Typography.Text type="secondary">{cite ?? '—'}</Typography.Text> },
      ]}
    />
  );
}

function Value({
  value,
  unit,
  rules,
}: {
  readonly value: unknown;
  readonly unit: string | undefined;
  readonly rules: RuleTitles;
}) {
  const t = useT();
  if (isPlain(value))
    return (
      <strong className="numbers" style={{ whiteSpace: 'normal' }}>
        {t(plainWords(value, unit, rules))}
      </strong>
    );
  return (
    <details>
      <summary style={{ cursor: 'pointer' }}>{t(W.open)}</summary>
      <pre style={{ margin: 0, textAlign: 'start', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: 480 }}>
        {JSON.stringify(value, null, 1)}
      </pre>
    </details>
  );
}
