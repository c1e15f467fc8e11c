import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Form, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { type FormFacts, givenFacts } from './form-facts.ts';
import { VehicleFields } from './vehicle-fields.tsx';

const W = {
  register: w('登记车辆', 'Put a vehicle on file'),
  declare: w('申报车辆', 'Declare a vehicle'),
  list: w('车辆档案', 'Vehicles'),
  registerNote: w(
    '由执法人员登记的信息视为已核实，该号牌的通行记录将按此重新判定。',
    'What officers give counts as verified; passages under the plate are judged again by it.',
  ),
  declareNote: w(
    '申报后由执法人员核实；核实前排放阶段按未核实处理。',
    'Officers verify what you declare; until then the stage counts as unverified.',
  ),
  more: w('填写更多信息', 'Give more'),
  less: w('只填必要信息', 'Only what is needed'),
  save: w('保存', 'Save'),
  saved: w('已保存', 'Saved'),
};

/** A vehicle is put on file by an officer, or declared by an enterprise. A page before may hand over what it knows of it. */
export function RegisterPage() {
  const t = useT();
  const may = useMay();
  const officer = may('vehicle.verify');
  const go = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormFacts>();
  const [whole, setWhole] = useState(false);
  const [fault, setFault] = useState<string>();
  const known = useLocation().state as FormFacts | null;
  const key = useRef(newKey());
  const saving = useMutation({
    mutationFn: (values: FormFacts) =>
      told(
        api.POST('/api/v1/vehicles', {
          body: givenFacts(values) as never,
          headers: { 'Idempotency-Key': key.current },
        }),
      ),
    onSuccess: ({ id }) => {
      void message.success(t(W.saved));
      void go(`/vehicles/${id}`, { replace: true });
    },
    onError: (error) => {
      key.current = newKey();
      setFault(showFaults(form, error));
    },
  });
  return (
    <Page title={officer ? W.register : W.declare} trail={[{ to: '/vehicles', title: W.list }]}>
      <Card style={{ maxWidth: 960 }}>
        <Typography.Paragraph type="secondary">{t(officer ? W.registerNote : W.declareNote)}</Typography.Paragraph>
        {fault && <Alert type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
        <Form
          form={form}
          layout="vertical"
          initialValues={{
            plateColour: 'yellow',
            fuel: 'diesel',
            usage: 'operating',
            ...(officer ? {} : { stageBasis: 'declared' }),
            ...known,
          }}
          onFinish={(values) => {
            setFault(undefined);
            saving.mutate(values);
          }}
        >
          <VehicleFields depth={whole ? 'all' : 'first'} needed />
          <Flex gap={8} wrap>
            <Button type="primary" htmlType="submit" loading={saving.isPending}>
              {t(W.save)}
            </Button>
            <Button type="text" onClick={() => setWhole(!whole)}>
              {t(whole ? W.less : W.more)}
            </Button>
          </Flex>
        </Form>
      </Card>
    </Page>
  );
}
