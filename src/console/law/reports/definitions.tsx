import { Collapse } from 'antd';
import { useT, w } from '../../session/language.ts';
import type { Report } from './report-page.tsx';

const W = { title: w('指标口径', 'What each figure means') };

/** What is counted out of what, and what unknown does. */
export function Definitions({ columns }: { readonly columns: Report['columns'] }) {
  const t = useT();
  return (
    <Collapse
      items={[
        {
          key: 'all',
          label: t(W.title),
          children: (
            <dl style={{ margin: 0 }}>
              {columns.map(({ name, title, definition }) => (
                <div key={name} style={{ marginBottom: 8 }}>
                  <dt style={{ fontWeight: 600 }}>{t(title)}</dt>
                  <dd style={{ margin: 0 }}>{t(definition)}</dd>
                </div>
              ))}
            </dl>
          ),
        },
      ]}
    />
  );
}
