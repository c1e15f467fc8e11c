import { EditOutlined, FileAddOutlined } from '@ant-design/icons';
import { Button, Descriptions } from 'antd';
import { Link, useParams } from 'react-router';
import { UNIT_ROLE_NAMES } from '../../../domain/machinery/site-unit.ts';
import type { Schema } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { County, OrganisationName, useSite } from '../names.tsx';
import { CloseSite } from './close-site.tsx';
import { SiteMachines } from './site-machines.tsx';
import { SiteUnits } from './site-units.tsx';
import { SiteState } from './sites-list.tsx';

const W = {
  sites: w('工地', 'Sites'),
  about: w('工地信息', 'About the site'),
  file: w('申报机械', 'File machines'),
  edit: w('修改', 'Change'),
  state: w('状态', 'State'),
  county: w('县区', 'County'),
  address: w('地址', 'Address'),
  days: w('工期', 'Schedule'),
  closedOn: w('完工日期', 'Last day of work'),
  holder: w('所属单位', 'Organisation'),
  role: w('单位角色', 'Its role'),
  permit: w('施工许可证号', 'Construction permit'),
  place: w('位置', 'Location'),
  noPlace: w('未标注', 'Not told'),
  created: w('登记时间', 'On record since'),
};

/** One site: what it is, the machines filed for it, who works on it. */
export function SitePage() {
  const t = useT();
  const { id } = useParams();
  const may = useMay();
  const me = useMe();
  const { data: site, error, refetch } = useSite(id);
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!site) return <Loading />;
  const own = me.organisationId === site.organisationId;
  const official = me.organisationId === null;
  return (
    <Page
      title={site.name}
      trail={[{ to: '/sites', title: W.sites }]}
      actions={
        <>
          {may('filing.create') && site.status === 'open' && (
            <Link to={`/filings/new?site=${site.id}`}>
              <Button type="primary" size="large" icon={<FileAddOutlined />}>
                {t(W.file)}
              </Button>
            </Link>
          )}
          {own && may('site.update') && (
            <Link to={`/sites/${site.id}/edit`}>
              <Button size="large" icon={<EditOutlined />}>
                {t(W.edit)}
              </Button>
            </Link>
          )}
          {(own || official) && may('site.close') && <CloseSite site={site} />}
        </>
      }
    >
      <Section title={t(W.about)}>
        <About site={site} />
      </Section>
      <SiteMachines siteId={site.id} />
      <SiteUnits site={site} mayInvite={(own || official) && may('site-unit.create')} own={own} />
    </Page>
  );
}

function About({ site }: { readonly site: Schema<'Site'> }) {
  const t = useT();
  const { location } = site;
  const items = [
    { key: 'state', label: t(W.state), children: <SiteState site={site} /> },
    { key: 'county', label: t(W.county), children: <County code={site.countyCode} /> },
    { key: 'address', label: t(W.address), children: site.address },
    { key: 'days', label: t(W.days), children: <Days from={site.startsOn} to={site.endsOn} /> },
    ...(site.closedOn ? [{ key: 'closed', label: t(W.closedOn), children: site.closedOn }] : []),
    { key: 'holder', label: t(W.holder), children: <OrganisationName id={site.organisationId} /> },
    ...(site.organisationRole
      ? [{ key: 'role', label: t(W.role), children: t(UNIT_ROLE_NAMES[site.organisationRole]) }]
      : []),
    { key: 'permit', label: t(W.permit), children: site.permitNumber ?? '—' },
    {
      key: 'place',
      label: t(W.place),
      children: location ? (
        <span className="numbers">
          {location.longitude}, {location.latitude}
        </span>
      ) : (
        t(W.noPlace)
      ),
    },
    { key: 'created', label: t(W.created), children: <Instant at={site.createdAt} /> },
  ];
  return <Descriptions column={{ xs: 1, sm: 1, md: 2, xl: 3 }} items={items} />;
}
