import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Flex, Input, Typography } from 'antd';
import type { Message } from '../../domain/failure.ts';
import { useT, w } from '../session/language.ts';

const W = {
  once: w(
    '仅显示这一次，关闭后无法再查看。请立即复制并妥善交给使用人。',
    'Shown this once and never again. Copy it now.',
  ),
  copy: w('复制', 'Copy'),
  copied: w('已复制', 'Copied'),
  byHand: w('无法自动复制，请手动选中复制。', 'It could not be copied: select and copy it by hand.'),
  done: w('已保存，关闭', 'I have it'),
};

type Shown = readonly { readonly title: Message; readonly value: string }[];

/** Shows secrets in a dialog that only the reader closes. */
export function useSecrets(): (title: Message, secrets: Shown, how?: Message) => void {
  const t = useT();
  const { modal } = App.useApp();
  return (title, secrets, how) => {
    void modal.info({
      title: t(title),
      width: 640,
      closable: false,
      keyboard: false,
      mask: { closable: false },
      okText: t(W.done),
      content: (
        <Flex vertical gap={12}>
          <Typography.Text strong type="danger">
            {t(W.once)}
          </Typography.Text>
          {how && <Typography.Text>{t(how)}</Typography.Text>}
          {secrets.map((one) => (
            <Secret key={one.title.en} title={t(one.title)} value={one.value} />
          ))}
        </Flex>
      ),
    });
  };
}

function Secret({ title, value }: { readonly title: string; readonly value: string }) {
  const t = useT();
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(value).then(
          () => void message.success(t(W.copied)),
          () => void message.warning(t(W.byHand)),
        )
      : message.warning(t(W.byHand));
  return (
    <Flex vertical gap={4}>
      <Typography.Text>{title}</Typography.Text>
      <Flex gap={8}>
        <Input
          aria-label={title}
          readOnly
          value={value}
          onFocus={({ target }) => target.select()}
          style={{ fontFamily: 'monospace' }}
        />
        <Button icon={<CopyOutlined />} onClick={() => void copy()} aria-label={`${t(W.copy)} ${title}`}>
          {t(W.copy)}
        </Button>
      </Flex>
    </Flex>
  );
}
