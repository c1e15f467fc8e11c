import type { Condition, PolicyDocument } from '../../../domain/policy/document.ts';
import { leafWords } from '../../../domain/policy/leaf-words.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  all: w('以下同时成立：', 'All of these:'),
  any: w('以下任一成立：', 'Any of these:'),
  not: w('以下不成立：', 'Not:'),
  always: w('任何情形', 'In any case'),
  never: w('一律不允许', 'Nothing makes it allowed'),
};

type Parameters = PolicyDocument['parameters'];

/** A condition as a list that a lay person can follow. */
export function Conditions({ of, parameters }: { readonly of: Condition; readonly parameters: Parameters }) {
  const t = useT();
  if ('fact' in of) return <span>{t(leafWords(of, parameters))}</span>;
  if ('not' in of)
    return (
      <span>
        {t(W.not)}
        <Sub parts={[of.not]} parameters={parameters} />
      </span>
    );
  const all = 'all' in of;
  const parts = all ? of.all : of.any;
  const [only] = parts;
  if (!only) return <span>{t(all ? W.always : W.never)}</span>;
  if (parts.length === 1) return <Conditions of={only} parameters={parameters} />;
  return (
    <span>
      {t(all ? W.all : W.any)}
      <Sub parts={parts} parameters={parameters} />
    </span>
  );
}

const Sub = ({ parts, parameters }: { readonly parts: readonly Condition[]; readonly parameters: Parameters }) => (
  <ul style={{ margin: 0, paddingInlineStart: 22 }}>
    {parts.map((part) => (
      <li key={JSON.stringify(part)}>
        <Conditions of={part} parameters={parameters} />
      </li>
    ))}
  </ul>
);
