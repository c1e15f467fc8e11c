import { CloudUploadOutlined, EditOutlined, ScanOutlined } from '@ant-design/icons';
import { Button, Flex, Spin, Typography } from 'antd';
import { useNavigate } from 'react-router';
import { useT, w } from '../../session/language.ts';
import { Verdict } from '../check/verdict.tsx';
import { change } from '../outbox/entries.ts';
import type { Entry } from '../outbox/entry.ts';
import { sendWaiting } from '../outbox/send.ts';
import { useOnline } from '../reach.ts';
import { EntryResult } from './entry-result.tsx';

const W = {
  waiting: w('已保存，等待上传', 'Saved, waiting to be sent'),
  waitingSaid: w(
    '联网后自动上传，不必守在此页。',
    'It goes out by itself once there is a network; you need not stay here.',
  ),
  sending: w('正在上传…', 'Sending…'),
  refused: w('未被接收，请修改后重新上传', 'Not taken: put it right and send it again'),
  edit: w('修改', 'Change'),
  again: w('立即重试', 'Try again now'),
  next: w('检查下一台', 'Next machine'),
  site: w('工地', 'Site'),
};

/** What became of a record. */
export function EntryStatus({ entry }: { readonly entry: Entry }) {
  const t = useT();
  const go = useNavigate();
  const online = useOnline();
  const edit = () =>
    void change(entry.id, (now) => ({ ...now, state: 'draft', revision: now.revision + (now.outcome ? 0 : 1) }));
  return (
    <Flex vertical gap={16}>
      <Typography.Text>
        {t(W.site)}：<strong>{entry.site.name}</strong>
      </Typography.Text>
      {entry.state === 'waiting' && (
        <Verdict tone={online ? 'none' : 'warn'} title={t(online ? W.sending : W.waiting)}>
          {online ? <Spin size="small" /> : t(W.waitingSaid)}
        </Verdict>
      )}
      {entry.state === 'refused' && (
        <Verdict tone="bad" title={t(W.refused)}>
          <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
            {(entry.fault?.errors.length ? entry.fault.errors.map(({ detail }) => detail) : [entry.fault?.message]).map(
              (said) => (
                <li key={said}>{said}</li>
              ),
            )}
          </ul>
        </Verdict>
      )}
      {entry.outcome && <EntryResult kind={entry.kind} outcome={entry.outcome} />}
      <Flex gap={8} wrap>
        {entry.state === 'waiting' && (
          <Button size="large" icon={<CloudUploadOutlined />} onClick={() => void sendWaiting(entry.userId)}>
            {t(W.again)}
          </Button>
        )}
        {(entry.state === 'refused' || (entry.state === 'waiting' && !online)) && (
          <Button
            size="large"
            icon={<EditOutlined />}
            type={entry.state === 'refused' ? 'primary' : 'default'}
            onClick={edit}
          >
            {t(W.edit)}
          </Button>
        )}
        <Button
          size="large"
          type={entry.state === 'refused' ? 'default' : 'primary'}
          icon={<ScanOutlined />}
          onClick={() => void go('/field')}
        >
          {t(W.next)}
        </Button>
      </Flex>
    </Flex>
  );
}
