import { CheckCircleOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { legalDayOf } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';

const W = {
  close: w('完工关闭', 'Close the site'),
  what: w(
    '关闭后不能再为该工地申报机械；未离场的机械仍须报告离场。',
    'Nothing more is filed for it then. Machines that are there still have to report their exits.',
  ),
  last: w('最后施工日期', 'Last day of work'),
  sure: w('确认关闭', 'Close it'),
  closed: w('工地已关闭', 'The site is closed'),
  left: w('仍有未了结的申报，请报告离场或撤回：', 'Open filings, to report exits of or to withdraw: '),
  reopen: w('重新启用', 'Open again'),
  reopenWhat: w('工地重新启用后可以继续申报机械。', 'Machines can then be filed for it again.'),
  reopened: w('工地已重新启用', 'The site is open again'),
};

/** Closes a site whose work has ended, or opens it again. */
export function CloseSite({ site }: { readonly site: Schema<'Site'> }) {
  const t = useT();
  const { modal } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [closedOn, setClosedOn] = useState(() => legalDayOf(Date.now()));
  const path = { id: site.id };
  const close = useAct(
    (day: string, key) =>
      told(api.POST('/api/v1/sites/{id}/close', { params: { path, header: keyed(key) }, body: { closedOn: day } })),
    {
      done: t(W.closed),
      onDone: ({ openFilings }) => {
        setAsking(false);
        if (openFilings > 0) modal.warning({ title: t(W.closed), content: `${t(W.left)}${openFilings}` });
      },
    },
  );
  const reopen = useAct(
    (_: undefined, key) => told(api.POST('/api/v1/sites/{id}/reopen', { params: { path, header: keyed(key) } })),
    { done: t(W.reopened) },
  );
  if (site.status === 'closed')
    return (
      <Popconfirm title={t(W.reopen)} description={t(W.reopenWhat)} onConfirm={() => reopen.mutate(undefined)}>
        <Button size="large" icon={<UndoOutlined />} loading={reopen.isPending}>
          {t(W.reopen)}
        </Button>
      </Popconfirm>
    );
  return (
    <>
      <Button size="large" icon={<CheckCircleOutlined />} onClick={() => setAsking(true)}>
        {t(W.close)}
      </Button>
      <Modal
        open={asking}
        title={t(W.close)}
        okText={t(W.sure)}
        okButtonProps={{ loading: close.isPending, danger: true }}
        onOk={() => close.mutate(closedOn)}
        onCancel={() => setAsking(false)}
      >
        <Typography.Paragraph>{t(W.what)}</Typography.Paragraph>
        <Form layout="vertical">
          <Form.Item label={t(W.last)} htmlFor="closed-on">
            <Input
              id="closed-on"
              type="date"
              size="large"
              value={closedOn}
              onChange={(event) => setClosedOn(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
