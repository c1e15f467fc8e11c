import { Tabs } from 'antd';
import { useLocation, useNavigate } from 'react-router';

/** Pages beside each other, each with an address of its own. */
export function PageTabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly title: string }[];
}) {
  const { pathname } = useLocation();
  const go = useNavigate();
  return (
    <nav aria-label={label}>
      <Tabs
        activeKey={pathname.replace(/\/$/, '')}
        onChange={(to) => void go(to)}
        items={tabs.map(({ to, title }) => ({ key: to, label: title }))}
      />
    </nav>
  );
}
