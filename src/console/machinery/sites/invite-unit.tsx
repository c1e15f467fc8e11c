import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { UNIT_ROLE_NAMES, UNIT_ROLES, type UnitRole } from '../../../domain/machinery/site-unit.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { orNull } from './site-fields.tsx';

const W = {
  invite: w('邀请参建单位', 'Invite a unit'),
  add: w('登记参建单位', 'Add a unit'),
  code: w('统一社会信用代码', 'Credit code'),
  codeHint: w('对方须已在本平台注册。', 'The organisation must have an account here.'),
  role: w('在该工地是', 'What it is on the site'),
  since: w('自哪日起', 'From'),
  until: w('至哪日止（选填）', 'Until (optional)'),
  needed: w('请填写', 'This is needed'),
  invited: w('邀请已发出，对方确认后即可申报机械。', 'Invited: once it confirms, it can file machines.'),
  added: w('已登记为参建单位', 'It is a unit of the site now'),
};

type Values = { readonly creditCode: string; readonly role: UnitRole; readonly since: string; readonly until?: string };

/** Adds another organisation to a site by its credit code: the site's own organisation invites it, an officer adds it at once. */
export function InviteUnit({
  siteId,
  official,
  onDone,
}: {
  readonly siteId: string;
  readonly official: boolean;
  readonly onDone: () => void;
}) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const invite = useAct(
    ({ until, ...rest }: Values, key) =>
      told(
        api.POST('/api/v1/site-units', {
          params: { header: keyed(key) },
          body: { ...rest, siteId, until: orNull(until) },
        }),
      ),
    { done: t(official ? W.added : W.invited), quiet: true, onDone },
  );
  const title = t(official ? W.add : W.invite);
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: invite.isPending }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ role: 'subcontractor', since: legalDayOf(Date.now()) }}
        onFinish={(values) => {
          setFault(undefined);
          invite.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        <Form.Item name="creditCode" label={t(W.code)} extra={t(W.codeHint)} rules={rules}>
          <Input size="large" maxLength={40} autoCapitalize="characters" />
        </Form.Item>
        <Form.Item name="role" label={t(W.role)} rules={rules}>
          <Choices
            label={t(W.role)}
            options={UNIT_ROLES.map((role) => ({ value: role, label: t(UNIT_ROLE_NAMES[role]) }))}
          />
        </Form.Item>
        <Form.Item name="since" label={t(W.since)} rules={rules}>
          <Input type="date" size="large" />
        </Form.Item>
        <Form.Item name="until" label={t(W.until)}>
          <Input type="date" size="large" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
