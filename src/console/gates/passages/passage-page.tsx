import { useQuery } from '@tanstack/react-query';
import { Card, Col, Flex, Row } from 'antd';
import { useParams } from 'react-router';
import { DIRECTION_NAMES } from '../../../domain/gates/names.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { instantText } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { reasonOf } from '../parts/reason.ts';
import { Evidence } from './evidence.tsx';
import { PassageDecisions } from './passage-decisions.tsx';
import { PassageFacts } from './passage-facts.tsx';
import { PassageHead } from './passage-head.tsx';
import { PassageMachines } from './passage-machines.tsx';
import { PassageVisit } from './passage-visit.tsx';
import { PlateCorrection } from './plate-correction.tsx';

const W = {
  list: w('通行记录', 'Passages'),
  photos: w('照片与证据', 'Photos and evidence'),
};

export type Detail = Schema<'PassageDetail'>;

/** One passage with its ETag, which a correction of its plate must name. */
export function usePassage(id: string) {
  return useQuery({
    queryKey: ['passage', id, 'tagged'],
    queryFn: async () => {
      const call = api.GET('/api/v1/passages/{id}', { params: { path: { id } } });
      const [passage, { response }] = await Promise.all([told(call), call]);
      return { passage, etag: response.headers.get('ETag') ?? '*' };
    },
  });
}

/** One passage: what passed, how each rule decided and by which facts, the visit it belongs to, and what proves it. */
export function PassagePage() {
  const t = useT();
  const { language } = useLanguage();
  const { id = '' } = useParams();
  const { data, error, refetch } = usePassage(id);
  const trail = [{ to: '/passages', title: W.list }];
  if (error)
    return (
      <Page title={W.list} trail={trail}>
        <Fault error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!data) return <Loading />;
  const { passage, etag } = data;
  const title = `${instantText(passage.passedAt)} ${t(DIRECTION_NAMES[passage.direction])}`;
  return (
    <Page title={title} trail={trail} actions={<PlateCorrection passage={passage} etag={etag} />}>
      <Row gutter={[12, 12]}>
        <Col xs={24} xl={15}>
          <Flex vertical gap={12}>
            <PassageHead passage={passage} reason={reasonOf(passage.outcome, passage.decisions, language)} />
            <PassageDecisions passage={passage} />
            <PassageFacts passage={passage} />
          </Flex>
        </Col>
        <Col xs={24} xl={9}>
          <Flex vertical gap={12}>
            <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.photos)}</h2>}>
              <Evidence subjectType="passage" subjectId={passage.id} />
            </Card>
            <PassageVisit passage={passage} />
            <PassageMachines passage={passage} />
          </Flex>
        </Col>
      </Row>
    </Page>
  );
}
