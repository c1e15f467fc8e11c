import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, type FormProps, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { showFaults } from '../../parts/form-faults.ts';
import { useKeptKey } from '../../parts/use-kept-key.ts';

/** A form in a dialog; what the service says against it stands beside its fields. */
export function FormDialog<V extends object, R>({
  open,
  title,
  ok,
  initial,
  save,
  said,
  onSaved,
  onClose,
  children,
}: {
  readonly open: boolean;
  readonly title: string;
  readonly ok: string;
  readonly initial?: FormProps<V>['initialValues'];
  /** `key` is the same for as long as one and the same thing is tried again. */
  readonly save: (values: V, key: string) => Promise<R>;
  readonly said: (saved: R) => string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const [fault, setFault] = useState<string>();
  const key = useKeptKey();
  const saving = useMutation({
    mutationFn: (values: V) => save(values, key.of([title, values])),
    onSuccess: (saved) => {
      key.forget();
      void message.success(said(saved));
      onSaved();
      onClose();
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      okText={ok}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <Form<V>
        form={form}
        layout="vertical"
        {...(initial === undefined ? {} : { initialValues: initial })}
        onFinish={(values) => {
          setFault(undefined);
          saving.mutate(values);
        }}
      >
        {children}
      </Form>
    </Modal>
  );
}
