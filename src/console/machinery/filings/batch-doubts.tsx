import { Typography } from 'antd';
import { HINDRANCE_NAMES } from '../../../domain/machinery/county-settings.ts';
import { FILING_STATE_NAMES } from '../../../domain/machinery/filing.ts';
import { warningText } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import type { Doubt } from './read-standing.ts';

const W = {
  doubtful: w('有疑点，不在批量受理之列，请逐件审核：', 'Not accepted here; look at these one by one:'),
  now: w('当前状态：', 'it is '),
};

/** A filing that is not accepted among others, and why. */
export type Doubtful = { readonly id: string; readonly name: string; readonly doubts: readonly Doubt[] };

/** What is left for the officer to look at, each with why. */
export function Doubts({ of }: { readonly of: readonly Doubtful[] }) {
  const t = useT();
  if (of.length === 0) return null;
  const said = (doubt: Doubt) => {
    if ('hindrance' in doubt) return t(HINDRANCE_NAMES[doubt.hindrance]);
    if ('warning' in doubt) return t(warningText(doubt.warning)).replace(/[。.]$/, '');
    return `${t(W.now)}${t(FILING_STATE_NAMES[doubt.status])}`;
  };
  return (
    <>
      <p>{t(W.doubtful)}</p>
      <ul style={{ paddingInlineStart: 24 }}>
        {of.map(({ id, name, doubts }) => (
          <li key={id}>
            {name}
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {doubts.map(said).join(t(w('；', '; ')))}
            </Typography.Text>
          </li>
        ))}
      </ul>
    </>
  );
}
