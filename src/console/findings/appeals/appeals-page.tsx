import { Card, Checkbox, Empty, Flex, type TableColumnsType, Typography } from 'antd';
import { Link } from 'react-router';
import { COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { GROUNDS } from '../../../domain/enforcement/appeal.ts';
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
import { APPEAL_STATUS_NAMES, AppealMark } from '../parts/marks.tsx';
import { useOrganisations } from '../parts/use-names.ts';
import { AppealDrafts } from './appeal-drafts.tsx';

const W = {
  title: w('申诉', 'Appeals'),
  list: w('申诉列表', 'Appeals, newest first'),
  submitted: w('提交时间', 'Submitted'),
  grounds: w('申诉理由', 'Grounds'),
  who: w('申诉人', 'Appellant'),
  violations: w('涉及线索', 'Violations'),
  each: w('起', ''),
  status: w('状态', 'State'),
  by: w('办理期限', 'Decide by'),
  county: w('县区', 'County'),
  overdue: w('已超期', 'Overdue'),
  onlyOverdue: w('只看超期未办', 'Overdue alone'),
  late: w('逾期提出', 'Came late'),
  noneOwn: w(
    '您还没有提出过申诉。对某条违法线索有异议时，打开该线索，点“提出申诉”。',
    'You have made no appeal. To make one, open the violation and choose “Appeal”.',
  ),
  none: w('没有符合条件的申诉。', 'No appeals match.'),
};

type Appeal = Row<'/api/v1/appeals'>;
const FILTERS = ['status', 'countyCode', 'overdue', 'violationId'] as const;

/** Appeals: for officers those to decide, for an offender its own. */
export function AppealsPage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const officer = may('appeal.decide') || me.role === 'department';
  const [filters, set] = useUrlFilters(FILTERS);
  const organisations = [...useOrganisations('enterprise', officer), ...useOrganisations('contractor', officer)];
  const pages = usePages<Appeal>(['appeals', filters], (cursor) =>
    told(api.GET('/api/v1/appeals', { params: { query: { ...filters, cursor } as never } })),
  );
  const who = ({ appellant, organisationId }: Appeal) =>
    appellant?.name ?? organisations.find(({ value }) => value === organisationId)?.label ?? '—';
  const due = ({ status, decideBy, overdue }: Appeal) =>
    status === 'submitted' ? (
      <Flex gap={8} align="center">
        <span className="numbers">{decideBy}</span>
        {overdue && <Mark tone="bad">{t(W.overdue)}</Mark>}
      </Flex>
    ) : (
      '—'
    );
  const grounds = ({ id, grounds: on, late }: Appeal) => (
    <Flex gap={8} align="center" wrap>
      <Link to={`/appeals/${id}`}>
        <strong>{t(GROUNDS[on])}</strong>
      </Link>
      {late && <Mark tone="warn">{t(W.late)}</Mark>}
    </Flex>
  );
  const columns: TableColumnsType<Appeal> = [
    { title: t(W.submitted), render: (_, { submittedAt }) => <Instant at={submittedAt} /> },
    { title: t(W.grounds), render: (_, row) => grounds(row) },
    ...(officer ? [{ title: t(W.who), render: (_: unknown, row: Appeal) => who(row) }] : []),
    { title: t(W.violations), align: 'center', render: (_, { violations }) => violations.length },
    { title: t(W.by), render: (_, row) => due(row) },
    { title: t(W.status), render: (_, { status }) => <AppealMark status={status} /> },
  ];
  return (
    <Page title={W.title}>
      {may('appeal.create') && <AppealDrafts />}
      <Card size="small" style={{ marginBottom: 16 }}>
        <Flex gap={12} wrap align="center">
          <Choice
            label={t(W.status)}
            value={filters.status}
            options={Object.entries(APPEAL_STATUS_NAMES).map(([value, name]) => ({ value, label: t(name) }))}
            onChange={(status) => set({ status })}
          />
          {officer && me.role !== 'county_officer' && (
            <Choice
              label={t(W.county)}
              value={filters.countyCode}
              options={Object.entries(COUNTY_NAMES).map(([value, name]) => ({ value, label: t(name) }))}
              onChange={(countyCode) => set({ countyCode })}
            />
          )}
          <Checkbox
            checked={filters.overdue === 'true'}
            onChange={({ target }) => set({ overdue: target.checked ? 'true' : undefined })}
          >
            {t(W.onlyOverdue)}
          </Checkbox>
        </Flex>
      </Card>
      <Rows<Appeal>
        pages={pages}
        label={t(W.list)}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<Empty description={t(officer ? W.none : W.noneOwn)} />}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8}>
              {grounds(row)}
              <AppealMark status={row.status} />
            </Flex>
            <Typography.Text>{officer && who(row)}</Typography.Text>
            <Flex justify="space-between" gap={8} wrap>
              <span>
                {t(W.violations)} {row.violations.length} {t(W.each)}
              </span>
              <Instant at={row.submittedAt} />
            </Flex>
            {row.status === 'submitted' && (
              <Flex gap={8}>
                {t(W.by)} {due(row)}
              </Flex>
            )}
          </Flex>
        )}
      />
    </Page>
  );
}
