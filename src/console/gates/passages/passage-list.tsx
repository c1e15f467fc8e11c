import { Alert, Empty, Flex, Input, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { DIRECTION_NAMES } from '../../../domain/gates/names.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Outcome, Plate, Stage } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useNames } from '../parts/places.ts';
import { BARRIER_WORDS } from '../parts/words.ts';
import { cargoText } from './cargo-text.ts';
import { PASSAGE_FILTERS, PassageFilterBar } from './passage-filters.tsx';
import { PassageTabs } from './passage-tabs.tsx';
import { type Passage, usePassages } from './use-passages.ts';

const W = {
  title: w('通行记录', 'Passages'),
  plate: w('号牌', 'Plate'),
  search: w('按号牌查询，如 晋C12345', 'Look up by plate, such as 晋C12345'),
  found: w('只显示该号牌的通行记录', 'Only passages of this plate are shown'),
  stageOff: w('；按号牌查询时不按排放阶段等细项筛选', '; the finer filters do not apply to a look-up by plate'),
  time: w('时间', 'Time'),
  stage: w('排放阶段', 'Stage'),
  outcome: w('判定', 'Verdict'),
  direction: w('方向', 'Direction'),
  gate: w('门禁', 'Gate'),
  enterprise: w('企业', 'Enterprise'),
  cargo: w('载货', 'Load'),
  barrier: w('道闸', 'Barrier'),
  open: w('查看', 'Open'),
  empty: w(
    '没有符合条件的通行记录。可放宽时段或清除筛选条件。',
    'No passage matches. Try a longer period or fewer filters.',
  ),
};

/** The passages that the reader may see, newest first. */
export function PassageList() {
  const t = useT();
  const { role } = useMe();
  const names = useNames();
  const [filters, setFilters] = useUrlFilters(PASSAGE_FILTERS);
  const [plate, setPlate] = useState('');
  const pages = usePassages(filters, plate);
  const columns = columnsOf(t, names, role !== 'enterprise');
  return (
    <Page title={W.title}>
      <PassageTabs />
      <Input.Search
        allowClear
        enterButton
        aria-label={t(W.search)}
        placeholder={t(W.search)}
        style={{ maxWidth: 420, marginBottom: 12 }}
        onSearch={(text) => setPlate(text.trim())}
      />
      <PassageFilterBar filters={filters} onChange={setFilters} />
      {plate !== '' && (
        <Alert type="info" showIcon style={{ marginBottom: 12 }} title={`${plate} · ${t(W.found)}${t(W.stageOff)}`} />
      )}
      <Rows
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        label={t(W.title)}
        card={(row) => <PassageCard row={row} names={names} />}
        empty={<Empty description={t(W.empty)} />}
      />
    </Page>
  );
}

type Names = ReturnType<typeof useNames>;

function columnsOf(t: (message: Message) => string, names: Names, several: boolean): TableColumnsType<Passage> {
  return [
    {
      title: t(W.time),
      key: 'time',
      render: (_, { id, passedAt }) => (
        <Link to={`/passages/${id}`}>
          <Instant at={passedAt} seconds />
        </Link>
      ),
    },
    { title: t(W.plate), key: 'plate', render: (_, row) => <Plate plate={row.plate} colour={row.plateColour} /> },
    { title: t(W.stage), key: 'stage', render: (_, { emissionStage }) => <Stage code={emissionStage} /> },
    { title: t(W.outcome), key: 'outcome', render: (_, { outcome }) => <Outcome of={outcome} /> },
    { title: t(W.direction), key: 'direction', render: (_, { direction }) => t(DIRECTION_NAMES[direction]) },
    ...(several
      ? [
          {
            title: t(W.enterprise),
            key: 'enterprise',
            render: (_: unknown, row: Passage) => names.enterprise(row.enterpriseId),
          },
        ]
      : []),
    { title: t(W.gate), key: 'gate', render: (_, { gateId }) => names.gate(gateId) },
    { title: t(W.cargo), key: 'cargo', render: (_, { cargo }) => cargoText(cargo, t) },
    { title: t(W.barrier), key: 'barrier', render: (_, { barrier }) => (barrier ? t(BARRIER_WORDS[barrier]) : '—') },
  ];
}

function PassageCard({ row, names }: { readonly row: Passage; readonly names: Names }) {
  const t = useT();
  return (
    <Link to={`/passages/${row.id}`} style={{ color: 'inherit', display: 'block' }}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Plate plate={row.plate} colour={row.plateColour} />
        <Outcome of={row.outcome} />
      </Flex>
      <Flex gap={8} wrap align="center" style={{ marginTop: 8 }}>
        <Stage code={row.emissionStage} />
        <span>{t(DIRECTION_NAMES[row.direction])}</span>
        <Instant at={row.passedAt} />
      </Flex>
      <div style={{ marginTop: 4 }}>
        {names.enterprise(row.enterpriseId)} · {names.gate(row.gateId)}
      </div>
    </Link>
  );
}
