import { Button, Drawer, Empty, Flex } from 'antd';
import { useState } from 'react';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { useNames } from '../parts/places.ts';
import { FLOW_WORDS, MODE_WORDS } from '../parts/words.ts';
import { Evidence } from '../passages/evidence.tsx';
import type { CleanFilters } from './clean-month.tsx';
import { CorrectTonnes } from './correct-tonnes.tsx';

const W = {
  title: w('非公路运输记录', 'Moved other than by road'),
  month: w('月份', 'Month'),
  enterprise: w('企业', 'Enterprise'),
  mode: w('运输方式', 'Mode'),
  direction: w('流向', 'Direction'),
  cargo: w('货物', 'Cargo'),
  tonnes: w('运量（吨）', 'Tonnes'),
  recorded: w('录入时间', 'Recorded'),
  actions: w('操作', 'Actions'),
  papers: w('凭证', 'Papers'),
  empty: w(
    '没有铁路、水路、管道或皮带运输的记录。有则请录入，并上传运单或计量读数。',
    'Nothing by rail, water, pipe or belt. Record what there was, with waybills or meter readings.',
  ),
};

export type CleanRecord = Row<'/api/v1/clean-transport'>;

const KINDS = ['waybill', 'meter', 'document', 'photo'] as const;

/** What was moved by rail, water, pipe or belt, with its papers. */
export function CleanRecords({
  filters,
}: {
  readonly filters: { readonly [N in keyof CleanFilters]: string | undefined };
}) {
  const t = useT();
  const may = useMay();
  const { role } = useMe();
  const names = useNames();
  const [shown, setShown] = useState<CleanRecord>();
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const pages = usePages<CleanRecord>(['clean-transport', given], (cursor) =>
    told(
      api.GET('/api/v1/clean-transport', {
        params: { query: { ...given, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  const act = (row: CleanRecord) => (
    <Flex gap={8} wrap>
      {may('clean-transport.write') && <CorrectTonnes record={row} />}
      <Button size="small" onClick={() => setShown(row)} aria-label={`${t(W.papers)} ${row.cargo} ${row.month}`}>
        {t(W.papers)}
      </Button>
    </Flex>
  );
  return (
    <section aria-label={t(W.title)}>
      <h2 style={{ fontSize: 16, margin: '0 0 8px' }}>{t(W.title)}</h2>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.month), key: 'month', render: (_, { month }) => month },
          ...(role === 'enterprise'
            ? []
            : [
                {
                  title: t(W.enterprise),
                  key: 'e',
                  render: (_: unknown, row: CleanRecord) => names.enterprise(row.enterpriseId),
                },
              ]),
          { title: t(W.mode), key: 'mode', render: (_, { mode }) => t(MODE_WORDS[mode]) },
          { title: t(W.direction), key: 'd', render: (_, { direction }) => t(FLOW_WORDS[direction]) },
          { title: t(W.cargo), key: 'cargo', render: (_, { cargo }) => cargo },
          { title: t(W.tonnes), key: 't', align: 'right', render: (_, { tonnes }) => tonnes },
          { title: t(W.recorded), key: 'r', render: (_, { recordedAt }) => <Instant at={recordedAt} /> },
          { title: t(W.actions), key: 'act', render: (_, row) => act(row) },
        ]}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{`${t(MODE_WORDS[row.mode])} · ${t(FLOW_WORDS[row.direction])}`}</strong>
              <span>{`${row.tonnes} t`}</span>
            </Flex>
            <span>{`${row.month} · ${row.cargo}`}</span>
            {act(row)}
          </Flex>
        )}
      />
      <Drawer
        title={t(W.papers)}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        size={520}
        destroyOnHidden
      >
        {shown && <Evidence subjectType="clean_transport" subjectId={shown.id} kinds={KINDS} />}
      </Drawer>
    </section>
  );
}
