import { FileTextOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, type TableColumnsType, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SavedViews } from '../../parts/saved-views.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { EffectMark, ViolationMark } from '../parts/marks.tsx';
import { usePlateInHand } from '../parts/plate-in-hand.ts';
import { SubjectLine } from '../parts/subject-line.tsx';
import { urlOf } from '../parts/url-of.ts';
import { useKindName } from '../parts/use-law.ts';
import { FilterBar } from './filter-bar.tsx';
import { useViolationFilters } from './use-violation-filters.ts';

const W = {
  title: w('违法线索', 'Violations'),
  list: w('违法线索列表', 'Violations, newest first'),
  when: w('发生时间', 'When'),
  what: w('违规情形', 'What'),
  who: w('涉及对象', 'Whose'),
  where: w('单位', 'Where'),
  county: w('县区', 'County'),
  clause: w('条款', 'Clause'),
  status: w('状态', 'State'),
  open: w('详情', 'Open'),
  shown: w('已显示', 'Shown:'),
  each: w('条', ''),
  more: w('，后面还有', ', and there are more'),
  whole: w('，已是全部', ', which is all'),
  record: w('记录违规', 'Record a violation'),
  gather: w('归集立案', 'Gather into cases'),
  none: w(
    '所选条件下没有违法线索。可放宽时段，或清除部分筛选。',
    'No violations match. Try a longer period, or fewer filters.',
  ),
};

type Violation = Row<'/api/v1/violations'>;

/** Violations as narrowed by the address, and by a plate in hand. */
export function ViolationsPage() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const kindName = useKindName();
  const [filters, set] = useViolationFilters();
  const { plate } = usePlateInHand();
  const pages = usePages<Violation>(['violations', filters, plate], (cursor) =>
    plate
      ? told(api.POST('/api/v1/violations/search', { body: { ...filters, ...plate, cursor } as never }))
      : told(api.GET('/api/v1/violations', { params: { query: { ...filters, cursor } as never } })),
  );
  const county = (code: string | null) => (code && isCountyCode(code) ? t(COUNTY_NAMES[code]) : '—');
  const what = ({ id, kind, effect }: Violation) => (
    <Flex gap={8} align="center" wrap>
      <Link to={`/violations/${id}`}>
        <strong>{t(kindName(kind))}</strong>
      </Link>
      {effect === 'review' && <EffectMark effect={effect} />}
    </Flex>
  );
  const columns: TableColumnsType<Violation> = [
    { title: t(W.when), render: (_, { occurredAt }) => <Instant at={occurredAt} /> },
    { title: t(W.what), width: 260, render: (_, row) => what(row) },
    {
      title: t(W.clause),
      render: (_, { clause, why }) => <span title={why}>{clause}</span>,
    },
    { title: t(W.who), render: (_, { subject }) => <SubjectLine subject={subject} /> },
    { title: t(W.where), render: (_, { subject }) => subject.organisationName ?? subject.seller?.name ?? '—' },
    { title: t(W.county), render: (_, { countyCode }) => county(countyCode) },
    { title: t(W.status), render: (_, { status }) => <ViolationMark status={status} /> },
    {
      title: '',
      render: (_, { id, kind }) => (
        <Link to={`/violations/${id}`} aria-label={`${t(W.open)} ${t(kindName(kind))}`}>
          {t(W.open)}
        </Link>
      ),
    },
  ];
  const query = urlOf('', filters).slice(1);
  return (
    <Page
      title={W.title}
      actions={
        <>
          {may('violation.record') && (
            <Link to="/violations/new">
              <Button icon={<PlusOutlined />} tabIndex={-1}>
                {t(W.record)}
              </Button>
            </Link>
          )}
          {may('case.write') && (
            <Link to="/cases/gather">
              <Button icon={<FileTextOutlined />}>{t(W.gather)}</Button>
            </Link>
          )}
          <SavedViews
            page="violations"
            query={query}
            onChoose={(kept) => void go(`/violations${kept ? `?${kept}` : ''}`)}
          />
          {!plate &&
            (['xlsx', 'csv'] as const).map((format) => (
              <Download
                key={format}
                path={urlOf('/api/v1/violations/export', { ...filters, format })}
                fileName={`violations.${format}`}
              >
                {format === 'xlsx' ? 'Excel' : 'CSV'}
              </Download>
            ))}
        </>
      }
    >
      <FilterBar filters={filters} set={set} />
      {pages.rows.length > 0 && (
        <Typography.Paragraph type="secondary" role="status">
          {t(W.shown)} <strong className="numbers">{pages.rows.length}</strong> {t(W.each)}
          {t(pages.more ? W.more : W.whole)}
        </Typography.Paragraph>
      )}
      <Rows<Violation>
        pages={pages}
        label={t(W.list)}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<Empty description={t(W.none)} />}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8} align="start">
              {what(row)}
              <ViolationMark status={row.status} />
            </Flex>
            <Flex gap={8} wrap align="center">
              <SubjectLine subject={row.subject} />
              <Typography.Text type="secondary">
                {row.clause} · {county(row.countyCode)}
              </Typography.Text>
            </Flex>
            <Flex justify="space-between" gap={8} wrap>
              <span>{row.subject.organisationName ?? row.subject.seller?.name}</span>
              <Instant at={row.occurredAt} />
            </Flex>
          </Flex>
        )}
      />
    </Page>
  );
}
