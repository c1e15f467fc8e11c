import { Form, Input, Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { useT, w } from '../../session/language.ts';
import { choices } from '../parts/words.ts';

const W = {
  name: w('单位名称', 'Name'),
  county: w('县区', 'County'),
  contactName: w('联系人', 'Contact'),
  contactPhone: w('联系电话', 'Telephone'),
  address: w('地址', 'Address'),
  needed: w('请填写此项', 'This is needed'),
  both: w('联系人与电话须一并填写', 'Give both name and telephone'),
};

export type OrganisationValues = {
  readonly name: string;
  readonly countyCode: string;
  readonly contact?: { readonly name?: string; readonly phone?: string };
  readonly address?: string;
};

/** What can be changed of an organisation. */
export function OrganisationFields() {
  const t = useT();
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="name" label={t(W.name)} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="countyCode" label={t(W.county)} rules={needed}>
        <Select options={choices(COUNTY_NAMES, t, COUNTY_CODES)} />
      </Form.Item>
      <Form.Item name={['contact', 'name']} label={t(W.contactName)}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name={['contact', 'phone']}
        label={t(W.contactPhone)}
        dependencies={[['contact', 'name']]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              Boolean(value) === Boolean(getFieldValue(['contact', 'name']))
                ? Promise.resolve()
                : Promise.reject(new Error(t(W.both))),
          }),
        ]}
      >
        <Input maxLength={30} inputMode="tel" />
      </Form.Item>
      <Form.Item name="address" label={t(W.address)}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

/** What the API takes for them. */
export const organisationBody = ({ name, countyCode, contact, address }: OrganisationValues) => ({
  name,
  countyCode,
  contact: contact?.name && contact.phone ? { name: contact.name, phone: contact.phone } : null,
  address: address || null,
});
