import { Form, Input, Radio } from 'antd';
import type { GateDirection, GateMode } from '../../../domain/gates/gate.ts';
import { DIRECTION_NAMES, MODE_NAMES } from '../../../domain/gates/names.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Act } from '../act.tsx';
import { tagged } from '../tagged.ts';

const W = {
  add: w('登记门禁', 'Add a gate'),
  addSays: w('新门禁先为“只提示”方式，确认接入正常后再改为拦截。', 'It begins by advising only.'),
  name: w('名称', 'Name'),
  direction: w('通行方向', 'Direction'),
  mode: w('控制方式', 'Mode'),
  change: w('修改', 'Change'),
  changeGate: w('修改门禁', 'Change the gate'),
  enforceSays: w(
    '改为“违规时拦截”后，门禁电脑会收到不予放行的指令。',
    'A gate that holds is told not to open for what breaks a rule.',
  ),
  needed: w('请填写此项', 'This is needed'),
};

/** Puts a gate of an enterprise on record. */
export function NewGate({
  enterpriseId,
  after,
}: {
  readonly enterpriseId: string;
  readonly after?: (gate: Schema<'Gate'>) => void;
}) {
  const t = useT();
  return (
    <Act<{ name: string; direction: GateDirection }, Schema<'Gate'>>
      label={W.add}
      says={t(W.addSays)}
      type="primary"
      initial={{ direction: 'both' }}
      fields={
        <>
          <NameField />
          <Form.Item name="direction" label={t(W.direction)}>
            <Radio.Group optionType="button" options={options(DIRECTION_NAMES, t)} />
          </Form.Item>
        </>
      }
      act={(values, key) =>
        told(
          api.POST('/api/v1/gates', {
            params: { header: { 'Idempotency-Key': key } },
            body: { ...values, enterpriseId },
          }),
        )
      }
      {...(after ? { after } : {})}
    />
  );
}

/** Renames a gate, or changes what its computer is told. */
export function ChangeGate({ gate }: { readonly gate: { readonly id: string; name: string; mode: GateMode } }) {
  const t = useT();
  const path = { id: gate.id };
  return (
    <Act<{ name: string; mode: GateMode }, unknown>
      label={W.change}
      title={W.changeGate}
      confirm={W.changeGate}
      says={t(W.enforceSays)}
      initial={{ name: gate.name, mode: gate.mode }}
      fields={
        <>
          <NameField />
          <Form.Item name="mode" label={t(W.mode)}>
            <Radio.Group optionType="button" options={options(MODE_NAMES, t)} />
          </Form.Item>
        </>
      }
      act={async (body) => {
        const { etag } = await tagged(api.GET('/api/v1/gates/{id}', { params: { path } }));
        return told(api.PATCH('/api/v1/gates/{id}', { params: { path, header: { 'If-Match': etag } }, body }));
      }}
    />
  );
}

const options = (names: typeof DIRECTION_NAMES | typeof MODE_NAMES, t: ReturnType<typeof useT>) =>
  Object.entries(names).map(([value, name]) => ({ value, label: t(name) }));

function NameField() {
  const t = useT();
  return (
    <Form.Item name="name" label={t(W.name)} rules={[{ required: true, message: t(W.needed) }]}>
      <Input maxLength={100} />
    </Form.Item>
  );
}
