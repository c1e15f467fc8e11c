import { useQuery } from '@tanstack/react-query';
import { Card, Col, Row } from 'antd';
import { useParams } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { Evidence } from '../passages/evidence.tsx';
import { VisitPassages } from './visit-passages.tsx';
import { VisitSummary } from './visit-summary.tsx';

const W = {
  title: w('一次进出厂', 'One visit'),
  list: w('进出厂记录', 'Visits'),
  in: w('进厂照片', 'Photos of the entry'),
  out: w('出厂照片', 'Photos of the exit'),
};

/** One visit: entry and exit beside each other with their photos. */
export function VisitPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['visit', id],
    queryFn: () => told(api.GET('/api/v1/visits/{id}', { params: { path: { id } } })),
  });
  const photos = (title: string, passageId: string | undefined) =>
    passageId === undefined ? null : (
      <Col xs={24} lg={12}>
        <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{title}</h2>}>
          <Evidence subjectType="passage" subjectId={passageId} />
        </Card>
      </Col>
    );
  return (
    <Page title={W.title} trail={[{ to: '/inside/visits', title: W.list }]}>
      {error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Row gutter={[12, 12]}>
          <Col span={24}>
            <Card size="small">
              <VisitSummary visit={data} />
              <VisitPassages visit={data} />
            </Card>
          </Col>
          {photos(t(W.in), data.entry?.passageId)}
          {photos(t(W.out), data.exit?.passageId)}
        </Row>
      ) : (
        <Loading />
      )}
    </Page>
  );
}
