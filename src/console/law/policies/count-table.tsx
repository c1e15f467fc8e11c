import { Empty } from 'antd';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { Share } from '../parts/share.tsx';

const W = {
  name: w('项目', 'Of what'),
  before: w('现行', 'As it was'),
  after: w('草案', 'Under the draft'),
  newly: w('新增', 'Newly'),
  noLonger: w('不再', 'No longer'),
  changed: w('改变', 'Changed'),
  bar: w('草案标记数对比', 'Flags under the draft'),
  none: w('没有标记。', 'Nothing is flagged.'),
};

export type Counted = {
  readonly key: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly newly: number;
  readonly noLonger: number;
  readonly changed: number;
};

/** Flags before and after, by what they are grouped by. */
export function CountTable({ title, rows }: { readonly title: string; readonly rows: readonly Counted[] }) {
  const t = useT();
  if (rows.length === 0) return <Empty description={t(W.none)} />;
  const most = Math.max(1, ...rows.map(({ after }) => after));
  return (
    <Listed
      title={title}
      hidden
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { title: t(W.name), cell: ({ name }) => <span style={{ whiteSpace: 'normal' }}>{name}</span> },
        { title: t(W.before), align: 'right', cell: ({ before }) => before },
        { title: t(W.after), align: 'right', cell: ({ after }) => after },
        { title: t(W.bar), deskOnly: true, cell: ({ after }) => <Share part={after} whole={most} /> },
        { title: t(W.newly), align: 'right', cell: ({ newly }) => <strong>{newly}</strong> },
        { title: t(W.noLonger), align: 'right', cell: ({ noLonger }) => <strong>{noLonger}</strong> },
        { title: t(W.changed), align: 'right', cell: ({ changed }) => changed },
      ]}
    />
  );
}
