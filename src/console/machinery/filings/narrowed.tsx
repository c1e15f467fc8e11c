import { Flex, Tag } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';

/** Filters of the list that only a link brings, such as one of a report. */
export const FROM_LINKS = ['from', 'to', 'entry', 'accepted'] as const;
type Name = (typeof FROM_LINKS)[number];

const W = {
  also: w('另按以下条件筛选', 'Narrowed also by'),
  from: w('提交日期自', 'submitted from'),
  to: w('提交日期至', 'submitted until'),
};
const WORDS: Readonly<Record<'entry' | 'accepted', Readonly<Record<string, Message>>>> = {
  entry: {
    none: w('未报进场', 'no entry reported'),
    late: w('先进场后申报', 'entered before it was filed'),
    in_time: w('按期进场', 'entered in time'),
    reported: w('已报进场', 'entry reported'),
  },
  accepted: { true: w('曾被接受', 'ever accepted'), false: w('从未被接受', 'never accepted') },
};

/** What the list is narrowed by that its own fields do not show, each to be taken off again. */
export function Narrowed({
  filters,
  onChange,
}: {
  readonly filters: Partial<Record<Name, string>>;
  readonly onChange: (change: Partial<Record<Name, undefined>>) => void;
}) {
  const t = useT();
  const textOf = (name: Name, value: string): string | undefined => {
    if (name === 'from' || name === 'to') return `${t(W[name])} ${value}`;
    const word = WORDS[name][value];
    return word && t(word);
  };
  const asked = FROM_LINKS.flatMap((name) => {
    const text = textOf(name, filters[name] ?? '');
    return filters[name] && text ? [{ name, text }] : [];
  });
  if (asked.length === 0) return null;
  return (
    <Flex gap={4} wrap align="center" style={{ marginBottom: 12 }}>
      {t(W.also)}：
      {asked.map(({ name, text }) => (
        <Tag key={name} closable onClose={() => onChange({ [name]: undefined })}>
          {text}
        </Tag>
      ))}
    </Flex>
  );
}
