import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Typography } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { api, type Row, told } from '../../api/client.ts';
import { Loading } from '../../parts/loading.tsx';
import { Mark, Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { SearchMachine } from '../machines/search-machine.tsx';
import { Category } from '../names.tsx';
import type { Card } from './file-machines.tsx';

const W = {
  label: w('机械', 'Machines'),
  add: w('添加机械', 'Add a machine'),
  none: w('本单位还没有登记机械。', 'Your organisation has no machines on record yet.'),
  hired: w('租来、借来的机械，按号码查找：', 'Hired machines, by their number:'),
  choose: w('选它', 'Choose'),
  chosen: w('已选', 'Chosen'),
  filed: w('本工地已申报', 'Filed for this site'),
  all: w('全选未申报的', 'All not filed yet'),
  clear: w('清空', 'None'),
  more: w('更多机械', 'More machines'),
  other: w('他单位登记的机械', 'A machine of another organisation'),
};

type Machine = Row<'/api/v1/machines'>;

/** The machines to be filed: own ones, and any on file by its number. */
export function ChooseMachines({
  siteId,
  value,
  cards,
  onLearn,
  onChange,
}: {
  readonly siteId: string | undefined;
  readonly value: readonly string[];
  /** What is known of machines that are not the organisation's own. */
  readonly cards: readonly Card[];
  readonly onLearn: (card: Card) => void;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const t = useT();
  const may = useMay();
  const own = usePages<Machine>(['machines', 'list', 'to file'], (cursor) =>
    may('machine.read')
      ? told(
          api.GET('/api/v1/machines', {
            params: { query: { status: 'active', limit: '200', ...(cursor ? { cursor } : {}) } },
          }),
        )
      : Promise.resolve({ items: [] }),
  );
  const filed = useQuery({
    queryKey: ['sites', siteId, 'machines', 'filed'],
    queryFn: () =>
      told(api.GET('/api/v1/sites/{id}/machines', { params: { path: { id: siteId ?? '' }, query: { limit: '200' } } })),
    enabled: siteId !== undefined,
  });
  const filedIds = new Set(filed.data?.items.map(({ machine }) => machine.id));
  const rows = [...own.rows].sort((a, b) => Number(filedIds.has(a.id)) - Number(filedIds.has(b.id)));
  useEffect(() => {
    for (const row of rows) if (value.includes(row.id) && !cards.some(({ id }) => id === row.id)) onLearn(row);
  });
  const toggle = (id: string) => onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  const foreign = value.filter((id) => !rows.some((row) => row.id === id));
  const free = rows.filter(({ id }) => !filedIds.has(id)).map(({ id }) => id);
  const item = (id: string, card: Card | undefined, stage: string | undefined) => (
    <label key={id} style={{ ...ITEM, ...(value.includes(id) ? CHOSEN : {}) }}>
      <input type="checkbox" checked={value.includes(id)} onChange={() => toggle(id)} style={BOX} />
      <span style={{ flex: 1, minWidth: 0 }}>
        <strong>{card?.name ?? t(W.other)}</strong>
        <Flex gap={6} wrap align="center">
          {card && <Category of={card.category} />}
          {stage && <Stage code={stage} />}
          {filedIds.has(id) && <Mark tone="info">{t(W.filed)}</Mark>}
        </Flex>
      </span>
    </label>
  );
  return (
    <>
      {own.asking ? (
        <Loading />
      ) : (
        <fieldset aria-label={t(W.label)} style={GRID}>
          {foreign.map((id) => {
            const card = cards.find((one) => one.id === id);
            return item(id, card, card?.emissionStage);
          })}
          {rows.map((row) => item(row.id, row, row.emissionStage))}
        </fieldset>
      )}
      {!own.asking && rows.length === 0 && may('machine.create') && <p>{t(W.none)}</p>}
      <Flex gap={8} wrap style={{ margin: '12px 0' }}>
        {may('machine.create') && (
          <Link to={`/machines/new?then=file${siteId ? `&site=${siteId}` : ''}`}>
            <Button size="large" icon={<PlusOutlined />}>
              {t(W.add)}
            </Button>
          </Link>
        )}
        {free.length > 1 && (
          <Button size="large" onClick={() => onChange([...new Set([...foreign, ...free])].slice(0, 200))}>
            {t(W.all)}（{free.length}）
          </Button>
        )}
        {value.length > 1 && (
          <Button size="large" onClick={() => onChange([])}>
            {t(W.clear)}
          </Button>
        )}
        {own.more && (
          <Button size="large" onClick={own.more} loading={own.fetchingMore}>
            {t(W.more)}
          </Button>
        )}
      </Flex>
      <Typography.Paragraph style={{ marginBottom: 8 }}>{t(W.hired)}</Typography.Paragraph>
      <SearchMachine
        choose={(card) => (
          <Button
            type="primary"
            disabled={value.includes(card.id)}
            onClick={() => {
              onLearn(card);
              onChange([...value, card.id]);
            }}
          >
            {t(value.includes(card.id) ? W.chosen : W.choose)}
          </Button>
        )}
      />
    </>
  );
}

const GRID = {
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
  display: 'grid',
  gap: 8,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
};
const ITEM = {
  display: 'flex',
  gap: 10,
  alignItems: 'center',
  minHeight: 44,
  padding: '10px 12px',
  borderRadius: 8,
  border: '1px solid #c9d1d1',
  cursor: 'pointer',
  background: '#fff',
} as const;
const CHOSEN = { border: '1px solid #0b5f57', background: '#e3f1ee' } as const;
const BOX = { width: 20, height: 20, accentColor: '#0b5f57', flex: 'none', margin: 0 } as const;
