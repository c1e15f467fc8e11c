import { Button, Card, Flex, Input, Segmented, Select, Typography } from 'antd';
import { monthPeriod } from '../../../domain/reports/period.ts';
import { today } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { OrganisationSelect } from '../parts/organisation.tsx';
import { choices } from '../parts/words.ts';
import { BY_NAMES, type kindOf } from './kinds.ts';

const W = {
  month: w('月份', 'Month'),
  days: w('起止日期', 'From and to'),
  period: w('统计时段', 'Period'),
  from: w('自', 'From'),
  to: w('至', 'To'),
  by: w('按', 'By'),
  enterprise: w('企业', 'Enterprise'),
  last: w('上月', 'Last month'),
};

type Filters = Partial<Record<'month' | 'from' | 'to' | 'countyCode' | 'enterpriseId' | 'by', string>>;

/** The period, place and rows of a report, kept in its address. */
export function ReportFilters({
  def,
  filters,
  set,
}: {
  readonly def: NonNullable<ReturnType<typeof kindOf>>;
  readonly filters: Filters;
  readonly set: (change: Filters) => void;
}) {
  const t = useT();
  const { role } = useMe();
  const byDays = filters.from !== undefined || filters.to !== undefined;
  const month = filters.month ?? today().slice(0, 7);
  const toDays = () => set({ ...monthPeriod(month), month: undefined });
  const officer = role !== 'enterprise' && role !== 'contractor';
  return (
    <Card size="small" className="no-print">
      <Flex gap={12} wrap align="center">
        <Segmented
          aria-label={t(W.period)}
          value={byDays ? 'days' : 'month'}
          options={[
            { value: 'month', label: t(W.month) },
            { value: 'days', label: t(W.days) },
          ]}
          onChange={(next) => (next === 'days' ? toDays() : set({ month, from: undefined, to: undefined }))}
        />
        {byDays ? (
          <Flex gap={8} align="center" wrap>
            <Input
              type="date"
              aria-label={t(W.from)}
              value={filters.from ?? ''}
              onChange={({ target }) => target.value && set({ from: target.value })}
              style={{ width: 150 }}
            />
            <Typography.Text>{t(W.to)}</Typography.Text>
            <Input
              type="date"
              aria-label={t(W.to)}
              value={filters.to ?? ''}
              onChange={({ target }) => target.value && set({ to: target.value })}
              style={{ width: 150 }}
            />
          </Flex>
        ) : (
          <Flex gap={8} align="center">
            <Input
              type="month"
              aria-label={t(W.month)}
              value={month}
              onChange={({ target }) => target.value && set({ month: target.value })}
              style={{ width: 150 }}
            />
            <Button size="small" onClick={() => set({ month: monthBefore(today().slice(0, 7)) })}>
              {t(W.last)}
            </Button>
          </Flex>
        )}
        {officer && <CountySelect value={filters.countyCode} onChange={(countyCode) => set({ countyCode })} />}
        {def.by.length > 1 && (
          <Flex component="label" gap={8} align="center">
            {t(W.by)}
            <Select
              aria-label={t(W.by)}
              value={filters.by ?? def.by[0]}
              options={choices(BY_NAMES, t, def.by)}
              onChange={(by) => set({ by })}
              style={{ minWidth: 120 }}
            />
          </Flex>
        )}
        {def.ofEnterprise && officer && (
          <div style={{ minWidth: 220, flex: '0 1 280px' }}>
            <OrganisationSelect
              kind="enterprise"
              label={t(W.enterprise)}
              value={filters.enterpriseId}
              onChange={(enterpriseId) => set({ enterpriseId })}
            />
          </div>
        )}
      </Flex>
    </Card>
  );
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
