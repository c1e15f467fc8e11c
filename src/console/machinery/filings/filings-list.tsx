import { AuditOutlined, FileExcelOutlined, PlusOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Empty, Flex, Input, Select, Typography } from 'antd';
import { Link } from 'react-router';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import {
  FILING_STATE_NAMES,
  FILING_STATES,
  type FilingEntry,
  type FilingState as State,
} from '../../../domain/machinery/filing.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Stage } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { Category, County, SiteName } from '../names.tsx';
import { FilingState } from './filing-state.tsx';
import { FROM_LINKS, Narrowed } from './narrowed.tsx';

const W = {
  title: w('进场申报', 'Filings'),
  file: w('申报机械', 'File machines'),
  many: w('Excel 批量申报', 'File by Excel'),
  review: w('审核申报', 'Review'),
  settings: w('审核设置', 'Settings'),
  number: w('登记编号', 'Number'),
  numberHint: w('登记编号', 'Number of a receipt'),
  machine: w('机械', 'Machine'),
  stage: w('排放阶段', 'Stage'),
  site: w('工地', 'Site'),
  unit: w('申报单位', 'Filed by'),
  days: w('计划在场', 'Planned days'),
  submitted: w('提交时间', 'Submitted'),
  state: w('状态', 'State'),
  allStates: w('全部状态', 'All states'),
  allCounties: w('全部县区', 'All counties'),
  county: w('县区', 'County'),
  overdue: w('审核超期', 'Review overdue'),
  entryDue: w('应进场未报', 'Entry not reported'),
  exitDue: w('应离场未报', 'Exit not reported'),
  only: w('只看工地', 'Only of the site'),
  all: w('看全部', 'All'),
  resubmitBy: w('补正期限', 'Resubmit by'),
  reason: w('原因', 'Reason'),
  empty: w(
    '还没有申报。机械进场前申报，进场须晚于提交时间。',
    'Nothing filed yet. Machines are filed before they enter a site.',
  ),
  none: w('没有符合条件的申报。', 'No filing matches.'),
};

type Filing = Row<'/api/v1/filings'>;
type Entry = FilingEntry | 'reported';
const FLAGS = ['overdue', 'entryDue', 'exitDue'] as const;

