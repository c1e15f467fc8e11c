import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { api, told } from '../api/client.ts';
import { showFaults } from '../parts/form-faults.ts';
import { useT, w } from '../session/language.ts';
import { useMe } from '../session/session-provider.tsx';
import { PasswordFields } from './password-fields.tsx';

const W = {
  title: w('修改密码', 'Change the password'),
  old: w('原密码', 'Present password'),
  needed: w('请填写此项', 'This is needed'),
  submit: w('修改密码', 'Change it'),
  done: w('密码已修改，其他设备上的登录已退出', 'Changed; you are signed out everywhere else'),
};
type Values = { readonly oldPassword: string; readonly newPassword: string; readonly repeat: string };

/** The own password is changed; every other session ends. */
export function OwnPassword() {
  const t = useT();
  const { username } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const change = useMutation({
    mutationFn: ({ oldPassword, newPassword }: Values) =>
      told(api.POST('/api/v1/me/password', { body: { oldPassword, newPassword } })),
    onSuccess: () => {
      setOpen(false);
      void message.success(t(W.done));
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  return (
    <Card
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={!open && <Button onClick={() => setOpen(true)}>{t(W.title)}</Button>}
      styles={open ? {} : { body: { display: 'none' } }}
    >
      {open && (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 400 }}
          onFinish={(values) => {
            setFault(undefined);
            change.mutate(values);
          }}
        >
          {/* Keeps the name beside the password for whatever keeps passwords. */}
          <input type="text" autoComplete="username" value={username} readOnly hidden />
          <Form.Item name="oldPassword" label={t(W.old)} rules={[{ required: true, message: t(W.needed) }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <PasswordFields name="newPassword" />
          {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t(W.submit)}
          </Button>
        </Form>
      )}
    </Card>
  );
}
