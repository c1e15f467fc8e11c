import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { MACHINE_STATUS_NAMES, type MachineStatus } from '../../../domain/machinery/machine-life.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { ClaimMachine } from './claim-machine.tsx';
import { LifeMark } from './machine-marks.tsx';

const W = {
  title: w('在用状态', 'Whether it is in use'),
  sold: w('已转卖', 'Sold'),
  scrapped: w('已报废', 'Scrapped'),
  moved_out: w('已转出本市', 'Moved out'),
  active: w('恢复在用', 'Back into use'),
  transfer: w('转让给其他单位', 'Hand it over'),
  what: w(
    '登记后该机械不能再申报，恢复在用后方可。现场情况照常记录。',
    'It cannot be filed anew until it is put back into use. What happens on sites is recorded all the same.',
  ),
  activeWhat: w('恢复后可以继续申报。', 'It can be filed again then.'),
  on: w('自哪日起', 'Since'),
  reason: w('原因', 'Why'),
  needed: w('请填写', 'This is needed'),
  done: w('已记录', 'Noted'),
};

type Values = { readonly on?: string; readonly reason?: string };
const ENDS = ['sold', 'scrapped', 'moved_out'] as const;

/** Whether a machine is still in use, its changes so far, and what its holder or an officer can note. */
export function MachineLife({ machine, own }: { readonly machine: Schema<'Machine'>; readonly own: boolean }) {
  const t = useT();
  const may = useMay();
  const [noting, setNoting] = useState<MachineStatus>();
  const [offering, setOffering] = useState(false);
  const mayNote = may('machine.note') && (own || !may('machine.create'));
  return (
    <Section
      title={t(W.title)}
      actions={
        <>
          {mayNote &&
            (machine.status === 'active' ? (
              ENDS.map((to) => (
                <Button key={to} onClick={() => setNoting(to)}>
                  {t(W[to])}
                </Button>
              ))
            ) : (
              <Button onClick={() => setNoting('active')}>{t(W.active)}</Button>
            ))}
          {own && may('machine.update') && <Button onClick={() => setOffering(true)}>{t(W.transfer)}</Button>}
        </>
      }
    >
      <LifeMark machine={machine} /> {machine.statusOn}
      {machine.life.length > 0 && (
        <ul style={{ marginBottom: 0 }}>
          {machine.life.map(({ status, on, reason, at }) => (
            <li key={at}>
              {on} {t(MACHINE_STATUS_NAMES[status])}
              {reason && `：${reason}`}
            </li>
          ))}
        </ul>
      )}
      {noting && <NoteLife machine={machine} to={noting} onClose={() => setNoting(undefined)} />}
      {offering && <ClaimMachine machineId={machine.id} offer onClose={() => setOffering(false)} />}
    </Section>
  );
}

const PATHS = {
  sold: '/api/v1/machines/{id}/sold',
  scrapped: '/api/v1/machines/{id}/scrapped',
  moved_out: '/api/v1/machines/{id}/moved-out',
} as const;

function NoteLife({
  machine,
  to,
  onClose,
}: {
  readonly machine: Schema<'Machine'>;
  readonly to: MachineStatus;
  readonly onClose: () => void;
}) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const note = useAct(
    ({ on, reason }: Values, key) => {
      const params = { path: { id: machine.id }, header: keyed(key) };
      if (to === 'active')
        return told(api.POST('/api/v1/machines/{id}/reactivate', { params, body: { reason: reason ?? '' } }));
      const body = { ...(on ? { on } : {}), ...(reason?.trim() ? { reason: reason.trim() } : {}) };
      return told(api.POST(PATHS[to], { params, body }));
    },
    { done: t(W.done), quiet: true, onDone: onClose },
  );
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={t(W[to])}
      okText={t(W[to])}
      okButtonProps={{ loading: note.isPending, danger: to !== 'active' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(to === 'active' ? W.activeWhat : W.what)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ on: legalDayOf(Date.now()) }}
        onFinish={(values) => {
          setFault(undefined);
          note.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        {to !== 'active' && (
          <Form.Item name="on" label={t(W.on)} rules={rules}>
            <Input type="date" size="large" />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t(W.reason)} rules={to === 'active' ? rules : []}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
