import { PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Input, Select } from 'antd';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices, countyName } from '../parts/words.ts';
import { ORGANISATION_KIND_NAMES, ORGANISATION_PAGES, ORGANISATIONS } from './words.ts';

const W = {
  open: w('开立单位账号', 'Open an account'),
  search: w('单位名称或信用代码', 'Name or credit code'),
  kind: w('类型', 'Kind'),
  allKinds: w('全部类型', 'All kinds'),
  name: w('名称', 'Name'),
  code: w('统一社会信用代码', 'Credit code'),
  county: w('县区', 'County'),
  contact: w('联系人', 'Contact'),
  empty: w(
    '没有符合条件的单位。可更换关键词，或为其开立账号。',
    'No organisation matches. Try other words, or open an account for it.',
  ),
};

type Organisation = Schema<'Organisation'>;
const FILTERS = ['search', 'kind', 'countyCode'] as const;

/** Organisations that have an account: found by name, code, kind and county. */
export function OrganisationsPage() {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters(FILTERS);
  const pages = usePages<Organisation>(['law', 'organisations', filters], (cursor) =>
    told(
      api.GET('/api/v1/organisations', {
        params: { query: { ...(filters as { kind?: Organisation['kind'] }), cursor } },
      }),
    ),
  );
  const name = ({ id, name: text }: Organisation) => <Link to={`/organisations/${id}`}>{text}</Link>;
  return (
    <Page
      title={ORGANISATIONS}
      actions={
        may('organisation.create') && (
          <Link to="/organisations/new">
            <Button type="primary" icon={<PlusOutlined />}>
              {t(W.open)}
            </Button>
          </Link>
        )
      }
    >
      <SubNav pages={ORGANISATION_PAGES} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Input.Search
          aria-label={t(W.search)}
          placeholder={t(W.search)}
          allowClear
          defaultValue={filters.search ?? ''}
          onSearch={(search) => setFilters({ search: search.trim() })}
          style={{ width: 260 }}
        />
        <Select
          aria-label={t(W.kind)}
          allowClear
          value={filters.kind ?? null}
          placeholder={t(W.allKinds)}
          options={choices(ORGANISATION_KIND_NAMES, t)}
          onChange={(kind: string | undefined) => setFilters({ kind })}
          style={{ minWidth: 130 }}
        />
        {!me.countyCode && (
          <CountySelect value={filters.countyCode} onChange={(countyCode) => setFilters({ countyCode })} />
        )}
      </Flex>
      <Rows
        pages={pages}
        label={t(ORGANISATIONS)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.name), render: (_, one) => name(one) },
          { title: t(W.kind), render: (_, { kind }) => <Mark tone="plain">{t(ORGANISATION_KIND_NAMES[kind])}</Mark> },
          { title: t(W.county), render: (_, { countyCode }) => t(countyName(countyCode)) },
          { title: t(W.code), render: (_, { creditCode }) => <span className="numbers">{creditCode}</span> },
          { title: t(W.contact), render: (_, { contact }) => (contact ? `${contact.name} ${contact.phone}` : '—') },
        ]}
        card={(one) => (
          <Flex vertical gap={4}>
            <strong>{name(one)}</strong>
            <span>
              <Mark tone="plain">{t(ORGANISATION_KIND_NAMES[one.kind])}</Mark> {t(countyName(one.countyCode))}
            </span>
            <span className="numbers">{one.creditCode}</span>
            {one.contact && (
              <span>
                {one.contact.name} {one.contact.phone}
              </span>
            )}
          </Flex>
        )}
      />
    </Page>
  );
}
