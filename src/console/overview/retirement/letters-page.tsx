import { useQueryClient } from '@tanstack/react-query';
import { Empty, Flex, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { LetterHomes } from './letter-homes.tsx';
import { LetterSteps } from './letter-steps.tsx';
import { LETTER_STATES } from './letter-words.ts';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  label: w('移送函', 'Letters'),
  none: w('还没有出具移送函', 'No letters yet'),
  number: w('文号', 'Number'),
  to: w('主送单位', 'Addressee'),
  home: w('归属地', 'Home'),
  period: w('统计时段', 'Period'),
  vehicles: w('车辆数', 'Vehicles'),
  status: w('状态', 'Status'),
  made: w('出具时间', 'Made'),
  pdf: w('下载', 'PDF'),
  answer: w('复函', 'Answer'),
};

type Letter = Schema<'RetirementLetterSummary'>;

/** Letters to the homes of other cities' old goods vehicles that were met at our gates. */
export function LettersPage() {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const [version, setVersion] = useState(0);
  const pages = usePages(['retirement-letters', version], (cursor) =>
    told(api.GET('/api/v1/retirement-letters', { params: { query: { cursor } as never } })),
  );
  const again = () => {
    setVersion(version + 1);
    void queries.invalidateQueries({ queryKey: ['retirement-homes'] });
  };
  const statusOf = ({ status, sentOn, answeredOn }: Letter) => (
    <>
      <Mark tone={status === 'answered' ? 'good' : status === 'withdrawn' ? 'plain' : 'info'}>
        {t(LETTER_STATES[status])}
      </Mark>{' '}
      {answeredOn ?? sentOn}
    </>
  );
  const act = (letter: Letter) => (
    <Flex gap={8} wrap>
      <Download size="small" path={`/api/v1/evidence/${letter.evidenceId}/content`} fileName={`${letter.number}.pdf`}>
        {t(W.pdf)}
      </Download>
      {may('retirement-letter.write') && <LetterSteps letter={letter} onDone={again} />}
    </Flex>
  );
  return (
    <RetirementFrame>
      <Flex vertical gap={16}>
        <LetterHomes onMade={again} />
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.label)}
        </Typography.Title>
        <Rows
          pages={pages}
          label={t(W.label)}
          rowKey={({ id }) => id}
          empty={<Empty description={t(W.none)} />}
          columns={[
            { title: t(W.number), dataIndex: 'number' },
            { title: t(W.to), dataIndex: 'addressee' },
            { title: t(W.home), dataIndex: 'home' },
            { title: t(W.period), key: 'period', render: (row: Letter) => `${row.from} – ${row.to}` },
            { title: t(W.vehicles), dataIndex: 'vehicles', align: 'right' },
            { title: t(W.status), key: 'status', render: statusOf },
            { title: t(W.answer), key: 'answer', render: (row: Letter) => row.answer ?? row.withdrawnReason ?? '—' },
            { title: t(W.made), key: 'made', render: (row: Letter) => <Instant at={row.createdAt} /> },
            { title: '', key: 'act', render: act },
          ]}
          card={(row) => (
            <Flex vertical gap={8}>
              <strong>{row.number}</strong>
              <span>
                {row.addressee} · {row.vehicles}
              </span>
              <span>{statusOf(row)}</span>
              {act(row)}
            </Flex>
          )}
        />
      </Flex>
    </RetirementFrame>
  );
}
