import { PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Select, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { MACHINE_STATUS_NAMES, MACHINE_STATUSES } from '../../../domain/machinery/machine-life.ts';
import { api, type Row, told } from '../../api/client.ts';
import type { paths } from '../../api/contract.d.ts';
import { DraftList } from '../../parts/drafts/draft-list.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Category, OrganisationName } from '../names.tsx';
import { LifeMark, StageMark } from './machine-marks.tsx';
import { SearchMachine } from './search-machine.tsx';

const W = {
  title: w('非道路机械', 'Machines'),
  add: w('添加机械', 'Add a machine'),
  claims: w('过户与归属', 'Changes of holder'),
  name: w('机械', 'Machine'),
  category: w('类型', 'Kind'),
  allCategories: w('全部类型', 'All kinds'),
  stage: w('排放阶段', 'Stage'),
  allStages: w('全部阶段', 'All stages'),
  status: w('状态', 'State'),
  allStatuses: w('全部状态', 'All states'),
  holder: w('登记单位', 'Holder'),
  seen: w('未登记（仅检查时见过）', 'Nobody registered it (only seen)'),
  doubts: w('疑点', 'Doubts'),
  drafts: w('没填完的机械', 'Machines begun and not sent'),
  empty: w('还没有登记机械。添加后即可为工地申报。', 'No machines yet. Add one, and file it for a site.'),
  none: w('没有符合条件的机械。', 'No machine matches.'),
};

type Machine = Row<'/api/v1/machines'>;

/** Machines that one may see, and any machine by one of its numbers. */
export function MachinesList() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters(['category', 'emissionStage', 'status', 'organisationId', 'siteId']);
  const query = filters as Query;
  const pages = usePages<Machine>(['machines', 'list', query], (cursor) =>
    listMachines({ ...query, ...(cursor ? { cursor } : {}) }),
  );
  const add = may('machine.create') && (
    <Link to="/machines/new">
      <Button type="primary" size="large" icon={<PlusOutlined />}>
        {t(W.add)}
      </Button>
    </Link>
  );
  const official = me.organisationId === null;
  const narrowed = Object.keys(filters).length > 0;
  const holder = (machine: Machine) =>
    machine.organisationId ? <OrganisationName id={machine.organisationId} /> : t(W.seen);
  return (
    <Page
      title={W.title}
      actions={
        <>
          {add}
          {may('machine-claim.read') && (
            <Link to="/machines/claims">
              <Button size="large">{t(W.claims)}</Button>
            </Link>
          )}
        </>
      }
    >
      {may('machine.create') && (
        <DraftList kind="machine" title={W.drafts} onOpen={({ key }) => void go(`/machines/new?draft=${key}`)} />
      )}
      {may('machine.card') && <SearchMachine />}
      <Flex gap={8} wrap style={{ marginBottom: 16 }}>
        <Select
          aria-label={t(W.category)}
          value={filters.category ?? ''}
          onChange={(category) => setFilters({ category })}
          style={{ width: 150 }}
          options={[
            { value: '', label: t(W.allCategories) },
            ...MACHINE_CATEGORIES.map((code) => ({ value: code, label: t(MACHINE_CATEGORY_NAMES[code]) })),
          ]}
        />
        <Select
          aria-label={t(W.stage)}
          value={filters.emissionStage ?? ''}
          onChange={(emissionStage) => setFilters({ emissionStage })}
          style={{ width: 140 }}
          options={[
            { value: '', label: t(W.allStages) },
            ...EMISSION_STAGES.map((code) => ({ value: code, label: t(stageNameOf(code)) })),
          ]}
        />
        <Select
          aria-label={t(W.status)}
          value={filters.status ?? ''}
          onChange={(status) => setFilters({ status })}
          style={{ width: 130 }}
          options={[
            { value: '', label: t(W.allStatuses) },
            ...MACHINE_STATUSES.map((code) => ({ value: code, label: t(MACHINE_STATUS_NAMES[code]) })),
          ]}
        />
      </Flex>
      <Rows<Machine>
        pages={pages}
        rowKey={({ id }) => id}
        label={t(W.title)}
        empty={<Empty description={t(may('machine.create') && !narrowed ? W.empty : W.none)}>{!narrowed && add}</Empty>}
        columns={[
          { title: t(W.name), render: (_, machine) => <Link to={`/machines/${machine.id}`}>{machine.name}</Link> },
          {
            title: t(W.category),
            render: (_, { category, otherCategory }) => <Category of={category} other={otherCategory} />,
          },
          { title: t(W.stage), render: (_, machine) => <StageMark machine={machine} /> },
          ...(official ? [{ title: t(W.holder), render: (_: unknown, machine: Machine) => holder(machine) }] : []),
          { title: t(W.status), render: (_, machine) => <LifeMark machine={machine} /> },
          { title: t(W.doubts), render: (_, { warnings }) => <Warnings of={warnings} /> },
        ]}
        card={(machine) => (
          <Flex vertical gap={6}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/machines/${machine.id}`} style={{ fontWeight: 600 }}>
                {machine.name}
              </Link>
              <LifeMark machine={machine} />
            </Flex>
            <Flex gap={8} wrap align="center">
              <Category of={machine.category} other={machine.otherCategory} />
              <StageMark machine={machine} />
            </Flex>
            {official && <Typography.Text type="secondary">{holder(machine)}</Typography.Text>}
            <Warnings of={machine.warnings} />
          </Flex>
        )}
      />
    </Page>
  );
}

type Query = NonNullable<paths['/api/v1/machines']['get']['parameters']['query']>;

const listMachines = (query: Query) => told(api.GET('/api/v1/machines', { params: { query } }));
