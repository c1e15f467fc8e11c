import { Flex, Input, Segmented } from 'antd';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  quick: w('快捷时段', 'Period'),
  today: w('今天', 'Today'),
  week: w('近7天', '7 days'),
  month: w('近30天', '30 days'),
  year: w('今年', 'This year'),
  all: w('全部', 'All'),
  own: w('自选', 'Dates'),
  from: w('开始日期', 'First day'),
  to: w('结束日期', 'Last day'),
  until: w('至', 'to'),
};

type Period = { readonly from: string | undefined; readonly to: string | undefined };

function quickPeriods(today: string): Readonly<Record<'today' | 'week' | 'month' | 'year' | 'all', Period>> {
  return {
    today: { from: today, to: today },
    week: { from: addDays(today, -6), to: today },
    month: { from: addDays(today, -29), to: today },
    year: { from: `${today.slice(0, 4)}-01-01`, to: today },
    all: { from: undefined, to: undefined },
  };
}

/** A period of legal days: the usual ones by one touch, others by their days. */
export function Periods({ from, to, onChange }: Period & { readonly onChange: (period: Period) => void }) {
  const t = useT();
  const quick = quickPeriods(legalDayOf(Date.now()));
  const names = Object.keys(quick) as (keyof typeof quick)[];
  const chosen = names.find((name) => quick[name].from === from && quick[name].to === to);
  return (
    <Flex gap={8} wrap align="center">
      <Segmented<string>
        style={{ maxWidth: '100%', overflowX: 'auto' }}
        aria-label={t(W.quick)}
        value={chosen ?? 'own'}
        options={[
          ...names.map((name) => ({ value: name, label: t(W[name]) })),
          ...(chosen ? [] : [{ value: 'own', label: t(W.own) }]),
        ]}
        onChange={(name) => {
          if (name !== 'own') onChange(quick[name as keyof typeof quick]);
        }}
      />
      <Flex gap={4} align="center" style={{ maxWidth: '100%' }}>
        <Day label={t(W.from)} value={from} onChange={(day) => onChange({ from: day, to })} />
        <span>{t(W.until)}</span>
        <Day label={t(W.to)} value={to} onChange={(day) => onChange({ from, to: day })} />
      </Flex>
    </Flex>
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}) {
  return (
    <Input
      type="date"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value || undefined)}
      style={{ width: 148, flex: '0 1 148px', minWidth: 0 }}
    />
  );
}
