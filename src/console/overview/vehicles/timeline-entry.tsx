import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { VIOLATION_STATUS_NAMES } from '../../../domain/enforcement/violation-states.ts';
import { RESULT_NAMES } from '../../../domain/observations/kinds.ts';
import type { Schema } from '../../api/client.ts';
import { pageOf } from '../../parts/api-links.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Outcome, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { FACT_NAMES, isFact, useFactText } from './fact-words.ts';
import { PassagePhotos } from './passage-photos.tsx';

const W = {
  open: w('查看', 'Open'),
  from: w('自', 'from'),
  on: w('起生效', 'on'),
  always: w('一直如此（更正）', 'always so (a correction)'),
};

const TYPES = {
  passage: w('通行', 'Passage'),
  violation: w('违法线索', 'Violation'),
  refill: w('尿素加注', 'Urea'),
  observation: w('监测', 'Observation'),
  inspection: w('检验', 'Inspection'),
  registration: w('建档', 'Put on file'),
  change: w('变更', 'Change'),
  retirement: w('淘汰', 'Retirement'),
  plate: w('号牌', 'Plate'),
};

const RESULTS: Readonly<Record<string, Tone>> = { pass: 'good', fail: 'bad', inconclusive: 'warn', none: 'plain' };

type Entry = Schema<'TimelineEntry'>;

/** One thing that happened: when, what, what came of it, and where it can be read in full. */
export function TimelineEntry({ entry }: { readonly entry: Entry }) {
  const t = useT();
  const isOfFile = ['registration', 'change', 'retirement', 'plate'].includes(entry.type);
  const page = isOfFile ? undefined : pageOf(entry.link);
  return (
    <Flex vertical gap={4}>
      <Flex gap={8} wrap align="center">
        <Typography.Text type="secondary">
          <Instant at={entry.at} />
        </Typography.Text>
        <Mark tone="plain">{t(TYPES[entry.type])}</Mark>
        <Status entry={entry} />
        {page && <Link to={page}>{t(W.open)}</Link>}
      </Flex>
      <Typography.Text style={{ overflowWrap: 'anywhere' }}>{entry.summary}</Typography.Text>
      {(entry.type === 'registration' || entry.type === 'change' || entry.type === 'retirement') && (
        <Given detail={entry.detail} first={entry.type === 'registration'} />
      )}
      {entry.type === 'passage' && <PassagePhotos id={entry.id} />}
    </Flex>
  );
}

function Status({ entry: { type, status } }: { readonly entry: Entry }) {
  const t = useT();
  if (status === null) return null;
  if (type === 'passage') return <Outcome of={status} />;
  if (type === 'violation') {
    const name = VIOLATION_STATUS_NAMES[status as keyof typeof VIOLATION_STATUS_NAMES];
    return name ? <Mark tone={status === 'open' ? 'bad' : 'info'}>{t(name)}</Mark> : null;
  }
  const result = RESULT_NAMES[status as keyof typeof RESULT_NAMES];
  return result && status !== 'none' ? <Mark tone={RESULTS[status] ?? 'plain'}>{t(result)}</Mark> : null;
}

/** The facts that somebody gave, and since when they hold. */
function Given({ detail, first }: { readonly detail: Entry['detail']; readonly first: boolean }) {
  const t = useT();
  const say = useFactText();
  // What was never given when it was put on file is nothing that was emptied.
  const facts = Object.entries(detail).filter(
    ([name, value]) => isFact(name) && value !== undefined && (!first || value !== null),
  );
  const { effectiveOn, reason } = detail as { effectiveOn?: string | null; reason?: string };
  const since = effectiveOn ? [`${t(W.from)} ${effectiveOn} ${t(W.on)}`] : first ? [] : [t(W.always)];
  return (
    <Typography.Text type="secondary" style={{ fontSize: 13, overflowWrap: 'anywhere' }}>
      {[
        ...since,
        ...facts.map(([name, value]) => `${t(FACT_NAMES[name as keyof typeof FACT_NAMES])} ${say(name, value)}`),
        ...(reason ? [reason] : []),
      ].join(' · ')}
    </Typography.Text>
  );
}
