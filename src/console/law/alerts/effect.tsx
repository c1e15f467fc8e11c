import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Typography } from 'antd';
import { type Answer, api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { Share } from '../parts/share.tsx';

const W = {
  title: w('逐日进厂车次', 'Entries day by day'),
  day: w('日期', 'Day'),
  phase: w('阶段', 'Phase'),
  before: w('管控前', 'before'),
  during: w('管控期间', 'during'),
  after: w('管控后', 'after'),
  entries: w('进厂', 'Entries'),
  turnedAway: w('受限并劝返', 'Turned away'),
  letIn: w('受限仍进厂', 'Let in all the same'),
  exempt: w('豁免', 'Exempt'),
  unverified: w('待核实', 'Unverified'),
  bar: w('对比', 'Against the busiest'),
  none: w('管控日尚未开始，暂无数据。', 'The order’s days have not begun.'),
  summary: w(
    '管控期间日均进厂 {during} 车次，前后日均 {around} 车次',
    'Entries a day: {during} during the order, {around} around it',
  ),
  letInSum: w('；期间日均仍有 {n} 车次受限车辆进厂。', '; {n} barred ones a day were let in all the same.'),
};

type Effects = Answer<'/api/v1/alerts/{id}/effect'>;
type Day = Effects['during'][number] & { readonly phase: 'before' | 'during' | 'after' };
const TONES = { before: 'plain', during: 'warn', after: 'plain' } as const;

/** Entries on the order's days against the days around it. */
export function Effect({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'alert', id, 'effect'],
    queryFn: () => told(api.GET('/api/v1/alerts/{id}/effect', { params: { path: { id }, query: { days: '7' } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  if (data.during.length === 0) return <Alert type="info" showIcon title={t(W.none)} />;
  const of = (phase: Day['phase']) => data[phase].map((one): Day => ({ ...one, phase }));
  const days = [...of('before'), ...of('during'), ...of('after')].sort((a, b) => (a.day < b.day ? -1 : 1));
  const busiest = Math.max(1, ...days.map(({ entries }) => entries));
  const { meanDuring, meanAround } = data;
  return (
    <Flex vertical gap={12}>
      <Typography.Text style={{ fontSize: 16 }}>
        {t(W.summary).replace('{during}', String(meanDuring.entries)).replace('{around}', String(meanAround.entries))}
        {t(W.letInSum).replace('{n}', String(meanDuring.letIn))}
      </Typography.Text>
      <Listed
        title={t(W.title)}
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { title: t(W.day), cell: ({ day }) => <span className="numbers">{day}</span> },
          { title: t(W.phase), cell: ({ phase }) => <Mark tone={TONES[phase]}>{t(W[phase])}</Mark> },
          { title: t(W.entries), align: 'right', cell: ({ entries }) => entries },
          { title: t(W.bar), deskOnly: true, cell: ({ entries }) => <Share part={entries} whole={busiest} /> },
          { title: t(W.turnedAway), align: 'right', cell: ({ turnedAway }) => turnedAway },
          { title: t(W.letIn), align: 'right', cell: ({ letIn }) => letIn },
          { title: t(W.exempt), align: 'right', cell: ({ exempt }) => exempt },
          { title: t(W.unverified), align: 'right', cell: ({ unverified }) => unverified },
        ]}
      />
    </Flex>
  );
}
