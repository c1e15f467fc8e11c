import { Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { parseInstant } from '../../../domain/time.ts';
import type { Row } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Outcome, Plate, Stage, type Tone } from '../../parts/tags.tsx';
import { type Language, useLanguage, useT, w } from '../../session/language.ts';
import type { useNames } from '../parts/places.ts';
import { spanText } from '../parts/span.ts';
import { VISIT_STATE_WORDS } from '../parts/words.ts';

const W = {
  plate: w('号牌', 'Plate'),
  trailer: w('挂车', 'Trailer'),
  stage: w('排放阶段', 'Stage'),
  outcome: w('判定', 'Verdict'),
  since: w('进厂时间', 'Came in'),
  left: w('出厂时间', 'Left'),
  dwell: w('在厂时长', 'Time inside'),
  state: w('状态', 'State'),
  gate: w('进厂门禁', 'Gate'),
  enterprise: w('企业', 'Enterprise'),
  net: w('净重（吨）', 'Net tonnes'),
  in: w('进厂载重（吨）', 'Tonnes in'),
  detail: w('查看', 'Open'),
};

export type Visit = Row<'/api/v1/visits'>;

const TONES: Readonly<Record<Visit['state'], Tone>> = {
  inside: 'info',
  overstayed: 'warn',
  closed: 'good',
  exit_only: 'warn',
  entry_only: 'warn',
  refused: 'bad',
};

/** Where a visit stands. */
export function VisitState({ of }: { readonly of: Visit['state'] }) {
  const t = useT();
  return <Mark tone={TONES[of]}>{t(VISIT_STATE_WORDS[of])}</Mark>;
}

/** How long it took, or has been taking; a dash where that cannot be told. */
export function dwellText({ dwellSeconds, entry, state }: Visit, language: Language): string {
  if (dwellSeconds !== null) return spanText(dwellSeconds, language);
  const since = entry && (state === 'inside' || state === 'overstayed') ? parseInstant(entry.at) : undefined;
  return since === undefined ? '—' : spanText((Date.now() - since) / 1_000, language);
}

/** The columns of a list of visits; `inside` of those that have not left. */
export function visitColumns({
  t,
  language,
  names,
  inside,
  several,
}: {
  readonly t: (message: Message) => string;
  readonly language: Language;
  readonly names: ReturnType<typeof useNames>;
  readonly inside: boolean;
  readonly several: boolean;
}): TableColumnsType<Visit> {
  const tonnes = (value: number | null | undefined) => value ?? '—';
  return [
    {
      title: t(W.plate),
      key: 'plate',
      render: (_, { id, plate, plateColour, trailer }) => (
        <Link to={`/inside/visits/${id}`}>
          <Plate plate={plate} colour={plateColour} />
          {trailer && ` ${t(W.trailer)}`}
        </Link>
      ),
    },
    { title: t(W.stage), key: 'stage', render: (_, { emissionStage }) => <Stage code={emissionStage} /> },
    { title: t(W.since), key: 'since', render: (_, { entry }) => <Instant at={entry?.at} /> },
    ...(inside
      ? []
      : [{ title: t(W.left), key: 'left', render: (_: unknown, { exit }: Visit) => <Instant at={exit?.at} /> }]),
    { title: t(W.dwell), key: 'dwell', render: (_, visit) => dwellText(visit, language) },
    { title: t(W.state), key: 'state', render: (_, { state }) => <VisitState of={state} /> },
    { title: t(W.outcome), key: 'outcome', render: (_, { outcome }) => <Outcome of={outcome} /> },
    ...(several
      ? [
          {
            title: t(W.enterprise),
            key: 'e',
            render: (_: unknown, { enterpriseId }: Visit) => names.enterprise(enterpriseId),
          },
        ]
      : []),
    {
      title: t(W.gate),
      key: 'gate',
      render: (_, { entry, exit }) => names.gate((entry ?? exit)?.gateId ?? ''),
    },
    inside
      ? { title: t(W.in), key: 'tonnes', align: 'right', render: (_, { entry }) => tonnes(entry?.tonnes) }
      : { title: t(W.net), key: 'net', align: 'right', render: (_, { netTonnes }) => tonnes(netTonnes) },
  ];
}

/** One visit on a phone. */
export function VisitCard({ visit, gate }: { readonly visit: Visit; readonly gate: (id: string) => string }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Link to={`/inside/visits/${visit.id}`} style={{ color: 'inherit', display: 'block' }}>
      <Flex justify="space-between" gap={8} wrap align="center">
        <Plate plate={visit.plate} colour={visit.plateColour} />
        <VisitState of={visit.state} />
      </Flex>
      <Flex gap={8} wrap align="center" style={{ marginTop: 8 }}>
        <Stage code={visit.emissionStage} />
        <Outcome of={visit.outcome} />
        <span>
          {t(W.dwell)} {dwellText(visit, language)}
        </span>
      </Flex>
      <div style={{ marginTop: 4 }}>
        <Instant at={(visit.entry ?? visit.exit)?.at} /> · {gate((visit.entry ?? visit.exit)?.gateId ?? '')}
      </div>
    </Link>
  );
}
