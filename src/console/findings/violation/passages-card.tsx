import { useQuery } from '@tanstack/react-query';
import { Flex, Skeleton, Typography } from 'antd';
import { Link } from 'react-router';
import { type Answer, api, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { Section } from '../parts/section.tsx';
import { CorrectPlate } from './correct-plate.tsx';

const W = {
  title: w('进出厂记录', 'Passages'),
  in: w('进厂', 'In'),
  out: w('出厂', 'Out'),
  gate: w('门禁', 'Gate'),
  cargo: w('货物', 'Cargo'),
  tonnes: w('吨', 't'),
  bulk: w('大宗', 'bulk'),
  empty: w('空车', 'empty'),
  confidence: w('识别可信度', 'Read with confidence'),
  open: w('通行详情', 'The passage'),
  photo: w('过车照片', 'Photo of the passage'),
  only: w('只有一次过车记录，未见对应的进厂或出厂。', 'Only one passage is on record; its counterpart was not seen.'),
  gone: w('过车记录无法读取。', 'The passage cannot be read.'),
};

type Passage = Answer<'/api/v1/passages/{id}'>;

const MOST = 6;

/** The entry and the exit that it is about, each with its photos, gate, time and what it carried. */
export function PassagesCard({ ids }: { readonly ids: readonly string[] }) {
  const t = useT();
  const shown = ids.slice(0, MOST);
  return (
    <Section title={W.title}>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))' }}>
        {shown.map((id) => (
          <OnePassage key={id} id={id} />
        ))}
      </div>
      {ids.length === 1 && <Typography.Text type="secondary">{t(W.only)}</Typography.Text>}
    </Section>
  );
}

function OnePassage({ id }: { readonly id: string }) {
  const t = useT();
  const may = useMay();
  const asked = useQuery({
    queryKey: ['passages', id],
    queryFn: () => told(api.GET('/api/v1/passages/{id}', { params: { path: { id } } })),
  });
  const { data } = asked;
  if (asked.isPending) return <Skeleton active />;
  if (!data) {
    const isGone = asked.error instanceof Problem && asked.error.status === 404;
    return isGone ? <Typography.Text type="secondary">{t(W.gone)}</Typography.Text> : <PartFault of={asked} />;
  }
  const load = cargoWords(data, t);
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} align="center" wrap>
        <Mark tone={data.direction === 'in' ? 'info' : 'plain'}>{t(data.direction === 'in' ? W.in : W.out)}</Mark>
        <Instant at={data.passedAt} seconds />
        <Plate plate={data.plate} colour={data.plateColour} />
      </Flex>
      <Evidence subjectType="passage" subjectId={id} alt={`${t(W.photo)} ${data.plate ?? ''}`} />
      <span>
        {t(W.gate)}：<GateName id={data.gateId} />
      </span>
      {load !== '' && (
        <span>
          {t(W.cargo)}：{load}
        </span>
      )}
      {data.confidence !== null && (
        <span>
          {t(W.confidence)}：<span className="numbers">{Math.round(data.confidence * 100)}%</span>
        </span>
      )}
      <Flex gap={12} wrap align="center">
        <Link to={`/passages/${id}`}>{t(W.open)}</Link>
        {(may('reading.correct') || may('reading.propose')) && <CorrectPlate passage={data} />}
      </Flex>
    </Flex>
  );
}

function cargoWords({ cargo }: Passage, t: ReturnType<typeof useT>): string {
  if (!cargo) return '';
  const { name, bulk, tonnes, empty } = cargo;
  return [
    empty ? t(W.empty) : undefined,
    name,
    bulk ? t(W.bulk) : undefined,
    tonnes === undefined ? undefined : `${tonnes} ${t(W.tonnes)}`,
  ]
    .filter((one) => one !== undefined)
    .join(' · ');
}

function GateName({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['gates', id],
    queryFn: () => told(api.GET('/api/v1/gates/{id}', { params: { path: { id } } })),
    staleTime: 300_000,
  });
  return <>{data?.name ?? '…'}</>;
}
