import { Button, Empty, Flex, Grid, Select, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { BatchAccept } from './batch-accept.tsx';
import { isCommand } from './review-actions.tsx';
import { ReviewOne } from './review-one.tsx';
import { ReviewQueue } from './review-queue.tsx';

const W = {
  title: w('审核申报', 'Review filings'),
  filings: w('进场申报', 'Filings'),
  county: w('县区', 'County'),
  allCounties: w('全部县区', 'All counties'),
  previous: w('上一件 (K)', 'Previous (K)'),
  next: w('下一件 (J)', 'Next (J)'),
  of: w('第', 'No.'),
  empty: w('没有待审核的申报。', 'Nothing waits for a review.'),
  keys: w(
    '快捷键：J 下一件，K 上一件，A 受理，R 退回，X 驳回',
    'Keys: J next, K previous, A accept, R return, X reject',
  ),
};

type Filing = Row<'/api/v1/filings'>;
/** So many before the end of what was read, the next ones are asked for. */
const AHEAD = 3;

/** The filings that wait for an officer, one after another. */
export function ReviewFilings() {
  const t = useT();
  const me = useMe();
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const [filters, setFilters] = useUrlFilters(['id', 'countyCode']);
  const { countyCode } = filters;
  const pages = usePages<Filing>(['filings', 'queue', countyCode], (cursor) => {
    const query = { status: 'submitted', order: 'oldest', countyCode, cursor } as const;
    return told(api.GET('/api/v1/filings', { params: { query: query as never } }));
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [batch, setBatch] = useState<readonly Filing[]>();
  const { rows, more, fetchingMore, error } = pages;
  const current = filters.id ?? rows[0]?.id;
  const at = rows.findIndex(({ id }) => id === current);
  useEffect(() => {
    if (more && !fetchingMore && !error && at >= rows.length - AHEAD) more();
  });
  const show = (index: number) => {
    const next = rows[index];
    if (next) setFilters({ id: next.id });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      if (event.key === 'j' || event.key === 'J') show(at + 1);
      else if (event.key === 'k' || event.key === 'K') show(at - 1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  if (error && rows.length === 0) return <Fault error={error} onRetry={pages.again} />;
  if (pages.asking) return <Loading />;
  return (
    <Page
      title={W.title}
      trail={[{ to: '/filings', title: W.filings }]}
      actions={
        me.countyCode === null && (
          <Select
            aria-label={t(W.county)}
            value={countyCode ?? ''}
            onChange={(next) => {
              setChosen(new Set());
              setFilters({ countyCode: next, id: undefined });
            }}
            style={{ width: 140 }}
            options={[
              { value: '', label: t(W.allCounties) },
              ...COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) })),
            ]}
          />
        )
      }
    >
      {!current ? (
        <Empty description={t(W.empty)} />
      ) : (
        <div
          style={{ display: 'grid', gap: 16, gridTemplateColumns: wide ? '300px minmax(0, 1fr)' : 'minmax(0, 1fr)' }}
        >
          {wide && (
            <ReviewQueue
              {...{ pages, current, chosen }}
              onOpen={(id) => setFilters({ id })}
              onChoose={setChosen}
              onBatch={() => setBatch(rows.filter(({ id }) => chosen.has(id)))}
            />
          )}
          <div style={{ minWidth: 0 }}>
            <Flex justify="space-between" align="center" wrap gap={8} style={{ marginBottom: 12 }}>
              <span>{at >= 0 && `${t(W.of)} ${at + 1} / ${rows.length}${more ? '+' : ''}`}</span>
              <Flex gap={8}>
                <Button disabled={at <= 0} onClick={() => show(at - 1)}>
                  {t(W.previous)}
                </Button>
                <Button disabled={!rows[at + 1]} onClick={() => show(at + 1)}>
                  {t(W.next)}
                </Button>
              </Flex>
            </Flex>
            <ReviewOne
              key={current}
              id={current}
              onDone={() => setFilters({ id: (rows[at + 1] ?? rows[at - 1])?.id })}
            />
            {wide && <Typography.Text type="secondary">{t(W.keys)}</Typography.Text>}
          </div>
        </div>
      )}
      {batch && (
        <BatchAccept
          filings={batch}
          onClose={(accepted) => {
            setBatch(undefined);
            setChosen(new Set([...chosen].filter((id) => !accepted.includes(id))));
            if (current && accepted.includes(current)) setFilters({ id: undefined });
          }}
        />
      )}
    </Page>
  );
}
