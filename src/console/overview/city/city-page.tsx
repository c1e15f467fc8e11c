import { Flex } from 'antd';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Asked } from '../asked.tsx';
import { AlertsInForce } from '../home/alerts-in-force.tsx';
import { CountyCard } from './county-card.tsx';
import { CountyTable } from './county-table.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { LatestData } from './latest-data.tsx';
import { useAbout } from './months.ts';
import { NewEnergyChart, ShareChart, StageChart } from './passage-charts.tsx';
import { PeriodFilter } from './period-filter.tsx';
import { useReport } from './reports.ts';
import { ClauseChart, RateChart, RetirementChart } from './standing-charts.tsx';

const W = { title: w('全市总览', 'Overview') };

/** The city at a glance: leading numbers, the counties, and how things went month by month. */
export default function CityPage() {
  const may = useMay();
  const { months, county, figure, set } = useAbout();
  const whole = useReport('comparison', 'county', months);
  const narrowed = useReport('comparison', 'county', months, county);
  const report = narrowed.data;
  const about = { months, county };
  return (
    <Page title={W.title} actions={<Asked at={whole.dataUpdatedAt} />}>
      <Flex vertical gap={16}>
        <PeriodFilter {...about} onChange={set} />
        <AlertsInForce />
        {report?.total['accesses']?.value === 0 && <LatestData onShow={set} />}
        {whole.isPending && <Loading />}
        {whole.error && !whole.data && <Fault error={whole.error} onRetry={() => void whole.refetch()} />}
        {report && <KeyNumbers report={report} />}
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))',
          }}
        >
          {whole.data && (
            <CountyCard report={whole.data} {...about} figure={figure} onFigure={(name) => set({ figure: name })} />
          )}
          <StageChart {...about} />
          <ShareChart {...about} />
          <ClauseChart {...about} />
          <NewEnergyChart {...about} />
          <RateChart {...about} />
          {may('retirement.read') && <RetirementChart {...about} />}
        </div>
        {report && <CountyTable report={report} />}
      </Flex>
    </Page>
  );
}
