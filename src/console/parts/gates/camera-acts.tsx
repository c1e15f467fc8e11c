import { Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import type { DeviceDirection, DeviceProtocol } from '../../../domain/gates/device.ts';
import { DIRECTION_NAMES, PROTOCOL_NAMES } from '../../../domain/gates/names.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Act } from '../act.tsx';
import { useSecrets } from '../secrets.tsx';
import { tagged } from '../tagged.ts';

const W = {
  add: w('登记摄像机', 'Register a camera'),
  addSays: w('登记后显示要填入摄像机的接入地址，只显示一次。', 'The address to type into it is shown this once.'),
  shown: w('摄像机接入信息', 'What to type into the camera'),
  how: w('在摄像机的“HTTP 推送 / 报警主机”中填入以下地址。', 'Type this into the camera as the address to push to.'),
  url: w('接入地址', 'Address'),
  username: w('用户名', 'User name'),
  password: w('密码', 'Password'),
  name: w('名称', 'Name'),
  protocol: w('品牌 / 协议', 'Make or protocol'),
  direction: w('车道方向', 'Direction of the lane'),
  lane: w('车道号', 'Lane'),
  mayOpen: w('允许应答抬杆', 'Its reply may open the barrier'),
  change: w('修改', 'Change'),
  changeCamera: w('修改摄像机', 'Change the camera'),
  changeSays: w(
    '允许应答抬杆后，摄像机收到“可以放行”的应答会直接开闸。',
    'Where it may open, the barrier rises on our reply for a vehicle that may pass.',
  ),
  revoke: w('停用', 'Revoke'),
  revokeCamera: w('停用摄像机', 'Revoke the camera'),
  revokeSays: w(
    '停用后接入地址立即失效，该摄像机的数据不再接收；已有记录不受影响。停用后不能恢复，需重新登记。',
    'Its address stops working at once. What it sent stays. It cannot be taken back: register it anew.',
  ),
  needed: w('请填写此项', 'This is needed'),
};

type Values = { name: string; direction: DeviceDirection; lane?: number | null; mayOpen?: boolean };
type Camera = Values & { readonly id: string };

/** Registers a camera at a gate; the address to type into it is shown then and never again. */
export function RegisterCamera({ gateId }: { readonly gateId: string }) {
  const t = useT();
  const show = useSecrets();
  const shown = ({ url, username, password }: Schema<'IssuedDevice'>) =>
    show(
      W.shown,
      [
        { title: W.url, value: new URL(url, location.origin).href },
        ...(username ? [{ title: W.username, value: username }] : []),
        ...(password ? [{ title: W.password, value: password }] : []),
      ],
      W.how,
    );
  return (
    <Act<Values & { protocol: DeviceProtocol }, Schema<'IssuedDevice'>>
      label={W.add}
      says={t(W.addSays)}
      size="small"
      initial={{ protocol: 'hikvision', direction: 'in', mayOpen: false }}
      fields={
        <CameraFields>
          <Form.Item name="protocol" label={t(W.protocol)} rules={[{ required: true, message: t(W.needed) }]}>
            <Select options={Object.entries(PROTOCOL_NAMES).map(([value, name]) => ({ value, label: t(name) }))} />
          </Form.Item>
        </CameraFields>
      }
      act={(values, key) =>
        told(
          api.POST('/api/v1/gates/{id}/devices', {
            params: { path: { id: gateId }, header: { 'Idempotency-Key': key } },
            body: { ...values, lane: values.lane ?? null },
          }),
        )
      }
      after={shown}
    />
  );
}

/** Changes a camera in use, or revokes it. */
export function CameraActs({ camera }: { readonly camera: Camera }) {
  const t = useT();
  const { id, name, direction, lane = null, mayOpen = false } = camera;
  const path = { id };
  return (
    <>
      <Act<Values, unknown>
        label={W.change}
        title={W.changeCamera}
        confirm={W.changeCamera}
        says={t(W.changeSays)}
        size="small"
        initial={{ name, direction, lane, mayOpen }}
        fields={<CameraFields />}
        act={async (values) => {
          const { etag } = await tagged(api.GET('/api/v1/devices/{id}', { params: { path } }));
          const params = { path, header: { 'If-Match': etag } };
          return told(api.PATCH('/api/v1/devices/{id}', { params, body: { ...values, lane: values.lane ?? null } }));
        }}
      />
      <Act
        label={W.revoke}
        title={W.revokeCamera}
        confirm={W.revokeCamera}
        says={`${name}：${t(W.revokeSays)}`}
        danger
        size="small"
        act={() => told(api.DELETE('/api/v1/devices/{id}', { params: { path } }))}
      />
    </>
  );
}

function CameraFields({ children }: { readonly children?: ReactNode }) {
  const t = useT();
  const needed = [{ required: true, message: t(W.needed) }];
  const ways = (['in', 'out'] as const).map((value) => ({ value, label: t(DIRECTION_NAMES[value]) }));
  return (
    <>
      <Form.Item name="name" label={t(W.name)} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      {children}
      <Form.Item name="direction" label={t(W.direction)} rules={needed}>
        <Radio.Group optionType="button" options={ways} />
      </Form.Item>
      <Form.Item name="lane" label={t(W.lane)}>
        <InputNumber min={0} max={1000} precision={0} />
      </Form.Item>
      <Form.Item name="mayOpen" label={t(W.mayOpen)} valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}
