import { Form, Input } from 'antd';
import { useT, w } from '../session/language.ts';

const W = {
  username: w('登录用户名', 'User name'),
  rule: w('3 至 64 个字符，可用汉字、字母、数字和 . _ - @', '3 to 64 letters, digits and . _ - @'),
  needed: w('请填写此项', 'This is needed'),
};

/** The name that somebody will sign in by. */
export function UsernameField() {
  const t = useT();
  return (
    <Form.Item
      name="username"
      label={t(W.username)}
      extra={t(W.rule)}
      rules={[
        { required: true, message: t(W.needed) },
        { min: 3, message: t(W.rule) },
        { pattern: /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]*$/u, message: t(W.rule) },
      ]}
    >
      <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
    </Form.Item>
  );
}
