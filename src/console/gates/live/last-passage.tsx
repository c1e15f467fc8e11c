import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Grid, Typography } from 'antd';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { DIRECTION_NAMES } from '../../../domain/gates/names.ts';
import { api, told } from '../../api/client.ts';
import { instantText } from '../../parts/moments.tsx';
import { Photo } from '../../parts/photo.tsx';
import { Plate } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { PassageLink } from '../parts/passage-link.tsx';
import { reasonOf } from '../parts/reason.ts';
import type { Seen } from './seen.ts';
import { Verdict, verdictColour } from './verdict.tsx';

const W = {
  last: w('最近通行', 'Last passage'),
  hold: w('请拦停', 'Hold it'),
  open: w('可放行', 'May pass'),
  notHeld: w('本门仅提示，不拦停', 'This gate only advises: not held'),
  photo: w('通行照片', 'Photo of the passage'),
  noPhoto: w('无照片', 'No photo'),
  details: w('查看详情', 'Details'),
  unknownStage: w('排放阶段不明', 'Stage unknown'),
};

/** What was told later, such as the weighbridge's tonnes, changes the verdict. */
const AGAIN_MS = 15_000;
const BIG = 'clamp(26px, 4vw, 110px)';
const MIDDLE = 'clamp(18px, 2.2vw, 60px)';

/** The passage that was last, to be read across a room. */
export function LastPassage({ seen, gate }: { readonly seen: Seen; readonly gate: string }) {
  const t = useT();
  const { language } = useLanguage();
  const { md, xxl } = Grid.useBreakpoint();
  const { data } = useQuery({
    queryKey: ['passage', seen.id],
    queryFn: () => told(api.GET('/api/v1/passages/{id}', { params: { path: { id: seen.id } } })),
    refetchInterval: AGAIN_MS,
  });
  const outcome = data?.outcome ?? seen.outcome;
  const stage = data?.emissionStage ?? seen.emissionStage;
  const reason = data ? reasonOf(outcome, data.decisions, language) : '';
  return (
    <Card
      role="region"
      aria-label={t(W.last)}
      style={{ borderInlineStart: `12px solid ${verdictColour(outcome)}`, height: '100%' }}
    >
      <Flex vertical gap={xxl ? 32 : md ? 20 : 12} aria-live="polite" aria-atomic>
        <Flex wrap gap={md ? 24 : 12} align="center" style={{ fontSize: BIG }}>
          <span style={{ zoom: xxl ? 3.4 : md ? 1.9 : 1.3, display: 'inline-flex', fontSize: 14 }}>
            <Plate plate={seen.plate} colour={seen.plateColour} large />
          </span>
          <Verdict of={outcome} />
        </Flex>
        <Flex wrap gap={md ? 24 : 12} align="baseline" style={{ fontSize: BIG, fontWeight: 600 }}>
          <span>{stage === null || stage === 'X' ? t(W.unknownStage) : t(stageNameOf(stage))}</span>
          {data && <Advice outcome={outcome} hold={data.gateAction === 'hold'} />}
        </Flex>
        <Typography.Paragraph style={{ fontSize: MIDDLE, lineHeight: 1.4, margin: 0, minHeight: '2.8em' }}>
          {reason}
        </Typography.Paragraph>
        <Flex wrap gap={16} align="center" style={{ fontSize: MIDDLE }}>
          <span>{gate}</span>
          <span>{t(DIRECTION_NAMES[seen.direction])}</span>
          <span className="numbers">{instantText(seen.passedAt)}</span>
        </Flex>
        <Flex wrap gap={16} align="end">
          <PassagePhoto id={seen.id} alt={`${t(W.photo)} ${seen.plate ?? ''}`} none={t(W.noPhoto)} />
          <PassageLink id={seen.id}>{t(W.details)}</PassageLink>
        </Flex>
      </Flex>
    </Card>
  );
}

/** What the gate is advised to do. That it holds nothing up is not said as a permission: only what is in order may pass. */
function Advice({ outcome, hold }: { readonly outcome: string; readonly hold: boolean }) {
  const t = useT();
  if (hold) return <span style={{ color: '#b42318' }}>{t(W.hold)}</span>;
  if (outcome === 'compliant' || outcome === 'exempt') return <span style={{ color: '#1b6e2c' }}>{t(W.open)}</span>;
  return <span style={{ color: '#8f4700', fontSize: MIDDLE }}>{t(W.notHeld)}</span>;
}

function PassagePhoto({ id, alt, none }: { readonly id: string; readonly alt: string; readonly none: string }) {
  const { data } = useQuery({
    queryKey: ['evidence', 'passage', id],
    queryFn: () =>
      told(api.GET('/api/v1/evidence', { params: { query: { subjectType: 'passage', subjectId: id, limit: '20' } } })),
    refetchInterval: AGAIN_MS,
  });
  const { xxl } = Grid.useBreakpoint();
  const picture = data?.items.find(({ mediaType }) => mediaType.startsWith('image/'));
  if (!picture) return <Typography.Text type="secondary">{none}</Typography.Text>;
  return (
    <Photo
      path={`/api/v1/evidence/${picture.id}/${xxl ? 'content' : 'thumbnail'}`}
      alt={alt}
      width="min(100%, 34vw + 160px)"
      height={xxl ? 380 : 260}
    />
  );
}
