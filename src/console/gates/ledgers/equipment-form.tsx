import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form } from 'antd';
import { useState } from 'react';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { Loading } from '../../parts/loading.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { EquipmentFields } from './equipment-fields.tsx';

const W = {
  hintVehicle: w('环保登记号码、号牌、车辆识别代号至少填一项。', 'An environmental code, a plate or a VIN is needed.'),
  hintMachine: w('环保登记号码、PIN、机械环保代码至少填一项。', 'An environmental code, a PIN or a MEIN is needed.'),
  save: w('保存', 'Save'),
  saved: w('已保存', 'Saved'),
};

type Values = Omit<Schema<'NewPlantEquipment'>, 'kind'>;

/** Records a vehicle or machine of a plant, or changes what is recorded of it. */
export function EquipmentForm({
  kind,
  row,
  etag = '*',
  onDone,
}: {
  readonly kind: 'vehicle' | 'machine';
  readonly row?: Schema<'PlantEquipment'>;
  readonly etag?: string;
  readonly onDone: () => void;
}) {
  const t = useT();
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newKey);
  const [left, setLeft] = useState<string>();
  const { mutate, isPending } = useMutation({
    mutationFn: async (values: Values) => {
      const given = cleared(values, row !== undefined);
      if (row === undefined) {
        const body = {
          ...given,
          kind,
          enterpriseId: values.enterpriseId ?? me.organisationId ?? '',
        } as Schema<'NewPlantEquipment'>;
        return told(api.POST('/api/v1/plant-equipment', { params: { header: { 'Idempotency-Key': key } }, body }));
      }
      const params = { path: { id: row.id }, header: { 'If-Match': etag } };
      return told(api.PATCH('/api/v1/plant-equipment/{id}', { params, body: given }));
    },
    onSuccess: async () => {
      void message.success(t(W.saved));
      await queries.invalidateQueries({ queryKey: ['ledger'] });
      onDone();
    },
    onError: (error) => {
      setKey(newKey());
      setLeft(showFaults(form, error));
    },
  });
  return (
    <Flex vertical gap={16}>
      <Alert type="info" showIcon title={t(kind === 'vehicle' ? W.hintVehicle : W.hintMachine)} />
      {left !== undefined && <Alert type="error" showIcon title={left} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={row ?? {}}
        onFinish={(values) => {
          setLeft(undefined);
          mutate(values);
        }}
      >
        <EquipmentFields kind={kind} isNew={row === undefined} />
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t(W.save)}
        </Button>
      </Form>
    </Flex>
  );
}

/** The same of what is on record, as it was when it was opened. */
export function EquipmentEditor({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', id],
    queryFn: async () => {
      const call = api.GET('/api/v1/plant-equipment/{id}', { params: { path: { id } } });
      const [row, { response }] = await Promise.all([told(call), call]);
      return { row, etag: response.headers.get('ETag') ?? '*' };
    },
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <EquipmentForm kind={data.row.kind} {...data} onDone={onDone} />;
}

/** What was filled in; of a change, what was emptied is erased. */
function cleared(values: Values, erase: boolean): Record<string, unknown> {
  const { enterpriseId: _, engine, ...fields } = values;
  const of = (record: object) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
        const empty = value === undefined || value === null || value === '';
        const kept: [string, unknown][] = empty && !erase ? [] : [[name, empty ? null : value]];
        return kept;
      }),
    );
  return { ...of(fields), ...(engine ? { engine: of(engine) } : {}) };
}
