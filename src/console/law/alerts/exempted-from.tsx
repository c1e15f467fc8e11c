import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { api, told } from '../../api/client.ts';
import { today } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { exemptibleRules, useLawOn } from '../policies/law-on.ts';

const W = {
  clauses: w('条款', 'Clauses'),
  orders: w('管控令', 'Orders'),
  zones: w('低排放控制区', 'Low-emission zones'),
  unnumbered: w('未编文号', 'No number'),
  choose: w('选择豁免依据的条款或管控令', 'Choose a clause or an order'),
};

/** What can be exempted from: clauses that know exemptions, orders, and zones in force. */
export function useExemptedFrom() {
  const t = useT();
  const law = useLawOn(today());
  const orders = useQuery({
    queryKey: ['law', 'alerts', 'lately'],
    queryFn: () => told(api.GET('/api/v1/alerts', { params: { query: { limit: '50' } } })),
  });
  const zones = useQuery({
    queryKey: ['law', 'zones', 'in-force'],
    queryFn: () => told(api.GET('/api/v1/zones', { params: { query: { on: today(), limit: '50' } } })),
  });
  return [
    {
      label: t(W.clauses),
      options: exemptibleRules(law.data).map(({ clause, title }) => ({
        value: `clause:${clause}`,
        label: `${clause} ${t(title)}`,
      })),
    },
    {
      label: t(W.orders),
      options: (orders.data?.items ?? []).map((one) => ({
        value: `order:${one.id}`,
        label: `${one.orderNumber ?? t(W.unnumbered)}（${one.startsAt.slice(0, 10)}）`,
      })),
    },
    {
      label: t(W.zones),
      options: (zones.data?.items ?? []).map((one) => ({ value: `zone:${one.id}`, label: one.name })),
    },
  ].filter(({ options }) => options.length > 0);
}

export function ExemptedFromSelect({
  value,
  onChange,
  id,
}: {
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly id?: string;
}) {
  const t = useT();
  const options = useExemptedFrom();
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      placeholder={t(W.choose)}
      options={options}
      onChange={(next) => next && onChange?.(next)}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}

/** What the API takes for what was chosen. */
export function namedBy(chosen: string): { readonly clauseOrOrder?: string; readonly zoneId?: string } {
  const [kind, id = ''] = [chosen.slice(0, chosen.indexOf(':')), chosen.slice(chosen.indexOf(':') + 1)];
  return kind === 'zone' ? { zoneId: id } : { clauseOrOrder: id };
}

/** What an exemption is from, in words. */
export function useFromWords(): (of: {
  clause?: string | null;
  orderId?: string | null;
  zoneId?: string | null;
}) => string {
  const t = useT();
  const groups = useExemptedFrom();
  const all = groups.flatMap(({ options }) => options);
  const kinds: readonly [string, Message][] = [
    ['clause', W.clauses],
    ['order', W.orders],
    ['zone', W.zones],
  ];
  return ({ clause, orderId, zoneId }) => {
    const value = clause ? `clause:${clause}` : orderId ? `order:${orderId}` : `zone:${zoneId}`;
    const kind = kinds.find(([name]) => value.startsWith(`${name}:`))?.[1] ?? W.clauses;
    return all.find((one) => one.value === value)?.label ?? `${t(kind)} ${clause ?? ''}`;
  };
}
