import { Alert, Form, Input, Select } from 'antd';
import { FUEL_NAMES, FUELS } from '../../../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { HOLDING_NAMES, HOLDINGS } from '../../../domain/machinery/machine-life.ts';
import {
  EXCLUDED_USE_CODES,
  EXCLUDED_USE_NAMES,
  exclusionOf,
  MACHINE_USE_CODES,
  MACHINE_USES,
} from '../../../domain/machinery/machine-use.ts';
import { Choices } from '../../parts/choices.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  category: w('机械类型', 'Kind of machine'),
  other: w('是什么机械', 'What kind it is'),
  name: w('叫法或型号', 'Name'),
  nameHint: w('如“挖掘机 CAT320”，不填则用类型名称', 'Such as “Excavator CAT320”; the kind where left out'),
  fuel: w('燃料种类', 'Fuel'),
  use: w('用途（选填）', 'Use (optional)'),
  holding: w('自有还是租赁（选填）', 'Owned or leased (optional)'),
  lessor: w('出租单位', 'Leased from'),
  needed: w('请填写', 'This is needed'),
  plated: w(
    '挂机动车号牌的机械（如轮式专用机械车）按机动车管理，不在这里登记。',
    'A machine with a motor-vehicle plate is a vehicle and is not registered here.',
  ),
};

/** What kind of machine it is. */
export function WhatFields() {
  const t = useT();
  const rules = [{ required: true, message: t(W.needed) }];
  const category = Form.useWatch('category');
  const use = Form.useWatch('use');
  const holding = Form.useWatch('holding');
  const excluded = typeof use === 'string' ? exclusionOf(use) : undefined;
  return (
    <>
      <Form.Item name="category" label={t(W.category)} rules={rules}>
        <Choices
          label={t(W.category)}
          narrow={130}
          options={MACHINE_CATEGORIES.map((code) => ({ value: code, label: t(MACHINE_CATEGORY_NAMES[code]) }))}
        />
      </Form.Item>
      {category === 'other' && (
        <Form.Item name="otherCategory" label={t(W.other)} rules={rules}>
          <Input size="large" maxLength={40} />
        </Form.Item>
      )}
      <Form.Item name="name" label={t(W.name)} extra={t(W.nameHint)}>
        <Input size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name="fuel" label={t(W.fuel)} rules={rules}>
        <Select size="large" options={FUELS.map((code) => ({ value: code, label: t(FUEL_NAMES[code]) }))} />
      </Form.Item>
      <Form.Item name="use" label={t(W.use)}>
        <Select
          size="large"
          allowClear
          options={[
            ...MACHINE_USE_CODES.map((code) => ({ value: code, label: t(MACHINE_USES[code]) })),
            ...EXCLUDED_USE_CODES.map((code) => ({ value: code, label: t(EXCLUDED_USE_NAMES[code]) })),
          ]}
        />
      </Form.Item>
      {excluded && <Alert type="warning" showIcon role="alert" title={t(excluded)} style={{ marginBottom: 16 }} />}
      <Form.Item name="holding" label={t(W.holding)}>
        <Choices
          label={t(W.holding)}
          options={HOLDINGS.map((code) => ({ value: code, label: t(HOLDING_NAMES[code]) }))}
        />
      </Form.Item>
      {holding === 'leased' && (
        <Form.Item name="lessorName" label={t(W.lessor)} rules={rules}>
          <Input size="large" maxLength={100} />
        </Form.Item>
      )}
      <Alert type="info" title={t(W.plated)} />
    </>
  );
}
