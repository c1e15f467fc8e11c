import { LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Grid, Layout, Menu } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import { useT, w } from '../session/language.ts';
import { type Me, mayDo, useMe, useSession } from '../session/session-provider.tsx';
import { LiveBell } from '../work/live-bell.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { GROUPS } from './sections.tsx';

const W = {
  product: w('移动源监管平台', 'Mobile Source Registry'),
  menu: w('菜单', 'Menu'),
  skip: w('跳到正文', 'Skip to the content'),
  signOut: w('退出登录', 'Sign out'),
  account: w('我的账号', 'My account'),
  navigation: w('主导航', 'Main navigation'),
};

/** What a telephone still has to send goes on sending on whatever page its user is. */
const UploadsBar = lazy(async () => ({ default: (await import('../parts/uploads/uploads-bar.tsx')).UploadsBar }));

/** The frame around every page behind the sign-in: menu, language, and who is signed in. */
export default function Frame({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const me = useMe();
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const [open, setOpen] = useState(false);
  const menu = <Navigation me={me} onChosen={() => setOpen(false)} />;
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip-link" href="#content">
        {t(W.skip)}
      </a>
      {wide ? (
        <Layout.Sider
          className="no-print"
          width={216}
          style={{
            position: 'sticky',
            top: 0,
            height: '100vh',
            overflow: 'auto',
            borderInlineEnd: '1px solid #e5e9e9',
          }}
        >
          <Brand />
          {menu}
        </Layout.Sider>
      ) : (
        <Drawer
          placement="left"
          size={264}
          open={open}
          onClose={() => setOpen(false)}
          title={t(W.product)}
          styles={{ body: { padding: 0 } }}
        >
          {menu}
        </Drawer>
      )}
      <Layout>
        <Layout.Header
          className="no-print"
          style={{
            position: 'sticky',
            top: 0,
            zIndex: 10,
            display: 'flex',
            gap: 4,
            alignItems: 'center',
            borderBlockEnd: '1px solid #e5e9e9',
          }}
        >
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t(W.menu)} onClick={() => setOpen(true)} />}
          {!wide && <Brand />}
          <span style={{ flex: 1 }} />
          <LiveBell />
          <LanguageSwitch />
          <WhoIsThere me={me} />
        </Layout.Header>
        <Layout.Content
          id="content"
          role="main"
          tabIndex={-1}
          style={{ padding: wide ? 24 : 12, minWidth: 0, outline: 'none' }}
        >
          {mayDo(me, 'evidence.create') && (
            <Suspense>
              <UploadsBar />
            </Suspense>
          )}
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Brand() {
  const t = useT();
  return (
    <Link
      to="/"
      style={{
        display: 'block',
        padding: '0 16px',
        lineHeight: '56px',
        fontWeight: 600,
        fontSize: 15,
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
      }}
    >
      {t(W.product)}
    </Link>
  );
}

function Navigation({ me, onChosen }: { readonly me: Me; readonly onChosen: () => void }) {
  const t = useT();
  const here = useLocation().pathname.split('/')[1] ?? '';
  const items = GROUPS.map(({ title, entries }) => ({
    key: title.en,
    type: 'group' as const,
    label: t(title),
    children: entries
      .filter(({ action, roles }) => (!action || mayDo(me, action)) && (!roles || roles.includes(me.role)))
      .map((entry) => ({
        key: `/${entry.section}`,
        icon: entry.icon,
        label: <Link to={`/${entry.section}`}>{t(entry.title)}</Link>,
      })),
  })).filter(({ children }) => children.length > 0);
  return (
    <nav aria-label={t(W.navigation)}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={[`/${here}`]}
        onClick={onChosen}
        style={{ borderInlineEnd: 'none' }}
      />
    </nav>
  );
}

function WhoIsThere({ me }: { readonly me: Me }) {
  const t = useT();
  const { signOut } = useSession();
  const go = useNavigate();
  const roomy = Grid.useBreakpoint().sm ?? window.innerWidth >= 576;
  const county = me.countyCode && isCountyCode(me.countyCode) ? `${t(COUNTY_NAMES[me.countyCode])} · ` : '';
  const who = `${county}${t(ROLE_NAMES[me.role])}`;
  const items = [
    { key: 'who', type: 'group' as const, label: `${me.username} · ${who}` },
    { key: 'account', icon: <UserOutlined />, label: t(W.account), onClick: () => void go('/account') },
    { key: 'out', icon: <LogoutOutlined />, label: t(W.signOut), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${me.username}, ${who}`}>
        {roomy ? me.username : undefined}
      </Button>
    </Dropdown>
  );
}
