import { Button, Flex } from 'antd';
import { useT, w } from '../../session/language.ts';
import { useLaw } from '../parts/use-law.ts';
import type { FilterChange, ViolationFilters } from './use-violation-filters.ts';

const W = {
  rule: w('规则', 'Rule'),
  machineId: w('只看某台机械', 'One machine alone'),
  siteId: w('只看某个工地', 'One site alone'),
  sellerName: w('销售单位', 'Seller'),
  clear: w('清除全部筛选', 'Clear all filters'),
};

const NAMES = ['rule', 'machineId', 'siteId', 'sellerName'] as const;

/** What the list is narrowed by that only a link can bring, each to be taken off again. */
export function MoreNarrowing({
  filters,
  set,
}: {
  readonly filters: ViolationFilters;
  readonly set: (change: FilterChange) => void;
}) {
  const t = useT();
  const law = useLaw();
  const told = (name: (typeof NAMES)[number], value: string) => {
    if (name === 'sellerName') return `${t(W.sellerName)}: ${value}`;
    if (name !== 'rule') return t(W[name]);
    const rule = [...(law?.rules ?? []), ...(law?.manualKinds ?? [])].find(
      (one) => ('id' in one ? one.id : one.rule) === value,
    );
    return `${t(W.rule)}: ${rule ? t(rule.title) : value}`;
  };
  const given = Object.keys(filters) as (keyof ViolationFilters)[];
  if (given.length === 0) return null;
  return (
    <Flex gap={8} wrap align="center">
      {NAMES.map((name) => {
        const value = filters[name];
        return value === undefined ? null : (
          <Button key={name} size="small" onClick={() => set({ [name]: undefined })}>
            {told(name, value)} ×
          </Button>
        );
      })}
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        onClick={() => set(Object.fromEntries(given.map((name) => [name, undefined])))}
      >
        {t(W.clear)}
      </Button>
    </Flex>
  );
}
