import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Col, Flex, Progress, Row, Table } from 'antd';
import { Link } from 'react-router';
import { addDays } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { FLOW_WORDS, MODE_WORDS } from '../parts/words.ts';

const W = {
  title: w('清洁运输比例', 'Clean share'),
  none: w(
    '本月没有称重或申报的运量，无法计算比例。',
    'Nothing was weighed or told in this month: no share can be told.',
  ),
  clean: w('清洁方式', 'Clean'),
  total: w('总运量', 'All'),
  tonnes: w('吨', 't'),
  mode: w('方式', 'Mode'),
  direction: w('流向', 'Direction'),
  counts: w('是否计入清洁', 'Counts as clean'),
  yes: w('计入', 'Yes'),
  no: w('不计入', 'No'),
  road: w('公路', 'Road'),
  unweighed: w('次载货通行未称重，未计入任何一方', 'loads were not weighed and stand in neither sum'),
  see: w('查看未称重通行', 'See them'),
  rule: w('统计口径', 'What counts'),
  trucks: w('新能源货车运量', 'what new-energy trucks carry'),
  trucksOut: w('新能源货车运量不计入', 'what new-energy trucks carry does not'),
  policy: w('查看依据的规则', 'The rules behind it'),
};

type Share = Schema<'TransportShare'>;

/** How much of what an enterprise moved in a month went by clean modes, what counts as such, and what is in no sum. */
export function CleanShare({ enterpriseId, month }: { readonly enterpriseId: string; readonly month: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ['transport-share', enterpriseId, month],
    queryFn: () =>
      told(
        api.GET('/api/v1/enterprises/{organisationId}/transport-share', {
          params: { path: { organisationId: enterpriseId }, query: { month } },
        }),
      ),
  });
  return (
    <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{`${t(W.title)} · ${month}`}</h2>}>
      {error ? <Fault error={error} onRetry={() => void refetch()} /> : data ? <Figures share={data} /> : <Loading />}
    </Card>
  );
}

function Figures({ share }: { readonly share: Share }) {
  const t = useT();
  const { language } = useLanguage();
  const { numerator, road } = share;
  const comma = language === 'zh' ? '、' : ', ';
  const modes = numerator.modes.map((mode) => t(MODE_WORDS[mode as keyof typeof MODE_WORDS] ?? { zh: mode, en: mode }));
  const counted = numerator.newEnergyTrucks ? [...modes, t(W.trucks)] : modes;
  return (
    <Flex vertical gap={12}>
      <Row gutter={[24, 12]} align="middle">
        <Col xs={24} sm={9} lg={6}>
          {share.share === null ? (
            <Alert type="warning" showIcon title={t(W.none)} />
          ) : (
            <Progress
              type="dashboard"
              percent={share.share}
              strokeColor="#0b5f57"
              format={() => (
                <span style={{ fontSize: 28, fontWeight: 600, color: '#1f2937' }}>
                  {(share.share ?? 0).toFixed(1)}%
                </span>
              )}
              aria-label={t(W.title)}
            />
          )}
        </Col>
        <Col xs={24} sm={15} lg={18}>
          <div style={{ fontSize: 18 }}>
            {t(W.clean)} <strong>{share.cleanTonnes}</strong> {t(W.tonnes)} / {t(W.total)}{' '}
            <strong>{share.totalTonnes}</strong> {t(W.tonnes)}
          </div>
          <p>
            {t(W.rule)}：{counted.join(comma)}
            {!numerator.newEnergyTrucks && `；${t(W.trucksOut)}`}
          </p>
          <p>
            <Link to="/policies">{t(W.policy)}</Link>
          </p>
          {road.unweighed > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`${road.unweighed} ${t(W.unweighed)}`}
              action={<Link to={unweighedOf(share)}>{t(W.see)}</Link>}
            />
          )}
        </Col>
      </Row>
      <Table
        aria-label={t(W.title)}
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={rowsOf(share)}
        columns={[
          {
            title: t(W.mode),
            key: 'mode',
            render: (_, { mode }) => (mode === 'road' ? t(W.road) : t(MODE_WORDS[mode])),
          },
          { title: t(W.direction), key: 'd', render: (_, { direction }) => t(FLOW_WORDS[direction]) },
          { title: `${t(W.total)}（${t(W.tonnes)}）`, key: 't', align: 'right', render: (_, { tonnes }) => tonnes },
          {
            title: t(W.counts),
            key: 'c',
            render: (_, { mode }) =>
              numerator.modes.includes(mode) ? (
                <Mark tone="good">{t(W.yes)}</Mark>
              ) : (
                <Mark tone="plain">{t(W.no)}</Mark>
              ),
          },
        ]}
      />
    </Flex>
  );
}

type Moved = { key: string; mode: Share['byMode'][number]['mode'] | 'road'; direction: 'in' | 'out'; tonnes: number };

const rowsOf = ({ byMode, road }: Share): Moved[] => [
  ...byMode.map((one) => ({ ...one, key: `${one.mode} ${one.direction}` })),
  { key: 'road in', mode: 'road', direction: 'in', tonnes: road.inTonnes },
  { key: 'road out', mode: 'road', direction: 'out', tonnes: road.outTonnes },
];

/** The loaded passages of the month that nobody weighed. */
function unweighedOf({ enterpriseId, month }: Share): string {
  const from = `${month}-01`;
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
  return `/passages?${new URLSearchParams({ enterpriseId, from, to, load: 'unweighed', counted: 'true' }).toString()}`;
}
