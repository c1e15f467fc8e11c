import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Flex, Tabs } from 'antd';
import { useParams } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { tagged } from '../../parts/tagged.ts';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { countyName } from '../parts/words.ts';
import { FactsPart } from './facts-part.tsx';
import { GatesPart } from './gates-part.tsx';
import { InvitationsPart } from './invitations-part.tsx';
import { OrganisationFields, type OrganisationValues, organisationBody } from './organisation-fields.tsx';
import { UserList } from './user-list.tsx';
import { ORGANISATION_KIND_NAMES, ORGANISATIONS } from './words.ts';

const W = {
  code: w('统一社会信用代码', 'Credit code'),
  county: w('县区', 'County'),
  contact: w('联系人', 'Contact'),
  address: w('地址', 'Address'),
  opened: w('开立时间', 'Opened'),
  facts: w('企业信息', 'Facts'),
  gates: w('门禁与设备', 'Gates and cameras'),
  users: w('账号', 'Users'),
  invitations: w('邀请', 'Invitations'),
  change: w('修改资料', 'Change'),
  doubt: w(
    '信用代码中的组织机构代码校验位不符，请核对。',
    'The organisation code within the credit code has a wrong check digit: have a look.',
  ),
};

const TAB = ['tab'] as const;

/** One organisation: its record, and for an enterprise its facts and gates; its people. */
export function OrganisationPage() {
  const t = useT();
  const may = useMay();
  const { id = '' } = useParams();
  const [{ tab }, setFilters] = useUrlFilters(TAB);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'organisation-record', id],
    queryFn: () => tagged(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const { body: one, etag } = data;
  const enterprise = one.kind === 'enterprise';
  const items = [
    ...(enterprise && may('facts.read') ? [{ key: 'facts', label: t(W.facts), children: <FactsPart id={id} /> }] : []),
    ...(enterprise && may('gate.read') ? [{ key: 'gates', label: t(W.gates), children: <GatesPart id={id} /> }] : []),
    ...(may('user.read')
      ? [{ key: 'users', label: t(W.users), children: <UserList organisationId={id} kind={one.kind} /> }]
      : []),
    ...(may('invitation.read')
      ? [{ key: 'invitations', label: t(W.invitations), children: <InvitationsPart id={id} /> }]
      : []),
  ];
  const active = items.some(({ key }) => key === tab) ? tab : items[0]?.key;
  return (
    <Page
      title={one.name}
      trail={[{ to: '/organisations', title: ORGANISATIONS }]}
      actions={may('organisation.update') && <Change one={one} etag={etag} />}
    >
      <Flex vertical gap={16}>
        {one.warnings.length > 0 && <Alert type="warning" showIcon title={t(W.doubt)} />}
        <Card size="small">
          <Descriptions
            column={{ xs: 1, sm: 2, xl: 3 }}
            items={[
              {
                key: 'kind',
                label: t(W.county),
                children: (
                  <>
                    {t(countyName(one.countyCode))}&nbsp;
                    <Mark tone="plain">{t(ORGANISATION_KIND_NAMES[one.kind])}</Mark>
                  </>
                ),
              },
              { key: 'code', label: t(W.code), children: one.creditCode },
              {
                key: 'contact',
                label: t(W.contact),
                children: one.contact ? `${one.contact.name} ${one.contact.phone}` : '—',
              },
              { key: 'address', label: t(W.address), children: one.address ?? '—' },
              { key: 'at', label: t(W.opened), children: <Instant at={one.createdAt} /> },
            ]}
          />
        </Card>
        {items.length > 0 && (
          <Card>
            <Tabs activeKey={active ?? ''} onChange={(key) => setFilters({ tab: key })} items={items} destroyOnHidden />
          </Card>
        )}
      </Flex>
    </Page>
  );
}

function Change({ one, etag }: { readonly one: Schema<'Organisation'>; readonly etag: string }) {
  return (
    <Act<OrganisationValues, unknown>
      label={W.change}
      initial={{ name: one.name, countyCode: one.countyCode, contact: one.contact ?? {}, address: one.address ?? '' }}
      fields={<OrganisationFields />}
      act={(values) =>
        told(
          api.PATCH('/api/v1/organisations/{id}', {
            params: { path: { id: one.id }, header: { 'If-Match': etag } },
            body: organisationBody(values),
          }),
        )
      }
    />
  );
}
