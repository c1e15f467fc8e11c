import { Card, Flex, Grid, Table, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { Word } from '../vehicles/vehicle-rows.tsx';

const W = {
  label: w('更新计划', 'Fleet plan'),
  plate: w('号牌', 'Plate'),
  stage: w('排放阶段', 'Stage'),
  falls: w('最早受限日期', 'Falls out on'),
  never: w('按现行规则不受限', 'not by the law on record'),
  clause: w('条款', 'clause'),
  why: w('受限原因', 'Why'),
  until: w('至', 'until'),
  review: w('需关注', 'look closer'),
};

type Planned = Schema<'FleetPlan'>['vehicles'][number];
type Span = Planned['vehicle'][number];

/** The vehicles of a plan, those that fall out first at the top. */
export function PlanRows({ vehicles }: { readonly vehicles: readonly Planned[] }) {
  const t = useT();
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const sorted = [...vehicles].sort((a, b) => (a.fallsOut?.on ?? '9999').localeCompare(b.fallsOut?.on ?? '9999'));
  const plateOf = ({ vehicleId, plate, plateColour }: Planned) => (
    <Link to={`/vehicles/${vehicleId}`}>
      <Plate plate={plate} colour={plateColour} />
    </Link>
  );
  const fallsOf = ({ fallsOut }: Planned) =>
    fallsOut ? (
      <Flex gap={8} wrap align="center">
        <Mark tone="bad">{fallsOut.on}</Mark>
        <span>
          {t(W.clause)} {fallsOut.clause}
        </span>
      </Flex>
    ) : (
      <Mark tone="good">{t(W.never)}</Mark>
    );
  if (!roomy)
    return (
      <Flex
        component="ul"
        vertical
        gap={8}
        aria-label={t(W.label)}
        style={{ listStyle: 'none', margin: 0, padding: 0 }}
      >
        {sorted.map((row) => (
          <li key={row.vehicleId}>
            <Card size="small">
              <Flex vertical gap={8}>
                <Flex gap={8} wrap align="center">
                  {plateOf(row)}
                  <Stage code={row.emissionStage} />
                  <Word verified={row.verified} />
                </Flex>
                {fallsOf(row)}
                <Spans spans={spansOf(row)} />
              </Flex>
            </Card>
          </li>
        ))}
      </Flex>
    );
  return (
    <Table<Planned>
      aria-label={t(W.label)}
      pagination={false}
      rowKey="vehicleId"
      dataSource={sorted}
      columns={[
        { title: t(W.plate), key: 'plate', render: plateOf },
        {
          title: t(W.stage),
          key: 'stage',
          render: (row: Planned) => (
            <Flex gap={4} wrap>
              <Stage code={row.emissionStage} />
              <Word verified={row.verified} />
            </Flex>
          ),
        },
        { title: t(W.falls), key: 'falls', render: fallsOf },
        { title: t(W.why), key: 'why', render: (row: Planned) => <Spans spans={spansOf(row)} /> },
      ]}
    />
  );
}

const spansOf = ({ vehicle, access }: Planned): readonly Span[] => [
  ...vehicle,
  ...access.flatMap(({ spans }) => spans),
];

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  const t = useT();
  const { language } = useLanguage();
  if (spans.length === 0) return <>—</>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 16 }}>
      {spans.map((span) => (
        <li key={`${span.rule}-${span.from}-${span.kind}`}>
          <Typography.Text>
            {span.from}
            {span.until ? ` ${t(W.until)} ${span.until}` : ''} · {span.title[language]}（{span.decision.clause}）
          </Typography.Text>{' '}
          {span.effect === 'review' && <Mark tone="warn">{t(W.review)}</Mark>}
        </li>
      ))}
    </ul>
  );
}
