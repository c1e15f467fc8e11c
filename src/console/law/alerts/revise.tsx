import { Form, Input, Radio } from 'antd';
import type { AlertLevel } from '../../../domain/alerts/order.ts';
import { ALERT_LEVELS } from '../../../domain/alerts/order.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { fieldNow, fieldOf, instantOf } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { choices } from '../parts/words.ts';
import { OrderFields } from './order-fields.tsx';
import { bodyOf, type OrderValues, valuesOf } from './order-values.ts';
import { stateOf } from './state.ts';
import { LEVEL_NAMES } from './words.ts';

const W = {
  extend: w('延长', 'Extend'),
  extendSays: w(
    '延长后，本令在新的结束时间前继续有约束力；延长签发之前进厂的车辆不受影响。',
    'It goes on binding until then. Whoever came before the extension was issued is not touched.',
  ),
  level: w('调整级别', 'Change level'),
  levelSays: w(
    '只改级别，措施不变。需要同时改措施的，请用“修订”。',
    'Only the level; what is barred stays. Use “Amend” to change that too.',
  ),
  lift: w('解除', 'Lift'),
  liftTitle: w('解除管控令', 'Lift the order'),
  liftSays: w(
    '自所填时间起，车辆进厂与机械作业恢复常规规则。此前的违法线索不受影响。',
    'From then on the ordinary rules hold again. Breaches from before stay.',
  ),
  amend: w('修订', 'Amend'),
  amendSays: w(
    '修订自签发起有约束力，此前的通行仍按原内容判定。',
    'The amendment binds from its issuing on; what was before is judged by what stood then.',
  ),
  until: w('新的结束时间（北京时间）', 'New end (China time)'),
  liftAt: w('解除时间（北京时间）', 'Lifted at (China time)'),
  note: w('说明', 'Note'),
  newLevel: w('新的级别', 'New level'),
  needed: w('请填写此项', 'This is needed'),
  done: w('已签发修订', 'The revision is issued'),
};

type Change = Partial<Omit<ReturnType<typeof bodyOf>, 'endsAt'>> & { readonly endsAt?: string | null };

/** What a city officer can do with an order: each is a revision, told before it is issued. */
export function Revise({ order, etag }: { readonly order: Schema<'Alert'>; readonly etag: string }) {
  const t = useT();
  const send = (body: Change, key: string) =>
    told(
      api.PATCH('/api/v1/alerts/{id}', {
        params: {
          path: { id: order.id },
          header: { 'If-Match': etag, 'Idempotency-Key': key } as { 'If-Match': string },
        },
        body: body as never,
      }),
    );
  const state = stateOf(order, Date.now());
  const needed = [{ required: true, message: t(W.needed) }];
  const note = (
    <Form.Item name="note" label={t(W.note)}>
      <Input.TextArea rows={2} maxLength={2000} />
    </Form.Item>
  );
  const at = (label: string) => (
    <Form.Item name="endsAt" label={label} rules={needed}>
      <Input type="datetime-local" />
    </Form.Item>
  );
  const noted = (given: string | undefined) => (given ? { note: given } : {});
  return (
    <>
      <Act<{ endsAt: string; note?: string }, unknown>
        label={W.extend}
        says={t(W.extendSays)}
        said={W.done}
        type="primary"
        initial={{ endsAt: order.endsAt ? fieldOf(order.endsAt) : fieldNow(24) }}
        fields={
          <>
            {at(t(W.until))}
            {note}
          </>
        }
        act={(values, key) => send({ endsAt: instantOf(values.endsAt), ...noted(values.note) }, key)}
      />
      <Act<{ level: AlertLevel; note?: string }, unknown>
        label={W.level}
        says={t(W.levelSays)}
        said={W.done}
        initial={{ level: order.level }}
        fields={
          <>
            <Form.Item name="level" label={t(W.newLevel)} rules={needed}>
              <Radio.Group optionType="button" buttonStyle="solid" options={choices(LEVEL_NAMES, t, ALERT_LEVELS)} />
            </Form.Item>
            {note}
          </>
        }
        act={(values, key) => send({ level: values.level, ...noted(values.note) }, key)}
      />
      <Act<OrderValues, unknown>
        label={W.amend}
        says={t(W.amendSays)}
        said={W.done}
        width={1000}
        initial={valuesOf(order)}
        fields={<OrderFields />}
        act={(values, key) => send(bodyOf(values), key)}
      />
      {(state === 'inForce' || state === 'ahead') && (
        <Act<{ endsAt: string; note?: string }, unknown>
          label={W.lift}
          title={W.liftTitle}
          says={t(W.liftSays)}
          said={W.done}
          danger
          initial={{ endsAt: fieldNow() }}
          fields={
            <>
              {at(t(W.liftAt))}
              {note}
            </>
          }
          act={(values, key) => send({ endsAt: instantOf(values.endsAt), ...noted(values.note) }, key)}
        />
      )}
    </>
  );
}
