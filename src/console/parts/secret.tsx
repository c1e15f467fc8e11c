import { CheckOutlined, CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useT, w } from '../session/language.ts';

const W = {
  copy: w('复制', 'Copy'),
  copied: w('已复制', 'Copied'),
  save: w('存为文件', 'Save as a file'),
  once: w('只显示这一次，离开后无法再查看。', 'It is shown this once and never again.'),
};

/** A secret that the service shows once: what it is, what it is good for, and ways to keep it. `link` is copied in its place where one is given. */
export function Secret({
  title,
  secret,
  link,
  fileName,
  children,
}: {
  readonly title: string;
  readonly secret: string;
  readonly link?: string;
  readonly fileName: string;
  readonly children?: ReactNode;
}) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const text = link ?? secret;
  const copy = async () => {
    // Without https a browser has no clipboard: what is selected is copied the old way.
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copySelected(text);
    setCopied(true);
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={title}
      description={
        <Flex vertical gap={12}>
          {children}
          <Typography.Text code style={{ fontSize: 15, overflowWrap: 'anywhere' }} aria-label={title}>
            {text}
          </Typography.Text>
          <strong>{t(W.once)}</strong>
          <Flex gap={8} wrap>
            <Button
              type="primary"
              size="large"
              icon={copied ? <CheckOutlined /> : <CopyOutlined />}
              onClick={() => void copy()}
            >
              {t(copied ? W.copied : W.copy)}
            </Button>
            <Button size="large" icon={<DownloadOutlined />} onClick={() => save(`${title}\n${text}\n`, fileName)}>
              {t(W.save)}
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}

function copySelected(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
