import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, type ButtonProps, Form, Input, Modal, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useKeptKey } from '../../parts/use-kept-key.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  reason: w('理由', 'Reason'),
  needed: w('请填写此项', 'This is needed'),
  done: w('已完成', 'Done'),
};

/**
 * A button for something that binds: says once more what will happen, asks for a reason (`reason`: needed, may be given, or none),
 * and for what else `children`, fields of the same form, ask. `act` gets their values with the key to send.
 */
export function ReasonAct<Values extends object = { reason?: string }>({
  title,
  effect,
  act,
  reason = 'needed',
  initialValues,
  onDone,
  children,
  ...button
}: {
  readonly title: Message;
  readonly effect: Message;
  readonly act: (values: Values, key: string) => Promise<unknown>;
  readonly reason?: 'needed' | 'optional' | 'none';
  readonly initialValues?: Partial<Values>;
  readonly onDone?: () => void;
  readonly children?: ReactNode;
} & Omit<ButtonProps, 'title' | 'onClick'>) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {t(title)}
      </Button>
      {open && (
        <ActForm<Values>
          {...{ title, effect, act, reason, children, danger: button.danger ?? false }}
          {...(initialValues ? { initialValues } : {})}
          onClose={(done) => {
            setOpen(false);
            if (done) onDone?.();
          }}
        />
      )}
    </>
  );
}

function ActForm<Values extends object>({
  title,
  effect,
  act,
  reason,
  danger,
  initialValues,
  onClose,
  children,
}: {
  readonly title: Message;
  readonly effect: Message;
  readonly act: (values: Values, key: string) => Promise<unknown>;
  readonly reason: 'needed' | 'optional' | 'none';
  readonly danger: boolean;
  readonly initialValues?: Partial<Values>;
  readonly onClose: (done: boolean) => void;
  readonly children: ReactNode;
}) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const key = useKeptKey();
  const run = useMutation({
    mutationFn: (values: Values) => act(values, key.of(values)),
    onSuccess: async () => {
      key.forget();
      await queries.invalidateQueries();
      void message.success(t(W.done));
      onClose(true);
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  return (
    <Modal
      open
      title={t(title)}
      okText={t(title)}
      okButtonProps={{ danger }}
      onOk={() => form.submit()}
      confirmLoading={run.isPending}
      onCancel={() => onClose(false)}
    >
      <Typography.Paragraph>{t(effect)}</Typography.Paragraph>
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 12 }} />}
      <Form<Values>
        form={form}
        layout="vertical"
        {...(initialValues ? { initialValues } : {})}
        onFinish={(values) => run.mutate(values)}
      >
        {children}
        {reason !== 'none' && (
          <Form.Item
            name={'reason' as never}
            label={t(W.reason)}
            rules={reason === 'needed' ? [{ required: true, whitespace: true, message: t(W.needed) }] : []}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

/** A body without what was left empty. */
export const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;
