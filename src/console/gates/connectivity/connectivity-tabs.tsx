import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { PageTabs } from '../parts/tabs.tsx';

const W = {
  pages: w('联网状态页面', 'Pages of connectivity'),
  gates: w('门禁状态', 'Gates'),
  rates: w('数据传输率', 'Transmission rate'),
  letters: w('未识别报文', 'Not understood'),
};

/** The gates, their rates, and for officers what was not understood. */
export function ConnectivityTabs() {
  const t = useT();
  const may = useMay();
  return (
    <PageTabs
      label={t(W.pages)}
      tabs={[
        { to: '/connectivity', title: t(W.gates) },
        { to: '/connectivity/rates', title: t(W.rates) },
        ...(may('dead-letter.read') ? [{ to: '/connectivity/dead-letters', title: t(W.letters) }] : []),
      ]}
    />
  );
}
