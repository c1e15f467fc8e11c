import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, type ButtonProps, Flex, Form, type FormProps, Grid, Modal } from 'antd';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { Message } from '../../domain/failure.ts';
import { newKey } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useT, w } from '../session/language.ts';
import { showFaults } from './form-faults.ts';

const W = { back: w('返回', 'Back'), done: w('已办理', 'Done') };

type Props<V, R> = {
  /** What the button is called; the dialog too, unless `title` says otherwise. */
  readonly label: Message;
  readonly title?: Message;
  /** What will happen, in plain words. */
  readonly says?: ReactNode;
  /** The fields of the form, where the act needs any. */
  readonly fields?: ReactNode;
  readonly initial?: FormProps<V>['initialValues'];
  readonly confirm?: Message;
  readonly said?: Message;
  /** Acts; `key` is the same for as long as one and the same thing is tried again. */
  readonly act: (values: V, key: string) => Promise<R>;
  readonly after?: (result: R, values: V) => void;
  readonly width?: number;
} & Pick<ButtonProps, 'type' | 'danger' | 'icon' | 'size' | 'disabled' | 'block'>;

/** A button whose act is told and asked for once more before it is done. What the service says against it stands beside its fields. */
export function Act<V extends object, R>(props: Props<V, R>) {
  const {
    label,
    title = label,
    says,
    fields,
    initial,
    confirm = label,
    said,
    act,
    after,
    width,
    size,
    ...button
  } = props;
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<V>();
  const formId = useId();
  const key = useRef('');
  // What is small at a desk is hard to hit on a phone.
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const begin = () => {
    key.current = newKey();
    setFault(undefined);
    setOpen(true);
  };
  const finish = async (values: V) => {
    setBusy(true);
    setFault(undefined);
    try {
      const result = await act(values, key.current);
      setOpen(false);
      void message.success(t(said ?? W.done));
      after?.(result, values);
      void queries.invalidateQueries();
    } catch (error) {
      // What was refused is sent otherwise the next time; what never arrived is tried again as it was.
      if (error instanceof Problem && error.status > 0 && error.status < 500) key.current = newKey();
      setFault(showFaults(form, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button {...button} {...(size && roomy ? { size } : {})} onClick={begin}>
        {t(label)}
      </Button>
      <Modal
        open={open}
        title={t(title)}
        onCancel={() => setOpen(false)}
        okText={t(confirm)}
        cancelText={t(W.back)}
        okButtonProps={{ htmlType: 'submit', form: formId, loading: busy, danger: button.danger === true }}
        {...(width === undefined ? {} : { width })}
        destroyOnHidden
      >
        <Form<V>
          id={formId}
          form={form}
          layout="vertical"
          onFinish={(values) => void finish(values)}
          preserve={false}
          {...(initial === undefined ? {} : { initialValues: initial })}
        >
          <Flex vertical gap={12}>
            {says !== undefined && <div>{says}</div>}
            {fault !== undefined && <Alert role="alert" type="error" showIcon title={fault} />}
            <div>{fields}</div>
          </Flex>
        </Form>
      </Modal>
    </>
  );
}
