import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { OrganisationKind } from '../../../domain/identity/organisation.ts';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { choices } from '../parts/words.ts';
import { OrganisationFields, type OrganisationValues, organisationBody } from './organisation-fields.tsx';
import { ORGANISATION_KIND_NAMES, ORGANISATIONS } from './words.ts';

const W = {
  title: w('开立单位账号', 'Open an account'),
  kind: w('单位类型', 'Kind'),
  code: w('统一社会信用代码', 'Unified social credit code'),
  codeHelp: w('18 位，系统会核对校验位。', '18 signs; the check digit is verified.'),
  open: w('开立', 'Open'),
  needed: w('请填写此项', 'This is needed'),
};

type Values = OrganisationValues & { readonly kind: OrganisationKind; readonly creditCode: string };

/** Opens the account of an organisation. */
export function NewOrganisationPage() {
  const t = useT();
  const go = useNavigate();
  const me = useMe();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const key = useRef(newKey());
  const open = useMutation({
    mutationFn: (values: Values) =>
      told(
        api.POST('/api/v1/organisations', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: { ...organisationBody(values), kind: values.kind, creditCode: values.creditCode },
        }),
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries();
      void go(`/organisations/${id}`);
    },
    onError: (error) => {
      key.current = newKey();
      setFault(showFaults(form, error));
    },
  });
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <Page title={W.title} trail={[{ to: '/organisations', title: ORGANISATIONS }]}>
      <Card style={{ maxWidth: 640 }}>
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{ kind: 'enterprise', countyCode: me.countyCode ?? undefined }}
          onFinish={(values) => {
            setFault(undefined);
            open.mutate(values);
          }}
        >
          {fault !== undefined && (
            <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 16 }} />
          )}
          <Form.Item name="kind" label={t(W.kind)} rules={needed}>
            <Radio.Group optionType="button" options={choices(ORGANISATION_KIND_NAMES, t)} />
          </Form.Item>
          <Form.Item name="creditCode" label={t(W.code)} extra={t(W.codeHelp)} rules={needed}>
            <Input maxLength={18} autoComplete="off" />
          </Form.Item>
          <OrganisationFields />
          <Button type="primary" htmlType="submit" loading={open.isPending}>
            {t(W.open)}
          </Button>
        </Form>
      </Card>
    </Page>
  );
}
