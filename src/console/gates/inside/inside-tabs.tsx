import { useT, w } from '../../session/language.ts';
import { PageTabs } from '../parts/tabs.tsx';

const W = {
  pages: w('在厂与进出厂页面', 'Pages of visits'),
  inside: w('现在在厂', 'Inside now'),
  visits: w('进出厂记录', 'Visits'),
};

/** Who is inside now, and all visits. */
export function InsideTabs() {
  const t = useT();
  return (
    <PageTabs
      label={t(W.pages)}
      tabs={[
        { to: '/inside', title: t(W.inside) },
        { to: '/inside/visits', title: t(W.visits) },
      ]}
    />
  );
}
