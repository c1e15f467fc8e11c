import { CloseOutlined, CloudUploadOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Popconfirm, Progress as ProgressLine, Typography } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';
import { cancelUpload, tryUploadsNow } from './queue.ts';
import { useSendingUploads, useUploads } from './use-uploads.ts';
import type { Progress } from './waiting.ts';

const W = {
  title: w('照片上传', 'Uploads'),
  left: w('个文件待上传', 'files to send'),
  held: w('网络不通，已保存在本机，联网后自动继续。', 'No network. Kept on this device; it goes on by itself.'),
  refused: w('有文件未被接收，请查看。', 'A file was not taken. Have a look.'),
  show: w('查看', 'Show'),
  hide: w('收起', 'Hide'),
  again: w('重试', 'Try again'),
  cancel: w('取消上传', 'Cancel'),
  sure: w('取消后该文件不再上传，需要时须重新拍照。', 'It is not sent then, and has to be taken again.'),
};

const STATES: Readonly<Record<Progress['state'], Message>> = {
  waiting: w('等待上传', 'Waiting'),
  sending: w('上传中', 'Sending'),
  held: w('等待网络', 'Waiting for the network'),
  refused: w('未被接收', 'Not taken'),
  done: w('已完成', 'Done'),
};

const percentOf = (files: readonly Progress[]): number => {
  const all = files.reduce((sum, { content }) => sum + content.size, 0);
  return all === 0 ? 0 : Math.floor((100 * files.reduce((sum, { received }) => sum + received, 0)) / all);
};

/** What is being sent, at the head of every page that shows it; nothing where nothing is. It also does the sending. */
export function UploadsBar() {
  const t = useT();
  useSendingUploads();
  const files = useUploads();
  const [open, setOpen] = useState(false);
  if (files.length === 0) return null;
  const note = files.some(({ state }) => state === 'refused')
    ? W.refused
    : files.some(({ state }) => state === 'held')
      ? W.held
      : undefined;
  return (
    <section
      aria-label={t(W.title)}
      className="no-print"
      style={{ position: 'sticky', top: 60, zIndex: 6, marginBottom: 12 }}
    >
      <Card size="small" style={{ boxShadow: '0 2px 12px rgba(0,0,0,.18)' }}>
        <Flex align="center" gap={12}>
          <CloudUploadOutlined style={{ fontSize: 20 }} />
          <div style={{ flex: 1, minWidth: 0 }} role="status">
            <Typography.Text strong>
              {files.length} {t(W.left)}
            </Typography.Text>
            <ProgressLine percent={percentOf(files)} size="small" aria-label={t(W.title)} />
          </div>
          <Button onClick={() => setOpen(!open)} aria-expanded={open}>
            {t(open ? W.hide : W.show)}
          </Button>
        </Flex>
        {note && <Typography.Text type="secondary">{t(note)}</Typography.Text>}
        {open && (
          <ul style={{ listStyle: 'none', margin: '8px 0 0', padding: 0, maxHeight: '40vh', overflow: 'auto' }}>
            {files.map((file) => (
              <File key={file.key} file={file} />
            ))}
          </ul>
        )}
      </Card>
    </section>
  );
}

function File({ file }: { readonly file: Progress }) {
  const t = useT();
  const { key, label, state, refused } = file;
  return (
    <li style={{ display: 'flex', gap: 8, alignItems: 'center', padding: '6px 0', borderTop: '1px solid #e5e9e9' }}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <div>{label}</div>
        <Typography.Text type={state === 'refused' ? 'danger' : 'secondary'}>
          {t(STATES[state])} {state === 'refused' ? refused : `${percentOf([file])}%`}
        </Typography.Text>
      </div>
      {(state === 'refused' || state === 'held') && (
        <Button
          icon={<ReloadOutlined />}
          aria-label={`${t(W.again)}：${label}`}
          onClick={() => void tryUploadsNow(key)}
        />
      )}
      <Popconfirm title={t(W.cancel)} description={t(W.sure)} onConfirm={() => void cancelUpload(key)}>
        <Button icon={<CloseOutlined />} aria-label={`${t(W.cancel)}：${label}`} />
      </Popconfirm>
    </li>
  );
}
