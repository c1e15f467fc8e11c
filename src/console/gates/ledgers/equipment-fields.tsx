import { Col, Form, Input, InputNumber, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { PLATE_COLOUR_NAMES } from '../../../domain/codes/plate-colour.ts';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useEnterprises } from '../parts/places.ts';
import { optionsOf } from '../parts/words.ts';

const W = {
  enterprise: w('企业', 'Enterprise'),
  code: w('环保登记号码', 'Environmental code'),
  plate: w('号牌或内部编号', 'Plate or own number'),
  colour: w('号牌颜色', 'Plate colour'),
  vin: w('车辆识别代号', 'VIN'),
  category: w('机械种类', 'Kind of machine'),
  pin: w('机械识别代号（PIN）', 'PIN'),
  mein: w('机械环保代码', 'MEIN'),
  manufacturer: w('生产厂家', 'Manufacturer'),
  model: w('品牌型号', 'Brand and model'),
  produced: w('生产日期', 'Produced on'),
  registered: w('注册登记日期', 'First registration'),
  stage: w('排放阶段', 'Emission stage'),
  fuel: w('燃料种类', 'Fuel'),
  network: w('联网状态', 'Remote monitoring'),
  engine: w('发动机型号', 'Engine model'),
  number: w('发动机号码', 'Engine number'),
  power: w('额定功率（kW）', 'Rated power, kW'),
  owner: w('所有人', 'Owner'),
  entered: w('进厂日期', 'In the plant since'),
  left: w('离厂日期', 'Left on'),
  needed: w('请填写此项', 'This is needed'),
};

/** The fields of a vehicle or machine of a plant. */
export function EquipmentFields({ kind, isNew }: { readonly kind: 'vehicle' | 'machine'; readonly isNew: boolean }) {
  const t = useT();
  const { role } = useMe();
  const enterprises = useEnterprises();
  const needed = [{ required: true, message: t(W.needed) }];
  const field = (name: string | string[], label: Message, control: ReactNode = <Input />, more: object = {}) => (
    <Col xs={24} sm={12} key={String(name)}>
      <Form.Item name={name} label={t(label)} {...more}>
        {control}
      </Form.Item>
    </Col>
  );
  const stages = EMISSION_STAGES.map((value) => ({ value, label: t(stageNameOf(value)) }));
  return (
    <Row gutter={12}>
      {isNew &&
        role !== 'enterprise' &&
        field(
          'enterpriseId',
          W.enterprise,
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={enterprises?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          />,
          { rules: needed },
        )}
      {field('environmentalCode', W.code)}
      {kind === 'vehicle' && [
        field('plate', W.plate),
        field('plateColour', W.colour, <Select allowClear options={optionsOf(PLATE_COLOUR_NAMES, t)} />),
        field('vin', W.vin),
      ]}
      {kind === 'machine' && [
        field('category', W.category, <Select options={optionsOf(MACHINE_CATEGORY_NAMES, t)} />, { rules: needed }),
        field('pin', W.pin),
        field('mein', W.mein),
      ]}
      {field('emissionStage', W.stage, <Select options={stages} />, { rules: needed })}
      {field('fuel', W.fuel, <Select allowClear options={optionsOf(FUEL_NAMES, t)} />)}
      {field('manufacturer', W.manufacturer)}
      {field('brandModel', W.model)}
      {field('producedOn', W.produced, <Day />)}
      {kind === 'vehicle' && field('registeredOn', W.registered, <Day />)}
      {kind === 'vehicle' && field('networkStatus', W.network)}
      {field(['engine', 'model'], W.engine)}
      {field(['engine', 'number'], W.number)}
      {field(['engine', 'powerKw'], W.power, <InputNumber min={0} style={{ width: '100%' }} />)}
      {field('ownerName', W.owner)}
      {field('enteredOn', W.entered, <Day />)}
      {field('leftOn', W.left, <Day />)}
    </Row>
  );
}

const Day = (props: object) => <Input type="date" {...props} />;
