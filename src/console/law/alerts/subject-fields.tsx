import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { PLATE_COLOUR_NAMES } from '../../../domain/codes/plate-colour.ts';
import type { Message } from '../../../domain/failure.ts';
import { api, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { OrganisationSelect } from '../parts/organisation.tsx';
import { choices } from '../parts/words.ts';

export const SUBJECT_NAMES: Readonly<Record<'vehicle' | 'enterprise' | 'machine' | 'site', Message>> = {
  vehicle: w('车辆', 'Vehicle'),
  enterprise: w('企业', 'Enterprise'),
  machine: w('机械', 'Machine'),
  site: w('工地', 'Site'),
};

const W = {
  type: w('豁免对象', 'Of what'),
  plate: w('号牌号码', 'Plate'),
  colour: w('号牌颜色', 'Colour of the plate'),
  enterprise: w('企业', 'Enterprise'),
  contractor: w('施工单位', 'Contractor'),
  machine: w('机械', 'Machine'),
  site: w('工地', 'Site'),
  needed: w('请填写此项', 'This is needed'),
};

export type SubjectType = keyof typeof SUBJECT_NAMES;
export type SubjectValues = {
  readonly type: SubjectType;
  readonly plate?: string;
  readonly plateColour?: string;
  readonly organisationId?: string;
  readonly subjectId?: string;
};

/** Who or what is exempted. Officers choose an organisation first; others have their own alone. */
export function SubjectFields({ types }: { readonly types: readonly SubjectType[] }) {
  const t = useT();
  const form = Form.useFormInstance();
  const me = useMe();
  const type = Form.useWatch('type', form) as SubjectType | undefined;
  const chosen = Form.useWatch('organisationId', form) as string | undefined;
  const organisationId = me.organisationId ?? chosen;
  const needed = [{ required: true, message: t(W.needed) }];
  const ofOrganisation = type === 'machine' || type === 'site';
  return (
    <>
      <Form.Item name="type" label={t(W.type)} rules={needed}>
        <Radio.Group optionType="button" options={choices(SUBJECT_NAMES, t, types)} />
      </Form.Item>
      {type === 'vehicle' && (
        <>
          <Form.Item name="plate" label={t(W.plate)} rules={needed}>
            <Input maxLength={20} autoComplete="off" />
          </Form.Item>
          <Form.Item name="plateColour" label={t(W.colour)} rules={needed} initialValue="yellow">
            <Select options={choices(PLATE_COLOUR_NAMES, t)} />
          </Form.Item>
        </>
      )}
      {type === 'enterprise' && !me.organisationId && (
        <Form.Item name="subjectId" label={t(W.enterprise)} rules={needed}>
          <OrganisationSelect kind="enterprise" />
        </Form.Item>
      )}
      {ofOrganisation && !me.organisationId && (
        <Form.Item name="organisationId" label={t(W.contractor)} rules={needed}>
          <OrganisationSelect />
        </Form.Item>
      )}
      {ofOrganisation && organisationId && (
        <Form.Item name="subjectId" label={t(W[type])} rules={needed}>
          {type === 'machine' ? <MachineSelect of={organisationId} /> : <SiteSelect of={organisationId} />}
        </Form.Item>
      )}
    </>
  );
}

type Chosen = {
  readonly of: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  readonly id?: string;
};

function MachineSelect({ of, ...field }: Chosen) {
  const { data } = useQuery({
    queryKey: ['law', 'machines', 'choose', of],
    queryFn: () =>
      allPages((more) => told(api.GET('/api/v1/machines', { params: { query: { ...more, organisationId: of } } }))),
  });
  const options = (data ?? []).map((one) => ({
    value: one.id,
    label: [one.name, one.environmentalCode ?? one.pin].filter(Boolean).join(' '),
  }));
  return <Select {...field} options={options} showSearch={{ optionFilterProp: 'label' }} />;
}

function SiteSelect({ of, ...field }: Chosen) {
  const { data } = useQuery({
    queryKey: ['law', 'sites', 'choose', of],
    queryFn: () =>
      allPages((more) => told(api.GET('/api/v1/sites', { params: { query: { ...more, organisationId: of } } }))),
  });
  const options = (data ?? []).map((one) => ({ value: one.id, label: one.name }));
  return <Select {...field} options={options} showSearch={{ optionFilterProp: 'label' }} />;
}
