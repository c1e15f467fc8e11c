import { Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import type { Message } from '../../../domain/failure.ts';
import { parseInstant } from '../../../domain/time.ts';
import type { Row } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { type Language, useLanguage, useT, w } from '../../session/language.ts';
import { spanText } from '../parts/span.ts';
import { GATE_STATE_WORDS } from '../parts/words.ts';

const W = {
  gate: w('门禁', 'Gate'),
  enterprise: w('企业', 'Enterprise'),
  county: w('县区', 'County'),
  state: w('状态', 'State'),
  heard: w('最近来数', 'Last heard'),
  silent: w('已静默', 'Silent for'),
  received: w('今日收到', 'Today'),
  late: w('其中迟报', 'Late'),
  declared: w('今日申报', 'Declared'),
  rate: w('传输率', 'Rate'),
  undeclared: w('未申报', 'Not declared'),
  cameras: w('摄像机', 'Cameras'),
};

export type Connectivity = Row<'/api/v1/connectivity'>;

const TONES: Readonly<Record<Connectivity['state'], Tone>> = { heard: 'good', silent: 'bad', never: 'warn' };

/** Whether something was heard from. */
export function HeardState({ of }: { readonly of: Connectivity['state'] }) {
  const t = useT();
  return <Mark tone={TONES[of]}>{t(GATE_STATE_WORDS[of])}</Mark>;
}

/** A share as per cent with one decimal, rounded down; a dash where there is none. */
export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '—' : `${(Math.floor(share * 1_000) / 10).toFixed(1)}%`;

/** How long it has been silent; a dash where it is not. */
export function silentText(since: string | null, language: Language): string {
  const ms = since === null ? undefined : parseInstant(since);
  return ms === undefined ? '—' : spanText((Date.now() - ms) / 1_000, language);
}

/** The columns of a list of gates; without `enterprise` those of one's own. */
export function gateColumns({
  t,
  language,
  enterprise,
}: {
  readonly t: (message: Message) => string;
  readonly language: Language;
  readonly enterprise: ((id: string) => string) | undefined;
}): TableColumnsType<Connectivity> {
  const county = (code: string) => (isCountyCode(code) ? t(COUNTY_NAMES[code]) : code);
  return [
    {
      title: t(W.gate),
      key: 'gate',
      render: (_, { id, name }) => <Link to={`/connectivity/gates/${id}`}>{name}</Link>,
    },
    ...(enterprise
      ? [
          { title: t(W.enterprise), key: 'e', render: (_: unknown, row: Connectivity) => enterprise(row.enterpriseId) },
          { title: t(W.county), key: 'c', render: (_: unknown, row: Connectivity) => county(row.countyCode) },
        ]
      : []),
    { title: t(W.state), key: 'state', render: (_, { state }) => <HeardState of={state} /> },
    { title: t(W.heard), key: 'heard', render: (_, { lastHeardAt }) => <Instant at={lastHeardAt} /> },
    { title: t(W.silent), key: 'silent', render: (_, { silentSince }) => silentText(silentSince, language) },
    { title: t(W.received), key: 'received', align: 'right', render: (_, { received }) => received },
    { title: t(W.late), key: 'late', align: 'right', render: (_, { late }) => late },
    {
      title: t(W.declared),
      key: 'declared',
      align: 'right',
      render: (_, { declared }) => declared ?? t(W.undeclared),
    },
    { title: t(W.rate), key: 'rate', align: 'right', render: (_, { rate }) => percent(rate) },
    {
      title: t(W.cameras),
      key: 'cameras',
      align: 'right',
      render: (_, { devices }) => `${devices.filter(({ state }) => state === 'heard').length}/${devices.length}`,
    },
  ];
}

/** One gate on a phone. */
export function GateCard({ row, enterprise }: { readonly row: Connectivity; readonly enterprise: string }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Link to={`/connectivity/gates/${row.id}`} style={{ color: 'inherit', display: 'block' }}>
      <Flex justify="space-between" gap={8} wrap>
        <strong>{`${enterprise} · ${row.name}`}</strong>
        <HeardState of={row.state} />
      </Flex>
      <div style={{ marginTop: 4 }}>
        {t(W.heard)} <Instant at={row.lastHeardAt} />
      </div>
      {row.silentSince && (
        <div>
          {t(W.silent)} {silentText(row.silentSince, language)}
        </div>
      )}
      <div>
        {t(W.received)} {row.received} · {t(W.rate)} {percent(row.rate)}
      </div>
    </Link>
  );
}
