import { Form, Input } from 'antd';
import { useT, w } from '../session/language.ts';

const W = {
  password: w('设置密码', 'Choose a password'),
  rule: w('至少 8 个字符', 'At least 8 characters'),
  repeat: w('再次输入密码', 'The same password again'),
  differs: w('两次输入的密码不一致', 'The two are not the same'),
  needed: w('请填写此项', 'This is needed'),
};

/** The password that somebody chooses, twice. `name`: the request's field for it. */
export function PasswordFields({ name = 'password' }: { readonly name?: string }) {
  const t = useT();
  return (
    <>
      <Form.Item
        name={name}
        label={t(W.password)}
        extra={t(W.rule)}
        rules={[
          { required: true, message: t(W.needed) },
          { min: 8, message: t(W.rule) },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t(W.repeat)}
        dependencies={[name]}
        rules={[
          { required: true, message: t(W.needed) },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue(name) ? Promise.resolve() : Promise.reject(new Error(t(W.differs))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}
