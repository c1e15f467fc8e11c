import { Button, Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { countiesName } from '../parts/words.ts';
import { Level } from './level.tsx';
import { OrderWords } from './order-words.tsx';
import { STATE_WORDS, stateOf } from './state.ts';
import { LEVEL_COLOURS } from './words.ts';

const W = {
  counties: w('管控区域', 'Where'),
  window: w('管控时间', 'When'),
  until: w('至', 'until'),
  lifted: w('解除为止', 'it is lifted'),
  open: w('查看全文', 'Open'),
  unnumbered: w('未编文号', 'Without a number'),
};

/** An order that is or will be in force, readable from afar. */
export function OrderCard({ order }: { readonly order: Schema<'ListedAlert'> }) {
  const t = useT();
  const [word, tone] = STATE_WORDS[stateOf(order, Date.now())];
  return (
    <Card
      role="region"
      aria-label={order.orderNumber ?? t(W.unnumbered)}
      style={{ borderInlineStart: `8px solid ${LEVEL_COLOURS[order.level].background}` }}
    >
      <Flex vertical gap={16}>
        <Flex wrap gap={12} align="center">
          <Level level={order.level} large />
          <Mark tone={tone}>{t(word)}</Mark>
          <Typography.Text strong>{order.orderNumber ?? t(W.unnumbered)}</Typography.Text>
          {order.issuer && <Typography.Text type="secondary">{order.issuer}</Typography.Text>}
        </Flex>
        <Flex wrap gap="8px 40px" style={{ fontSize: 17 }}>
          <span>
            <Typography.Text type="secondary">{t(W.counties)} </Typography.Text>
            <strong>{t(countiesName(order.countyCodes))}</strong>
          </span>
          <span>
            <Typography.Text type="secondary">{t(W.window)} </Typography.Text>
            <strong>
              <Instant at={order.startsAt} /> {t(W.until)} {order.endsAt ? <Instant at={order.endsAt} /> : t(W.lifted)}
            </strong>
          </span>
        </Flex>
        <OrderWords restrictions={order.restrictions} closedHours={order.closedHours} large />
        {order.note && <Typography.Text type="secondary">{order.note}</Typography.Text>}
        <div>
          <Link to={`/alerts/${order.id}`}>
            <Button>{t(W.open)}</Button>
          </Link>
        </div>
      </Flex>
    </Card>
  );
}
