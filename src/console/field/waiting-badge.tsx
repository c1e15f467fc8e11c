import { CloudUploadOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useT, w } from '../session/language.ts';
import { useMe } from '../session/session-provider.tsx';
import { useEntries } from './outbox/entries.ts';
import { useSending } from './outbox/use-sending.ts';

const W = { open: w('条现场记录未上传', 'field records not sent') };

/** Sends what the inspector recorded, on whatever page, and says how much of it is not with the service yet. */
export default function WaitingBadge() {
  const t = useT();
  const me = useMe();
  const go = useNavigate();
  useSending(me.id);
  const { data: entries = [] } = useEntries(me.id);
  const open = entries.filter(({ state }) => state === 'waiting' || state === 'refused').length;
  if (open === 0) return null;
  return (
    <Badge count={open} size="small" offset={[-6, 6]}>
      <Button
        type="text"
        icon={<CloudUploadOutlined />}
        aria-label={`${open} ${t(W.open)}`}
        onClick={() => void go('/field/records')}
      />
    </Badge>
  );
}
