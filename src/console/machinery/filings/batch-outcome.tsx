import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useT, w } from '../../session/language.ts';
import type { Item } from './accept-many.ts';

const W = {
  accepted: w('已受理', 'Accepted'),
  not: w('未受理', 'Not accepted'),
  unsure: w(
    '未收到结果，继续时会先查明，不会重复受理',
    'No answer came; going on finds out, and nothing is accepted twice',
  ),
  waiting: w('尚未提交', 'Not sent yet'),
  changed: w('核对之后申报有变动，请逐件审核', 'The filing was changed after it was looked at; look at it by itself'),
  each: w('件', ''),
};

/** What became of each filing: accepted, or not and why. */
export function Came({ items }: { readonly items: readonly Item[] }) {
  const t = useT();
  const accepted = items.filter(({ state }) => state === 'accepted');
  const others = items.filter(({ state }) => state !== 'accepted');
  const why = ({ state, reason }: Item): string => {
    if (state === 'changed') return t(W.changed);
    if (state === 'refused') return reason ?? '';
    return [t(state === 'unsure' ? W.unsure : W.waiting), reason].filter((one) => one !== undefined).join('。');
  };
  return (
    <>
      <List icon={<CheckCircleFilled style={{ color: '#16833c' }} />} title={W.accepted} items={accepted} />
      <List
        icon={
          others.some(({ state }) => state === 'refused' || state === 'changed') ? (
            <CloseCircleFilled style={{ color: '#c0392b' }} />
          ) : (
            <QuestionCircleFilled style={{ color: '#a15c00' }} />
          )
        }
        title={W.not}
        items={others}
        why={why}
      />
    </>
  );
}

function List({
  icon,
  title,
  items,
  why,
}: {
  readonly icon: ReactNode;
  readonly title: ReturnType<typeof w>;
  readonly items: readonly Item[];
  readonly why?: (item: Item) => string;
}) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <>
      <p>
        {icon}{' '}
        <strong>
          {t(title)} {items.length} {t(W.each)}
        </strong>
      </p>
      <ul style={{ paddingInlineStart: 24 }}>
        {items.map((item) => (
          <li key={item.id}>
            {item.name}
            {why && (
              <Typography.Text type="secondary" style={{ display: 'block' }}>
                {why(item)}
              </Typography.Text>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
