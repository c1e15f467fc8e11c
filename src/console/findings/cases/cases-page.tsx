import { FileAddOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Empty, Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { CASE_STATUS_NAMES } from '../../../domain/cases/case-states.ts';
import { OUTCOME_NAMES } from '../../../domain/cases/outcomes.ts';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Choice } from '../parts/choice.tsx';
import { CaseMark } from '../parts/marks.tsx';
import { usePlateInHand } from '../parts/plate-in-hand.ts';
import { OFFENDER_NAMES } from '../violation/open-case.tsx';
import { PlateSearch } from '../violations/plate-search.tsx';
import { OUTCOME_TONES } from './case-words.ts';
import { Deadlines } from './deadlines.tsx';
import { Offender } from './offender.tsx';

const W = {
  title: w('案件与告知', 'Cases'),
  list: w('案件列表', 'Cases, newest first'),
  number: w('案号', 'Number'),
  offender: w('当事人', 'Against'),
  violations: w('线索', 'Violations'),
  status: w('状态', 'State'),
  due: w('期限', 'Deadlines'),
  outcome: w('处理结果', 'Outcome'),
  opened: w('立案时间', 'Opened'),
  county: w('县区', 'County'),
  city: w('市级', 'City'),
  type: w('当事人类型', 'Kind of offender'),
  overdue: w('只看超期', 'Overdue alone'),
  gather: w('归集立案', 'Gather into cases'),
  none: w('没有符合条件的案件。', 'No cases match.'),
  noneOwn: w(
    '没有送达给本单位的案件。收到告知书后，会在这里看到并可陈述申辩。',
    'No notice was served to your organisation. Once one is, its case stands here, and you may answer.',
  ),
  appealed: w('起申诉中', 'under appeal'),
};

type Case = Row<'/api/v1/cases'>;
const FILTERS = ['status', 'countyCode', 'offenderType', 'outcome', 'overdue'] as const;

/** Cases with their states and deadlines; an offender sees those of which it was served notice. */
export function CasesPage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const own = me.role === 'contractor' || me.role === 'enterprise';
  const [{ overdue, ...filters }, set] = useUrlFilters(FILTERS);
  const { plate } = usePlateInHand();
  const pages = usePages<Case>(['cases', filters, overdue, plate], (cursor) =>
    plate
      ? told(
          api.POST('/api/v1/cases/search', {
            body: { ...filters, ...plate, cursor, ...(overdue ? { overdue: overdue === 'true' } : {}) } as never,
          }),
        )
      : told(api.GET('/api/v1/cases', { params: { query: { ...filters, overdue, cursor } as never } })),
  );
  const choice = (name: 'status' | 'countyCode' | 'offenderType' | 'outcome') => ({
    value: filters[name],
    onChange: (value: string | undefined) => set({ [name]: value }),
  });
  const options = (names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: t(name) }));
  const county = (code: string | null) => (code && isCountyCode(code) ? t(COUNTY_NAMES[code]) : t(W.city));
  const outcome = ({ outcome: what }: Case) =>
    what ? <Mark tone={OUTCOME_TONES[what]}>{t(OUTCOME_NAMES[what])}</Mark> : '—';
  const counts = ({ counts: { standing, appealed } }: Case) =>
    `${standing}${appealed > 0 ? `（${appealed} ${t(W.appealed)}）` : ''}`;
  const columns: TableColumnsType<Case> = [
    { title: t(W.number), render: (_, { id, number }) => <Link to={`/cases/${id}`}>{number}</Link> },
    { title: t(W.offender), render: (_, { offender }) => <Offender offender={offender} /> },
    { title: t(W.county), render: (_, { countyCode }) => county(countyCode) },
    { title: t(W.violations), align: 'center', render: (_, row) => counts(row) },
    { title: t(W.status), render: (_, { status }) => <CaseMark status={status} /> },
    { title: t(W.due), render: (_, { deadlines }) => <Deadlines deadlines={deadlines} /> },
    { title: t(W.outcome), render: (_, row) => outcome(row) },
    { title: t(W.opened), render: (_, { openedAt }) => <Instant at={openedAt} /> },
  ];
  return (
    <Page
      title={W.title}
      actions={
        may('case.write') && (
          <Link to="/cases/gather">
            <Button type="primary" icon={<FileAddOutlined />} tabIndex={-1}>
              {t(W.gather)}
            </Button>
          </Link>
        )
      }
    >
      <Card size="small" style={{ marginBottom: 16 }}>
        <Flex gap={8} wrap align="center">
          <Choice label={t(W.status)} {...choice('status')} options={options(CASE_STATUS_NAMES)} />
          <Choice label={t(W.outcome)} {...choice('outcome')} options={options(OUTCOME_NAMES)} />
          {!own && <Choice label={t(W.type)} {...choice('offenderType')} options={options(OFFENDER_NAMES)} />}
          {!own && me.role !== 'county_officer' && (
            <Choice label={t(W.county)} {...choice('countyCode')} options={options(COUNTY_NAMES)} />
          )}
          <Checkbox
            checked={overdue === 'true'}
            onChange={({ target }) => set({ overdue: target.checked ? 'true' : undefined })}
          >
            {t(W.overdue)}
          </Checkbox>
          {!own && <PlateSearch />}
        </Flex>
      </Card>
      <Rows<Case>
        pages={pages}
        label={t(W.list)}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<Empty description={t(own ? W.noneOwn : W.none)} />}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8} align="start">
              <Link to={`/cases/${row.id}`}>{row.number}</Link>
              <CaseMark status={row.status} />
            </Flex>
            <Offender offender={row.offender} />
            <span>
              {t(W.violations)} {counts(row)} · {county(row.countyCode)}
            </span>
            <Deadlines deadlines={row.deadlines} />
            {row.outcome && outcome(row)}
          </Flex>
        )}
      />
    </Page>
  );
}
