import { Collapse, Flex, Form, Input, Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { UNIT_ROLE_NAMES, UNIT_ROLES } from '../../../domain/machinery/site-unit.ts';
import type { Schema } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { useT, w } from '../../session/language.ts';
import { type Place, PlaceField } from './place-field.tsx';

const W = {
  name: w('工地名称', 'Name of the site'),
  nameHint: w('与施工许可证一致，如“城区三中教学楼”', 'As on the construction permit'),
  county: w('所在县区', 'County'),
  address: w('地址', 'Address'),
  startsOn: w('开工日期', 'First day'),
  endsOn: w('计划完工日期', 'Last day planned'),
  permit: w('施工许可证号（选填）', 'Construction permit (optional)'),
  place: w('位置（选填）', 'Location (optional)'),
  more: w('更多信息（选填）', 'More (optional)'),
  issuer: w('发证机关', 'Issued by'),
  issuedOn: w('发证日期', 'Issued on'),
  role: w('本单位在该工地是', 'Your organisation is the'),
  ground: w('位于哪家企业厂区内（统一社会信用代码）', 'On whose ground it lies (credit code)'),
  groundHint: w('不在企业厂区内的不填', 'Leave out where it is on nobody’s plant'),
  needed: w('请填写', 'This is needed'),
};

/** What a form about a site holds; empty texts are none. */
export type SiteValues = {
  readonly name: string;
  readonly countyCode: string;
  readonly address: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly permitNumber?: string;
  readonly location?: Place | null;
  readonly permitIssuer?: string;
  readonly permitIssuedOn?: string;
  readonly organisationRole?: Schema<'Site'>['organisationRole'] | null;
  readonly enterpriseCreditCode?: string;
};

/** The fields of a site; its county does not change once it is on record. */
export function SiteFields({ known = false }: { readonly known?: boolean }) {
  const t = useT();
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="name" label={t(W.name)} rules={rules}>
        <Input size="large" maxLength={200} placeholder={t(W.nameHint)} />
      </Form.Item>
      {!known && (
        <Form.Item name="countyCode" label={t(W.county)} rules={rules}>
          <Choices
            label={t(W.county)}
            narrow={110}
            options={COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="address" label={t(W.address)} rules={rules}>
        <Input size="large" maxLength={300} autoComplete="street-address" />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="startsOn" label={t(W.startsOn)} rules={rules} style={{ flex: '1 1 150px' }}>
          <Input type="date" size="large" />
        </Form.Item>
        <Form.Item name="endsOn" label={t(W.endsOn)} rules={rules} style={{ flex: '1 1 150px' }}>
          <Input type="date" size="large" />
        </Form.Item>
      </Flex>
      <Form.Item name="permitNumber" label={t(W.permit)}>
        <Input size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name="location" label={t(W.place)}>
        <PlaceField />
      </Form.Item>
      <Collapse
        ghost
        style={{ marginBottom: 16 }}
        items={[{ key: 'more', label: t(W.more), forceRender: true, children: <MoreFields /> }]}
      />
    </>
  );
}

function MoreFields() {
  const t = useT();
  return (
    <>
      <Form.Item name="organisationRole" label={t(W.role)}>
        <Select
          size="large"
          allowClear
          options={UNIT_ROLES.map((role) => ({ value: role, label: t(UNIT_ROLE_NAMES[role]) }))}
        />
      </Form.Item>
      <Form.Item name="permitIssuer" label={t(W.issuer)}>
        <Input size="large" maxLength={200} />
      </Form.Item>
      <Form.Item name="permitIssuedOn" label={t(W.issuedOn)}>
        <Input type="date" size="large" />
      </Form.Item>
      <Form.Item name="enterpriseCreditCode" label={t(W.ground)} extra={t(W.groundHint)}>
        <Input size="large" maxLength={40} autoCapitalize="characters" />
      </Form.Item>
    </>
  );
}

/** What is told of a field: what was typed, or that there is nothing. */
export const orNull = (text: string | null | undefined): string | null => text?.trim() || null;
