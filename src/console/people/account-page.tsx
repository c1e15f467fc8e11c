import { LogoutOutlined } from '@ant-design/icons';
import { Button, Card, Descriptions, Flex, Segmented } from 'antd';
import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import { Page } from '../parts/page.tsx';
import { Mark } from '../parts/tags.tsx';
import { useLanguage, useT, w } from '../session/language.ts';
import { useMay, useMe, useSession } from '../session/session-provider.tsx';
import { ROLE_NAMES } from '../shell/role-names.ts';
import { Invitations } from './invitations.tsx';
import { OwnOrganisation } from './own-organisation.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnPeople } from './own-people.tsx';

const W = {
  title: w('本单位与我', 'My organisation and I'),
  me: w('我', 'I'),
  username: w('用户名', 'User name'),
  role: w('身份', 'Role'),
  county: w('县区', 'County'),
  manager: w('单位管理员', 'Manager'),
  language: w('语言', 'Language'),
  signOut: w('退出登录', 'Sign out'),
};

/** Who is signed in, and for an organisation's people: what it is, and who belongs to it. */
export function AccountPage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const { signOut } = useSession();
  const { language, choose } = useLanguage();
  const own = me.organisationId;
  return (
    <Page title={W.title}>
      <Flex vertical gap={16} style={{ maxWidth: 960 }}>
        <Card
          title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.me)}</h2>}
          extra={
            <Button icon={<LogoutOutlined />} onClick={() => void signOut()}>
              {t(W.signOut)}
            </Button>
          }
        >
          <Descriptions
            column={{ xs: 1, sm: 2 }}
            items={[
              { key: 'name', label: t(W.username), children: <strong>{me.username}</strong> },
              {
                key: 'role',
                label: t(W.role),
                children: (
                  <Flex gap={8}>
                    {t(ROLE_NAMES[me.role])}
                    {me.manager && own && <Mark tone="info">{t(W.manager)}</Mark>}
                  </Flex>
                ),
              },
              ...(me.countyCode && isCountyCode(me.countyCode)
                ? [{ key: 'county', label: t(W.county), children: t(COUNTY_NAMES[me.countyCode]) }]
                : []),
              {
                key: 'language',
                label: t(W.language),
                children: (
                  <Segmented
                    aria-label={t(W.language)}
                    value={language}
                    onChange={choose}
                    options={[
                      { value: 'zh', label: '中文' },
                      { value: 'en', label: 'English' },
                    ]}
                  />
                ),
              },
            ]}
          />
        </Card>
        <OwnPassword />
        {own && may('organisation.read') && <OwnOrganisation id={own} />}
        {own && me.manager && may('user.read') && <OwnPeople organisationId={own} />}
        {own && me.manager && may('invitation.write') && <Invitations organisationId={own} />}
      </Flex>
    </Page>
  );
}
