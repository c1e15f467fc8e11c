import { Flex, Input } from 'antd';
import { useT, w } from '../../session/language.ts';
import { Labelled } from './pickers.tsx';

const W = {
  period: w('时段', 'Period'),
  from: w('开始日期', 'From'),
  to: w('结束日期', 'To'),
};

type Days = { readonly from: string | undefined; readonly to: string | undefined };

/** From a legal day to a legal day, both included; either may be left open. */
export function Period({ from, to, onChange }: Days & { readonly onChange: (days: Days) => void }) {
  const t = useT();
  const day = (label: string, value: string | undefined, set: (next: string | undefined) => void) => (
    <Input
      type="date"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => set(event.target.value || undefined)}
      style={{ minWidth: 0, paddingInline: 6 }}
    />
  );
  return (
    <Labelled label={t(W.period)} wide>
      <Flex gap={4} align="center">
        {day(t(W.from), from, (next) =>
          onChange({ from: next, to: to !== undefined && next && to < next ? next : to }),
        )}
        <span aria-hidden>–</span>
        {day(t(W.to), to, (next) =>
          onChange({ from: from !== undefined && next && next < from ? next : from, to: next }),
        )}
      </Flex>
    </Labelled>
  );
}
