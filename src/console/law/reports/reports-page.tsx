import { Card, Col, Flex, Input, Row, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { today } from '../../parts/china-time.ts';
import { Download } from '../../parts/download.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { KINDS, REPORTS } from './kinds.ts';

const W = {
  kinds: w('报表', 'Reports'),
  monthly: w('月报', 'Monthly returns'),
  monthlySays: w(
    '一个县区或全市一个月的全部报表，装订为一个工作簿，附每个指标的口径。',
    'Every report of a month of a county or the city as one workbook, with what each figure means.',
  ),
  month: w('月份', 'Month'),
  all: w('月度汇总', 'Monthly report'),
  machinery: w('非道路移动机械月报', 'Monthly return on non-road machines'),
  checks: w('抽查', 'Spot checks'),
  checksSays: w(
    '随机抽取企业台账与通行记录核对，形成笔录。',
    'Rows and passages of an enterprise drawn at random and checked.',
  ),
  open: w('进入抽查', 'Open spot checks'),
};

/** The reports there are, the monthly returns, and spot checks. */
export function ReportsPage() {
  const t = useT();
  const may = useMay();
  return (
    <Page title={REPORTS}>
      <Flex vertical gap={16}>
        <h2 style={{ fontSize: 18, margin: 0 }}>{t(W.kinds)}</h2>
        <Row gutter={[12, 12]}>
          {Object.entries(KINDS)
            .filter(([, { action }]) => may(action))
            .map(([kind, { title, says }]) => (
              <Col key={kind} xs={24} sm={12} lg={8} xxl={6}>
                <Link to={`/reports/${kind}`} style={{ textDecoration: 'none' }}>
                  <Card hoverable size="small" style={{ height: '100%' }}>
                    <Typography.Text strong style={{ fontSize: 16, color: '#0b5f57' }}>
                      {t(title)}
                    </Typography.Text>
                    <br />
                    <Typography.Text type="secondary">{t(says)}</Typography.Text>
                  </Card>
                </Link>
              </Col>
            ))}
        </Row>
        {may('report.monthly') && <Monthly />}
        {may('spot-check.read') && (
          <Card>
            <Flex vertical gap={8}>
              <h2 style={{ fontSize: 18, margin: 0 }}>{t(W.checks)}</h2>
              <Typography.Text type="secondary">{t(W.checksSays)}</Typography.Text>
              <Link to="/reports/checks">{t(W.open)}</Link>
            </Flex>
          </Card>
        )}
      </Flex>
    </Page>
  );
}

function Monthly() {
  const t = useT();
  const [month, setMonth] = useState(today().slice(0, 7));
  const [countyCode, setCounty] = useState<string>();
  const query = countyCode ? `?countyCode=${countyCode}` : '';
  return (
    <Card>
      <Flex vertical gap={12}>
        <h2 style={{ fontSize: 18, margin: 0 }}>{t(W.monthly)}</h2>
        <Typography.Text type="secondary">{t(W.monthlySays)}</Typography.Text>
        <Flex gap={8} wrap align="center">
          <Input
            type="month"
            aria-label={t(W.month)}
            value={month}
            max={today().slice(0, 7)}
            onChange={({ target }) => target.value && setMonth(target.value)}
            style={{ width: 160 }}
          />
          <CountySelect value={countyCode} onChange={setCounty} />
        </Flex>
        <Flex gap={8} wrap>
          <Download path={`/api/v1/reports/monthly/${month}${query}`} fileName={`monthly-${month}.xlsx`}>
            {t(W.all)}
          </Download>
          <Download
            path={`/api/v1/reports/machinery-return/${month}${query}`}
            fileName={`machinery-return-${month}.xlsx`}
          >
            {t(W.machinery)}
          </Download>
        </Flex>
      </Flex>
    </Card>
  );
}
