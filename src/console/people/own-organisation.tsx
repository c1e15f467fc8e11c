import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Descriptions, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { COUNTY_NAMES } from '../../domain/codes/county.ts';
import { api, told } from '../api/client.ts';
import { Fault } from '../parts/fault.tsx';
import { showFaults } from '../parts/form-faults.ts';
import { Loading } from '../parts/loading.tsx';
import { useT, w } from '../session/language.ts';
import { useMay, useMe } from '../session/session-provider.tsx';

const W = {
  title: w('本单位', 'My organisation'),
  name: w('名称', 'Name'),
  creditCode: w('统一社会信用代码', 'Credit code'),
  county: w('管理县区', 'County'),
  contact: w('联系人', 'Contact'),
  phone: w('联系电话', 'Telephone'),
  address: w('地址', 'Address'),
  change: w('修改联系方式', 'Change the contact'),
  save: w('保存', 'Save'),
  leave: w('取消', 'Never mind'),
  saved: w('已保存', 'Saved'),
  needed: w('请填写此项', 'This is needed'),
  more: w(
    '名称、代码和县区如需变更，请联系县区生态环境部门。',
    'Name, code and county are changed by the ecology bureau.',
  ),
};
type Values = { readonly contact: { readonly name: string; readonly phone: string }; readonly address?: string };

/** The own organisation as it stands on record; its managers keep contact and address. */
export function OwnOrganisation({ id }: { readonly id: string }) {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['organisations', id, 'tagged'],
    queryFn: async () => {
      const asked = await api.GET('/api/v1/organisations/{id}', { params: { path: { id } } });
      return { ...(await told(Promise.resolve(asked))), etag: asked.response.headers.get('ETag') ?? '*' };
    },
  });
  const change = useMutation({
    mutationFn: ({ contact, address }: Values) =>
      told(
        api.PATCH('/api/v1/organisations/{id}', {
          params: { path: { id }, header: { 'If-Match': data?.etag ?? '*' } },
          body: { contact, address: address?.trim() ? address : null },
        }),
      ),
    onSuccess: () => {
      setOpen(false);
      void message.success(t(W.saved));
      void queries.invalidateQueries({ queryKey: ['organisations', id, 'tagged'] });
    },
    onError: (wrong) => setFault(showFaults(form, wrong)),
  });
  if (isPending) return <Loading />;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  const rule = { required: true, whitespace: true, message: t(W.needed) };
  const { name, creditCode, countyCode, contact, address } = data;
  return (
    <Card
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={
        !open &&
        me.manager &&
        may('organisation.update') && <Button onClick={() => setOpen(true)}>{t(W.change)}</Button>
      }
    >
      <Descriptions
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'name', label: t(W.name), children: <strong>{name}</strong> },
          { key: 'code', label: t(W.creditCode), children: creditCode },
          { key: 'county', label: t(W.county), children: t(COUNTY_NAMES[countyCode]) },
          ...(open
            ? []
            : [
                {
                  key: 'contact',
                  label: t(W.contact),
                  children: contact ? `${contact.name} ${contact.phone}` : '—',
                },
                { key: 'address', label: t(W.address), children: address ?? '—' },
              ]),
        ]}
      />
      {open && (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 400, marginTop: 16 }}
          initialValues={{ contact, address }}
          onFinish={(values) => {
            setFault(undefined);
            change.mutate(values);
          }}
        >
          <Form.Item name={['contact', 'name']} label={t(W.contact)} rules={[rule]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['contact', 'phone']} label={t(W.phone)} rules={[rule]}>
            <Input type="tel" maxLength={32} />
          </Form.Item>
          <Form.Item name="address" label={t(W.address)} extra={t(W.more)}>
            <Input maxLength={300} />
          </Form.Item>
          {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
          <Flex gap={8}>
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {t(W.save)}
            </Button>
            <Button onClick={() => setOpen(false)}>{t(W.leave)}</Button>
          </Flex>
        </Form>
      )}
    </Card>
  );
}
