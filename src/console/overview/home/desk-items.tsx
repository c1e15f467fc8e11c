import { RightOutlined } from '@ant-design/icons';
import { Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { pageOf } from '../../parts/api-links.ts';
import { minuteText } from '../../parts/moments.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { DESK_PAGES, DESK_WORDS } from './desk-words.ts';

const W = {
  urgent: w('急', 'Urgent'),
  oldest: w('最早', 'Oldest'),
  more: w('以上', 'or more'),
};

/** What waits, the urgent first; each is one way to where it is dealt with. */
export function DeskItems({ items }: { readonly items: readonly Schema<'DeskItem'>[] }) {
  const sorted = [...items].sort((a, b) => Number(b.urgent ?? false) - Number(a.urgent ?? false));
  return (
    <ul
      style={{
        listStyle: 'none',
        margin: 0,
        padding: 0,
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
      }}
    >
      {sorted.map((item) => (
        <li key={item.topic}>
          <DeskItem item={item} />
        </li>
      ))}
    </ul>
  );
}

function DeskItem({ item }: { readonly item: Schema<'DeskItem'> }) {
  const t = useT();
  const { title, todo } = DESK_WORDS[item.topic] ?? { title: w(item.topic, item.topic), todo: undefined };
  const card = (
    <Card
      hoverable
      size="small"
      style={{ height: '100%', borderInlineStart: `4px solid ${item.urgent ? '#b42318' : '#9fcac3'}` }}
    >
      <Flex align="center" gap={12}>
        <Typography.Text className="numbers" strong style={{ fontSize: 28, lineHeight: 1.2, minWidth: 40 }}>
          {item.count}
          {item.more && '+'}
        </Typography.Text>
        <Flex vertical gap={2} style={{ flex: 1, minWidth: 0 }}>
          <Flex gap={8} align="center" wrap>
            <Typography.Text strong>{t(title)}</Typography.Text>
            {item.urgent && <Mark tone="bad">{t(W.urgent)}</Mark>}
          </Flex>
          {todo && <Typography.Text type="secondary">{t(todo)}</Typography.Text>}
          {item.oldestAt && (
            <Typography.Text type="secondary" className="numbers" style={{ fontSize: 12 }}>
              {t(W.oldest)} {minuteText(item.oldestAt)}
            </Typography.Text>
          )}
        </Flex>
        <RightOutlined aria-hidden />
      </Flex>
    </Card>
  );
  const page = DESK_PAGES[item.topic] ?? pageOf(`${item.link.path}?${item.link.query}`);
  return page ? (
    <Link to={page} style={{ display: 'block', height: '100%' }}>
      {card}
    </Link>
  ) : (
    card
  );
}
