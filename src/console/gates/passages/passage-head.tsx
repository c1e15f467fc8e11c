import { Alert, Card, Descriptions, Flex } from 'antd';
import { Link } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Outcome, Plate, Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useNames } from '../parts/places.ts';
import { BARRIER_WORDS, BASIS_WORDS, flagWord } from '../parts/words.ts';
import { cargoText } from './cargo-text.ts';
import type { Detail } from './passage-page.tsx';

const W = {
  raw: w('原始识别', 'As read'),
  confidence: w('识别可信度', 'Confidence'),
  enterprise: w('企业', 'Enterprise'),
  gate: w('门禁', 'Gate'),
  lane: w('车道', 'lane'),
  cargo: w('载货', 'Load'),
  barrier: w('道闸', 'Barrier'),
  barrierUntold: w('未上报', 'Not told'),
  instruction: w('给道闸的指令', 'Told to the gate'),
  hold: w('拦停', 'Hold'),
  open: w('放行', 'Open'),
  alone: w('断网时由门禁按离线名单自行决定，名单版本', 'Decided alone by the gate, by list version'),
  received: w('数据到达', 'Arrived'),
  judged: w('判定时间', 'Judged'),
  violations: w('由此产生的违法线索', 'Violations from it'),
  findings: w('数据提示', 'Notices'),
};

/** What passed, where, with what, and the verdict with its reason in one sentence. */
export function PassageHead({ passage, reason }: { readonly passage: Detail; readonly reason: string }) {
  const t = useT();
  const may = useMay();
  const names = useNames();
  const { countyCode, barrier, decidedBy } = passage;
  const county = isCountyCode(countyCode) ? `${t(COUNTY_NAMES[countyCode])} · ` : '';
  const items = [
    { key: 'raw', label: t(W.raw), children: passage.plateRaw ?? '—' },
    {
      key: 'confidence',
      label: t(W.confidence),
      children: passage.confidence === null ? '—' : `${(passage.confidence * 100).toFixed(0)}%`,
    },
    { key: 'enterprise', label: t(W.enterprise), children: `${county}${names.enterprise(passage.enterpriseId)}` },
    {
      key: 'gate',
      label: t(W.gate),
      children: `${names.gate(passage.gateId)}${passage.lane === null ? '' : ` · ${t(W.lane)} ${passage.lane}`}`,
    },
    { key: 'cargo', label: t(W.cargo), children: cargoText(passage.cargo, t) },
    {
      key: 'barrier',
      label: t(W.barrier),
      children: barrier
        ? `${t(BARRIER_WORDS[barrier])}${passage.barrierReason ? `：${passage.barrierReason}` : ''}`
        : t(W.barrierUntold),
    },
    { key: 'told', label: t(W.instruction), children: t(passage.gateAction === 'hold' ? W.hold : W.open) },
    { key: 'received', label: t(W.received), children: <Instant at={passage.receivedAt} seconds /> },
    { key: 'judged', label: t(W.judged), children: <Instant at={passage.judgedAt} seconds /> },
  ];
  return (
    <Card size="small">
      <Flex wrap gap={12} align="center" style={{ marginBottom: 12 }}>
        <Plate plate={passage.plate} colour={passage.plateColour} large />
        <Stage code={passage.emissionStage} />
        <Mark tone={passage.basis === 'verified' ? 'good' : 'warn'}>{t(BASIS_WORDS[passage.basis])}</Mark>
        <Outcome of={passage.outcome} />
      </Flex>
      {reason !== '' && (
        <Alert
          type={passage.outcome === 'violation' ? 'error' : passage.outcome === 'unverified' ? 'warning' : 'info'}
          showIcon
          style={{ marginBottom: 12 }}
          title={reason}
        />
      )}
      {decidedBy && <p>{`${t(W.alone)} ${decidedBy.list}`}</p>}
      <Descriptions size="small" column={{ xs: 1, sm: 2, xl: 2 }} items={items} />
      {passage.violations.length > 0 && may('violation.read') && (
        <Flex gap={8} wrap style={{ marginTop: 8 }}>
          <strong>{t(W.violations)}：</strong>
          {passage.violations.map(({ id, kind }) => (
            <Link key={id} to={`/violations/${id}`}>
              {t(flagWord(kind))}
            </Link>
          ))}
        </Flex>
      )}
      {passage.findings.length > 0 && (
        <Flex gap={8} wrap style={{ marginTop: 8 }}>
          <strong>{t(W.findings)}：</strong>
          {passage.findings.map(({ id, kind }) => (
            <Mark key={id} tone="warn">
              {t(flagWord(kind))}
            </Mark>
          ))}
        </Flex>
      )}
    </Card>
  );
}
