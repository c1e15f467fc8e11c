import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { fieldNow, instantOf } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';

const W = {
  entry: w('报告进场', 'Report the entry'),
  exit: w('报告离场', 'Report the exit'),
  enteredAt: w('进场时间（北京时间）', 'When it entered (China time)'),
  exitedAt: w('离场时间（北京时间）', 'When it left (China time)'),
  entryWhat: w(
    '按实际时间报告。进场时间须晚于提交时间，否则视为未按规定申报。',
    'Report the real time. An entry before the submission counts as not filed in time.',
  ),
  exitWhat: w(
    '离场后该申报了结，再次进场须重新申报。',
    'The filing ends with it; to come back, the machine is filed anew.',
  ),
  done: w('已报告', 'Reported'),
};

/** Reports when a machine came on the site or left it. */
export function ReportMoment({
  filing,
  what,
  onClose,
}: {
  readonly filing: Schema<'Filing'>;
  readonly what: 'entry' | 'exit';
  readonly onClose: () => void;
}) {
  const t = useT();
  const [moment, setMoment] = useState(() => fieldNow());
  const [fault, setFault] = useState<string>();
  const report = useAct(
    (text: string, key) => {
      const at = instantOf(text);
      const params = { path: { id: filing.id }, header: keyed(key) };
      return what === 'entry'
        ? told(api.POST('/api/v1/filings/{id}/entry', { params, body: { enteredAt: at } }))
        : told(api.POST('/api/v1/filings/{id}/exit', { params, body: { exitedAt: at } }));
    },
    { done: t(W.done), quiet: true, onDone: onClose },
  );
  const entry = what === 'entry';
  return (
    <Modal
      open
      title={t(W[what])}
      okText={t(W[what])}
      okButtonProps={{ loading: report.isPending, disabled: moment === '' }}
      onOk={() => report.mutate(moment, { onError: (error) => setFault(error.message) })}
      onCancel={onClose}
    >
      <p>{t(entry ? W.entryWhat : W.exitWhat)}</p>
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
      <Form layout="vertical">
        <Form.Item label={t(entry ? W.enteredAt : W.exitedAt)} htmlFor="moment">
          <Input
            id="moment"
            type="datetime-local"
            size="large"
            value={moment}
            onChange={(event) => setMoment(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
