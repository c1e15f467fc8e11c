import { useQuery } from '@tanstack/react-query';
import { Alert, Flex } from 'antd';
import { Link } from 'react-router';
import { formatInstant } from '../../../domain/time.ts';
import { api, type Row, told } from '../../api/client.ts';
import { minuteText } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { LEVEL_NAMES, useCountyNames } from '../words.ts';

const W = {
  until: w('解除时间', 'Ends'),
  open: w('另行通知', 'until further notice'),
  counties: w('范围', 'In'),
  more: w('查看管控措施', 'See the measures'),
};

type Order = Row<'/api/v1/alerts'>;

/** Orders in heavy pollution that are in force, where the reader is if that is one county. Shows nothing while there are none. */
export function AlertsInForce() {
  const { countyCode } = useMe();
  const { data } = useQuery({
    queryKey: ['alerts', 'in-force', countyCode],
    queryFn: () =>
      told(
        api.GET('/api/v1/alerts', {
          params: { query: { inForceAt: formatInstant(Date.now()), ...(countyCode ? { countyCode } : {}) } },
        }),
      ),
    refetchInterval: 60_000,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Flex vertical gap={8}>
      {data.items.map((order) => (
        <InForce key={order.id} order={order} />
      ))}
    </Flex>
  );
}

function InForce({ order }: { readonly order: Order }) {
  const t = useT();
  const countyNames = useCountyNames();
  const ends = order.endsAt ? minuteText(order.endsAt) : t(W.open);
  return (
    <Alert
      type={order.level === 'yellow' ? 'warning' : 'error'}
      showIcon
      title={`${t(LEVEL_NAMES[order.level])} · ${t(W.until)} ${ends}`}
      description={`${t(W.counties)}: ${countyNames(order.countyCodes)}`}
      action={<Link to={`/alerts/${order.id}`}>{t(W.more)}</Link>}
    />
  );
}
