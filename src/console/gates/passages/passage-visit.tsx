import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useT, w } from '../../session/language.ts';
import { VisitPassages } from '../inside/visit-passages.tsx';
import { VisitSummary } from '../inside/visit-summary.tsx';
import type { Detail } from './passage-page.tsx';

const W = {
  title: w('所属进出厂', 'Its visit'),
  open: w('查看整次进出厂', 'The whole visit'),
};

/** The visit that a passage belongs to: its entry and exit, and what else was read between. */
export function PassageVisit({ passage }: { readonly passage: Detail }) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['visit', passage.visitId],
    queryFn: () => told(api.GET('/api/v1/visits/{id}', { params: { path: { id: passage.visitId } } })),
  });
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={<Link to={`/inside/visits/${passage.visitId}`}>{t(W.open)}</Link>}
    >
      {error ? <Fault error={error} /> : data ? <VisitSummary visit={data} /> : <Loading />}
      {data && <VisitPassages visit={data} here={passage.id} />}
    </Card>
  );
}
