import { Alert, Flex, Input, Tag } from 'antd';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { usePlateInHand } from '../parts/plate-in-hand.ts';

const W = {
  plate: w('号牌号码', 'Plate'),
  find: w('查号牌', 'Find plate'),
  only: w('只看号牌', 'Only'),
  all: w('不再限定号牌', 'Any plate'),
  lost: w(
    '页面重新加载后，号牌条件已清除，请重新输入。',
    'The plate was forgotten when the page was loaded again. Enter it once more.',
  ),
};

/** Narrows the list to one plate, which is kept in memory alone. */
export function PlateSearch() {
  const t = useT();
  const { plate, lost, take } = usePlateInHand();
  if (plate)
    return (
      <Flex align="center" gap={8}>
        <span>{t(W.only)}</span>
        <Plate plate={plate.plate} colour={plate.plateColour} />
        <Tag
          closable
          closeIcon={<span>×</span>}
          onClose={(event) => {
            event.preventDefault();
            take(undefined);
          }}
        >
          {t(W.all)}
        </Tag>
      </Flex>
    );
  return (
    <>
      <Input.Search
        aria-label={t(W.plate)}
        placeholder={t(W.plate)}
        enterButton={t(W.find)}
        maxLength={20}
        autoComplete="off"
        style={{ width: 220 }}
        onSearch={(text) => {
          if (text.trim()) take({ plate: text.trim() });
        }}
      />
      {lost && <Alert type="info" showIcon title={t(W.lost)} />}
    </>
  );
}
