import { Button, Flex, Input, Select } from 'antd';
import { COUNTY_CODES } from '../../../domain/codes/county.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useCountyName } from '../words.ts';
import { type Months, monthsBefore, thisMonth } from './months.ts';

const W = {
  from: w('起始月份', 'From month'),
  to: w('截止月份', 'To month'),
  until: w('至', 'to'),
  county: w('县区', 'County'),
  all: w('全部县区', 'All counties'),
  month: w('本月', 'This month'),
  year: w('近 12 个月', 'Last 12 months'),
};

type Change = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly county?: string | undefined;
};

/** Which months and which county the page is about. */
export function PeriodFilter({
  months: { from, to },
  county,
  onChange,
}: {
  readonly months: Months;
  readonly county: string | undefined;
  readonly onChange: (change: Change) => void;
}) {
  const t = useT();
  const me = useMe();
  const countyName = useCountyName();
  const now = thisMonth();
  const month = (label: string, value: string, take: (month: string) => Change) => (
    <Input
      type="month"
      aria-label={label}
      value={value}
      max={now}
      onChange={({ target }) => target.value && onChange(take(target.value))}
      style={{ width: 150 }}
    />
  );
  return (
    <Flex gap={8} wrap align="center">
      <Flex gap={8} align="center">
        {month(t(W.from), from, (chosen) => ({ from: chosen, to: chosen > to ? chosen : to }))}
        {t(W.until)}
        {month(t(W.to), to, (chosen) => ({ to: chosen, from: chosen < from ? chosen : from }))}
      </Flex>
      <Button onClick={() => onChange({ from: now, to: now })}>{t(W.month)}</Button>
      <Button onClick={() => onChange({ from: monthsBefore(now, 11), to: now })}>{t(W.year)}</Button>
      {me.countyCode === null && (
        <Select
          aria-label={t(W.county)}
          value={county ?? ''}
          onChange={(code) => onChange({ county: code || undefined })}
          options={[
            { value: '', label: t(W.all) },
            ...COUNTY_CODES.map((code) => ({ value: code, label: countyName(code) })),
          ]}
          style={{ minWidth: 132 }}
        />
      )}
    </Flex>
  );
}
