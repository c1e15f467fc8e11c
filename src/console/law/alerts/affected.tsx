import { Alert, Card, Col, Empty, Flex, Row, Table, Typography } from 'antd';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Share } from '../parts/share.tsx';
import { AffectedEnterprises } from './affected-enterprises.tsx';
import { AffectedSites } from './affected-sites.tsx';

const W = {
  enterprises: w('受影响企业', 'Enterprises'),
  sites: w('受影响工地', 'Sites'),
  passages: w('近 {days} 天进厂车次', 'Entries of {days} days'),
  vehicles: w('车辆', 'Vehicles'),
  machines: w('机械', 'Machines'),
  barred: w('受限', 'barred'),
  of: w('共', 'of'),
  unverified: w('其中待核实', 'of which unverified'),
  unverifiedHelp: w(
    '待核实：缺少排放阶段等信息，无法判断是否受限，不视为合规。',
    'Unverified: a missing fact keeps from telling. It is not taken as free.',
  ),
  more: w('名单较长，此处仅列一部分，导出可得全部。', 'There are more than are told here; the export tells all.'),
  none: w(
    '没有受影响的企业或工地。请检查管控区域与措施。',
    'Nobody would be bound. Check the counties and what is barred.',
  ),
  byStage: w('受限车次（按排放阶段）', 'Barred entries by stage'),
  stage: w('排放阶段', 'Stage'),
  entries: w('车次', 'Entries'),
};

type Count = Schema<'BarredCount'>;

/** Whom an order binds, and what of the last days it would have barred. */
export function Affected({ affected }: { readonly affected: Schema<'Affected'> }) {
  const t = useT();
  const { enterprises, sites, days, more } = affected;
  if (enterprises.length + sites.length === 0) return <Empty description={t(W.none)} />;
  const passages = sumOf(enterprises.map((one) => one.passages));
  const vehicles = sumOf(enterprises.map((one) => one.vehicles));
  const machines = sumOf(sites.map((one) => one.machines));
  const stages = Object.entries(passages.byStage).filter(([, count]) => count > 0);
  return (
    <Flex vertical gap={16}>
      {more && <Alert type="info" showIcon title={t(W.more)} />}
      <Row gutter={[12, 12]}>
        <Figure title={t(W.enterprises)} value={String(enterprises.length)} />
        <Figure title={t(W.sites)} value={String(sites.length)} />
        <Figure title={t(W.passages).replace('{days}', String(days))} count={passages} />
        <Figure title={t(W.vehicles)} count={vehicles} />
        <Figure title={t(W.machines)} count={machines} />
      </Row>
      <Typography.Text type="secondary">{t(W.unverifiedHelp)}</Typography.Text>
      {stages.length > 0 && (
        <Table
          size="small"
          aria-label={t(W.byStage)}
          pagination={false}
          style={{ maxWidth: 560 }}
          rowKey={([code]) => code}
          dataSource={stages}
          columns={[
            { title: t(W.stage), width: 120, render: (_, [code]) => t(stageNameOf(code)) },
            { title: t(W.entries), width: 80, align: 'right', render: (_, [, count]) => count },
            { title: t(W.barred), render: (_, [, count]) => <Share part={count} whole={passages.barred} /> },
          ]}
        />
      )}
      {enterprises.length > 0 && <AffectedEnterprises enterprises={enterprises} />}
      {sites.length > 0 && <AffectedSites sites={sites} />}
    </Flex>
  );
}

function Figure({ title, value, count }: { readonly title: string; readonly value?: string; readonly count?: Count }) {
  const t = useT();
  return (
    <Col xs={12} lg={count ? 5 : 4}>
      <Card size="small" style={{ height: '100%' }}>
        <Typography.Text type="secondary">{title}</Typography.Text>
        <div className="numbers" style={{ fontSize: 26, fontWeight: 600 }}>
          {value ?? count?.barred}
        </div>
        {count && (
          <Typography.Text type="secondary">
            {t(W.barred)} · {t(W.of)} {count.total}
            <br />
            {t(W.unverified)} {count.unverified}
          </Typography.Text>
        )}
      </Card>
    </Col>
  );
}

function sumOf(counts: readonly Count[]): Count {
  const byStage: Record<string, number> = {};
  for (const count of counts)
    for (const [code, value] of Object.entries(count.byStage)) byStage[code] = (byStage[code] ?? 0) + value;
  const add = (name: 'total' | 'barred' | 'unverified') => counts.reduce((sum, one) => sum + one[name], 0);
  return { total: add('total'), barred: add('barred'), unverified: add('unverified'), byStage };
}
