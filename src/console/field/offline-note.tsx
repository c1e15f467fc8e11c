import { CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons';
import { Alert, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useT, w } from '../session/language.ts';
import { useMe } from '../session/session-provider.tsx';
import { useEntries, useOthers } from './outbox/entries.ts';
import { useOnline } from './reach.ts';

const W = {
  offline: w('当前无网络', 'No network'),
  offlineDetail: w(
    '可以照常记录，记录保存在本机，联网后自动上传，不会重复。',
    'Record as usual: it is kept on this telephone and sent once there is a network, never twice.',
  ),
  ready: w('本页已可离线使用', 'This page works without a network now'),
  list: w('我的记录', 'My records'),
  waiting: w('待上传', 'waiting'),
  refused: w('被退回待修改', 'refused'),
  draft: w('未填完', 'unfinished'),
  others: w(
    '本机还有其他人员的记录未上传，须其本人登录后上传：',
    'Others have records on this telephone that go out once they sign in: ',
  ),
};

/** Whether there is a network, and what of the inspector's own records is not with the service yet. */
export function OfflineNote() {
  const t = useT();
  const me = useMe();
  const online = useOnline();
  const ready = useReady();
  const atList = useLocation().pathname === '/field/records';
  const { data: entries = [] } = useEntries(me.id);
  const { data: others = 0 } = useOthers(me.id);
  const open = (['draft', 'refused', 'waiting'] as const).flatMap((state) => {
    const count = entries.filter((entry) => entry.state === state).length;
    return count > 0 ? [`${count} ${t(W[state])}`] : [];
  });
  return (
    <>
      {!online && (
        <Alert
          type="warning"
          showIcon
          icon={<DisconnectOutlined />}
          title={t(W.offline)}
          description={t(W.offlineDetail)}
        />
      )}
      <Flex gap={8} justify="space-between" wrap align="center">
        {!atList && (
          <Link to="/field/records" style={{ padding: '8px 0' }}>
            {t(W.list)}
            {open.length > 0 && `（${open.join('、')}）`}
          </Link>
        )}
        {online && ready && (
          <span style={{ fontSize: 13 }}>
            <CloudSyncOutlined aria-hidden /> {t(W.ready)}
          </span>
        )}
      </Flex>
      {others > 0 && <Alert type="info" showIcon title={`${t(W.others)}${others}`} />}
    </>
  );
}

/** Whether the worker has kept all that is needed. */
function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let over = false;
    void navigator.serviceWorker?.ready.then(() => {
      if (!over) setReady(true);
    });
    return () => {
      over = true;
    };
  }, []);
  return ready;
}
