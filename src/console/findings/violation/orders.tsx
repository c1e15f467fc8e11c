import { Flex } from 'antd';
import type { OrderNote } from '../../../domain/policy/kernel.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  order: w('应急管控令', 'Order'),
  none: w('（无文号）', 'without number'),
  revision: w('版本', 'revision'),
  lifted: w('解除为止', 'until lifted'),
  to: w('至', 'to'),
};

const BEARINGS: Readonly<Record<OrderNote['bearing'], readonly [ReturnType<typeof w>, Tone]>> = {
  barred: [w('限制该对象', 'bars it'), 'bad'],
  exempted: [w('已豁免', 'exempted from it'), 'info'],
  unknown: [w('是否限制无法确定', 'cannot be told'), 'warn'],
  free: [w('不限制该对象', 'does not bar it'), 'good'],
};
const LEVELS: Readonly<Record<string, ReturnType<typeof w>>> = {
  yellow: w('黄色', 'yellow'),
  orange: w('橙色', 'orange'),
  red: w('红色', 'red'),
};

/** The orders in heavy pollution that a decision turned on. */
export function Orders({ orders }: { readonly orders: readonly OrderNote[] }) {
  const t = useT();
  if (orders.length === 0) return null;
  return (
    <Flex vertical gap={8} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {orders.map(({ id, orderNumber, revision, level, startsAt, endsAt, bearing }) => {
        const [bears, tone] = BEARINGS[bearing];
        const colour = LEVELS[level];
        return (
          <li key={id}>
            {t(W.order)} {orderNumber ?? t(W.none)}（{colour ? t(colour) : level}，{t(W.revision)} {revision}）
            <Instant at={startsAt} /> {t(W.to)} {endsAt ? <Instant at={endsAt} /> : t(W.lifted)}{' '}
            <Mark tone={tone}>{t(bears)}</Mark>
          </li>
        );
      })}
    </Flex>
  );
}
