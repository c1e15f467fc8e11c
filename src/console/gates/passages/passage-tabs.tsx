import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { PageTabs } from '../parts/tabs.tsx';

const W = {
  pages: w('通行记录页面', 'Pages of passages'),
  all: w('全部通行', 'All passages'),
  doubtful: w('号牌存疑', 'Doubtful plates'),
};

/** All passages, and those whose plate a person should look at. */
export function PassageTabs() {
  const t = useT();
  const may = useMay();
  if (!may('reading.review')) return null;
  return (
    <PageTabs
      label={t(W.pages)}
      tabs={[
        { to: '/passages', title: t(W.all) },
        { to: '/passages/doubtful', title: t(W.doubtful) },
      ]}
    />
  );
}
