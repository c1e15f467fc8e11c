import { PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Segmented, Select, Typography } from 'antd';
import { Link } from 'react-router';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { County, OrganisationName } from '../names.tsx';
import { InvitationsToSites } from './invitations-to-sites.tsx';

const W = {
  title: w('工地', 'Sites'),
  add: w('登记工地', 'Add a site'),
  name: w('工地名称', 'Site'),
  county: w('县区', 'County'),
  allCounties: w('全部县区', 'All counties'),
  days: w('工期', 'Schedule'),
  holder: w('所属单位', 'Organisation'),
  status: w('状态', 'State'),
  open: w('在建', 'Open'),
  closed: w('已完工', 'Closed'),
  all: w('全部', 'All'),
  empty: w('还没有工地。先登记工地，再为工地申报机械。', 'No sites yet. Add one; then machines can be filed for it.'),
  none: w('没有符合条件的工地。', 'No site matches.'),
};

type Site = Row<'/api/v1/sites'>;

/** The sites that one may see: own ones, those one is a unit of, or a county's. */
export function SitesList() {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters(['status', 'countyCode']);
  const query = {
    ...(filters.status ? { status: filters.status as Site['status'] } : {}),
    ...(filters.countyCode ? { countyCode: filters.countyCode } : {}),
  };
  const pages = usePages<Site>(['sites', 'list', query], (cursor) =>
    told(api.GET('/api/v1/sites', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } } })),
  );
  const add = may('site.create') && (
    <Link to="/sites/new">
      <Button type="primary" size="large" icon={<PlusOutlined />}>
        {t(W.add)}
      </Button>
    </Link>
  );
  const official = me.organisationId === null;
  return (
    <Page title={W.title} actions={add}>
      {may('site-unit.answer') && <InvitationsToSites />}
      <Flex gap={8} wrap style={{ marginBottom: 16 }}>
        <Segmented
          aria-label={t(W.status)}
          value={filters.status ?? ''}
          onChange={(status) => setFilters({ status })}
          options={[
            { value: '', label: t(W.all) },
            { value: 'open', label: t(W.open) },
            { value: 'closed', label: t(W.closed) },
          ]}
        />
        {official && me.countyCode === null && (
          <Select
            aria-label={t(W.county)}
            value={filters.countyCode ?? ''}
            onChange={(countyCode) => setFilters({ countyCode })}
            style={{ width: 140 }}
            options={[
              { value: '', label: t(W.allCounties) },
              ...COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) })),
            ]}
          />
        )}
      </Flex>
      <Rows<Site>
        pages={pages}
        rowKey={({ id }) => id}
        label={t(W.title)}
        empty={
          <Empty description={t(may('site.create') && Object.keys(query).length === 0 ? W.empty : W.none)}>{add}</Empty>
        }
        columns={[
          {
            title: t(W.name),
            render: (_, site) => (
              <>
                <Link to={`/sites/${site.id}`}>{site.name}</Link>
                <Typography.Text type="secondary" style={{ display: 'block' }}>
                  {site.address}
                </Typography.Text>
              </>
            ),
          },
          { title: t(W.county), render: (_, { countyCode }) => <County code={countyCode} /> },
          { title: t(W.days), render: (_, { startsOn, endsOn }) => <Days from={startsOn} to={endsOn} /> },
          ...(official
            ? [
                {
                  title: t(W.holder),
                  render: (_: unknown, site: Site) => <OrganisationName id={site.organisationId} />,
                },
              ]
            : []),
          { title: t(W.status), render: (_, site) => <SiteState site={site} /> },
        ]}
        card={(site) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/sites/${site.id}`} style={{ fontWeight: 600 }}>
                {site.name}
              </Link>
              <SiteState site={site} />
            </Flex>
            <Typography.Text type="secondary">
              <County code={site.countyCode} /> · {site.address}
            </Typography.Text>
            <Days from={site.startsOn} to={site.endsOn} />
          </Flex>
        )}
      />
    </Page>
  );
}

/** Whether work goes on there, and what is odd about it. */
export function SiteState({ site }: { readonly site: Pick<Site, 'status' | 'warnings'> }) {
  const t = useT();
  return (
    <Flex vertical gap={4} align="flex-start">
      <Mark tone={site.status === 'open' ? 'good' : 'plain'}>{t(site.status === 'open' ? W.open : W.closed)}</Mark>
      <Warnings of={site.warnings} />
    </Flex>
  );
}
