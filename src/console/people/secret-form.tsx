import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Message } from '../../domain/failure.ts';
import { Problem } from '../api/problem.ts';
import { showFaults } from '../parts/form-faults.ts';
import { useT } from '../session/language.ts';
import { useBroughtSecret } from './brought-secret.ts';
import { PasswordFields } from './password-fields.tsx';

/** What such a form asks for; a user name only where it has a field for one. */
type SecretValues = {
  readonly secret: string;
  readonly username: string;
  readonly password: string;
  readonly repeat: string;
};

/** A form by which somebody with a secret sets a password: what is asked besides stands in `children`. */
export function SecretForm({
  words,
  act,
  onDone,
  children,
}: {
  readonly words: Readonly<Record<'secret' | 'needed' | 'submit' | 'unknown', Message>>;
  readonly act: (values: SecretValues) => Promise<unknown>;
  readonly onDone: () => void;
  readonly children?: ReactNode;
}) {
  const t = useT();
  const brought = useBroughtSecret();
  const [form] = Form.useForm<SecretValues>();
  const [fault, setFault] = useState<string>();
  const doing = useMutation({
    mutationFn: (values: SecretValues) => act({ ...values, secret: values.secret.trim() }),
    onSuccess: onDone,
    onError: (error) =>
      setFault(error instanceof Problem && error.status === 404 ? t(words.unknown) : showFaults(form, error)),
  });
  return (
    <Form<SecretValues>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      initialValues={{ secret: brought }}
      onFinish={(values) => {
        setFault(undefined);
        doing.mutate(values);
      }}
    >
      <Form.Item
        name="secret"
        label={t(words.secret)}
        rules={[{ required: true, whitespace: true, message: t(words.needed) }]}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={400} />
      </Form.Item>
      {children}
      <PasswordFields />
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
      <Button type="primary" htmlType="submit" block loading={doing.isPending}>
        {t(words.submit)}
      </Button>
    </Form>
  );
}