/** Filings that one may see, with their states and reasons. */
export function FilingsList() {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const names = [
    'status',
    'site',
    'siteId',
    'machineId',
    'organisationId',
    'countyCode',
    'number',
    'extensionUnreviewed',
    ...FROM_LINKS,
    ...FLAGS,
  ] as const;
  const [filters, setFilters] = useUrlFilters(names);
  const { site, status, overdue, entryDue, exitDue, extensionUnreviewed, entry, accepted, ...same } = filters;
  const isTrue = (flag: string | undefined) => (flag === 'true' ? 'true' : undefined);
  const siteId = site ?? filters.siteId;
  const query = Object.fromEntries(
    Object.entries({
      ...same,
      siteId,
      status: status as State | undefined,
      entry: entry as Entry | undefined,
      accepted: isTrue(accepted),
      overdue: isTrue(overdue),
      entryDue: isTrue(entryDue),
      exitDue: isTrue(exitDue),
      extensionUnreviewed: isTrue(extensionUnreviewed),
    }).filter(([, value]) => value !== undefined),
  );
  const pages = usePages<Filing>(['filings', 'list', query], (cursor) =>
    told(api.GET('/api/v1/filings', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } } })),
  );
  const official = me.organisationId === null;
  return (
    <Page
      title={W.title}
      actions={
        <>
          {may('filing.create') && (
            <>
              <Link to={`/filings/new${siteId ? `?site=${siteId}` : ''}`}>
                <Button type="primary" size="large" icon={<PlusOutlined />}>
                  {t(W.file)}
                </Button>
              </Link>
              <Link to="/filings/import">
                <Button size="large" icon={<FileExcelOutlined />}>
                  {t(W.many)}
                </Button>
              </Link>
            </>
          )}
          {may('filing.review') && (
            <Link to="/filings/review">
              <Button type="primary" size="large" icon={<AuditOutlined />}>
                {t(W.review)}
              </Button>
            </Link>
          )}
          {may('county-settings.write') && (
            <Link to="/filings/settings">
              <Button size="large" icon={<SettingOutlined />}>
                {t(W.settings)}
              </Button>
            </Link>
          )}
        </>
      }
    >
      <Flex gap={12} wrap align="center" style={{ marginBottom: 16 }}>
        <Select
          aria-label={t(W.state)}
          value={status ?? ''}
          onChange={(next) => setFilters({ status: next })}
          style={{ width: 130 }}
          options={[
            { value: '', label: t(W.allStates) },
            ...FILING_STATES.map((code) => ({ value: code, label: t(FILING_STATE_NAMES[code]) })),
          ]}
        />
        {official && me.countyCode === null && (
          <Select
            aria-label={t(W.county)}
            value={filters.countyCode ?? ''}
            onChange={(countyCode) => setFilters({ countyCode })}
            style={{ width: 130 }}
            options={[
              { value: '', label: t(W.allCounties) },
              ...COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) })),
            ]}
          />
        )}
        <Input.Search
          aria-label={t(W.number)}
          placeholder={t(W.numberHint)}
          defaultValue={filters.number}
          allowClear
          style={{ width: 220 }}
          onSearch={(number) => setFilters({ number: number.trim() })}
        />
        {FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            checked={filters[flag] === 'true'}
            onChange={(event) => setFilters({ [flag]: event.target.checked ? 'true' : undefined })}
          >
            {t(W[flag])}
          </Checkbox>
        ))}
      </Flex>
      <Narrowed filters={filters} onChange={setFilters} />
      {siteId && (
        <p>
          {t(W.only)} <SiteName id={siteId} />{' '}
          <Button type="link" onClick={() => setFilters({ site: undefined, siteId: undefined })}>
            {t(W.all)}
          </Button>
        </p>
      )}
      <Rows<Filing>
        pages={pages}
        rowKey={({ id }) => id}
        label={t(W.title)}
        empty={<Empty description={t(Object.keys(query).length === 0 && may('filing.create') ? W.empty : W.none)} />}
        columns={[
          {
            title: t(W.machine),
            render: (_, { id, machine }) => (
              <>
                <Link to={`/filings/${id}`}>{machine.name}</Link>
                <Typography.Text type="secondary" style={{ display: 'block' }}>
                  <Category of={machine.category} />
                </Typography.Text>
              </>
            ),
          },
          { title: t(W.stage), render: (_, { machine }) => <Stage code={machine.emissionStage} /> },
          {
            title: t(W.site),
            render: (_, { siteName, countyCode }) => <SiteLine name={siteName} county={countyCode} />,
          },
          ...(official ? [{ title: t(W.unit), dataIndex: 'organisationName' }] : []),
          { title: t(W.days), render: (_, row) => <Days from={row.plannedEntryOn} to={row.plannedExitOn} /> },
          {
            title: t(W.submitted),
            render: (_, { submittedAt, number }) => (
              <>
                <Instant at={submittedAt} />
                <Typography.Text type="secondary" className="numbers" style={{ display: 'block', fontSize: 12 }}>
                  {number}
                </Typography.Text>
              </>
            ),
          },
          {
            title: t(W.state),
            render: (_, row) => (
              <div style={{ maxWidth: 280 }}>
                <FilingState of={row.status} overdue={row.overdue} />
                <Why row={row} />
              </div>
            ),
          },
        ]}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/filings/${row.id}`} style={{ fontWeight: 600 }}>
                {row.machine.name}
              </Link>
              <FilingState of={row.status} overdue={row.overdue} />
            </Flex>
            <SiteLine name={row.siteName} county={row.countyCode} />
            {official && <span>{row.organisationName}</span>}
            <Days from={row.plannedEntryOn} to={row.plannedExitOn} />
            <Why row={row} />
          </Flex>
        )}
      />
    </Page>
  );
}

function SiteLine({ name, county }: { readonly name: string; readonly county: string }) {
  return (
    <span>
      {name}{' '}
      <Typography.Text type="secondary">
        <County code={county} />
      </Typography.Text>
    </span>
  );
}

/** Why it came back or was refused, and until when something can be done. */
function Why({ row }: { readonly row: Filing }) {
  const t = useT();
  if (row.status !== 'returned' && row.status !== 'rejected') return null;
  return (
    <Typography.Text style={{ display: 'block', whiteSpace: 'normal' }}>
      {t(W.reason)}：{row.reason ?? '—'}
      {row.status === 'returned' && row.resubmitBy && `（${t(W.resubmitBy)} ${row.resubmitBy}）`}
    </Typography.Text>
  );
}
