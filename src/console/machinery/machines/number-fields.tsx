import { Collapse, Flex, Form, Input, InputNumber } from 'antd';
import { useT, w } from '../../session/language.ts';

const W = {
  one: w(
    '以下四种号码至少填一种，填得越全越好。号码填错会被退回，请对照铭牌。',
    'At least one of these four is needed. A wrong number comes back to you, so read it off the plate.',
  ),
  environmentalCode: w('环保登记号码', 'Environmental code'),
  environmentalCodeWhere: w(
    '环保部门发的号码，喷在机身两侧或印在环保号牌、信息采集卡上。首位是排放阶段，如 3-ABCD1234。',
    'Given by the ecology bureau; sprayed on both sides of the body, or on the label and the card. It begins with the stage: 3-ABCD1234.',
  ),
  mein: w('机械环保代码（MEIN）', 'MEIN'),
  meinWhere: w(
    '2022 年底以后生产的机械才有，17 位，打刻在机身或机架上，铭牌旁也有。',
    'Only on machines made since late 2022: 17 signs stamped on the frame, beside the plate.',
  ),
  pin: w('产品识别码（PIN）', 'PIN'),
  pinWhere: w(
    '整机铭牌上的 17 位号码，通常在驾驶室旁或车架右侧，相当于“车架号”。',
    '17 signs on the plate of the machine, beside the cab or on the right of the frame.',
  ),
  serial: w('生产厂家和出厂编号', 'Manufacturer and serial number'),
  serialWhere: w(
    '整机铭牌上的“制造商”和“出厂编号”，两项要一起填。',
    'Both are on the plate of the machine, and belong together.',
  ),
  manufacturer: w('生产厂家', 'Manufacturer'),
  serialNumber: w('出厂编号', 'Serial number'),
  more: w('铭牌上的其他信息（选填）', 'More that the plates say (optional)'),
  model: w('机械型号', 'Model'),
  producedOn: w('生产日期', 'Produced on'),
  disclosure: w('环保信息公开编号', 'Disclosure number'),
  disclosureWhere: w('环保信息标签上，CN 开头共 24 位。', 'On the environmental label: 24 signs from CN.'),
  power: w('发动机额定净功率（kW）', 'Rated net power (kW)'),
  engineMaker: w('发动机生产厂', 'Engine maker'),
  engineModel: w('发动机型号', 'Engine model'),
  engineNumber: w('发动机编号', 'Engine number'),
  needed: w('请至少填写一种号码', 'Give at least one of the numbers'),
  both: w('生产厂家和出厂编号要一起填', 'Manufacturer and serial number belong together'),
};

/** The names of the fields that tell which machine it is. */
export const NUMBER_FIELDS = ['environmentalCode', 'mein', 'pin', 'manufacturer', 'serialNumber'] as const;

type Values = { readonly getFieldValue: (name: string) => unknown };

const hasOf = (asked: Values['getFieldValue']) => (name: (typeof NUMBER_FIELDS)[number]) =>
  Boolean((asked(name) as string | undefined)?.trim());

/** The numbers of a machine, each with where it stands. One of them is needed. */
export function NumberFields() {
  const t = useT();
  const needed = ({ getFieldValue }: Values) => {
    const has = hasOf(getFieldValue);
    const identified =
      has('environmentalCode') || has('mein') || has('pin') || (has('manufacturer') && has('serialNumber'));
    return { validator: () => (identified ? Promise.resolve() : Promise.reject(new Error(t(W.needed)))) };
  };
  const both = ({ getFieldValue }: Values) => {
    const has = hasOf(getFieldValue);
    const half = has('serialNumber') && !has('manufacturer');
    return { validator: () => (half ? Promise.reject(new Error(t(W.both))) : Promise.resolve()) };
  };
  const code = { size: 'large', autoCapitalize: 'characters', autoCorrect: 'off', spellCheck: false } as const;
  return (
    <>
      <p>{t(W.one)}</p>
      <Form.Item
        name="environmentalCode"
        label={t(W.environmentalCode)}
        extra={t(W.environmentalCodeWhere)}
        dependencies={['mein', 'pin', 'manufacturer', 'serialNumber']}
        rules={[needed]}
      >
        <Input {...code} maxLength={40} />
      </Form.Item>
      <Form.Item name="mein" label={t(W.mein)} extra={t(W.meinWhere)}>
        <Input {...code} maxLength={40} />
      </Form.Item>
      <Form.Item name="pin" label={t(W.pin)} extra={t(W.pinWhere)}>
        <Input {...code} maxLength={40} />
      </Form.Item>
      <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <legend style={{ padding: 0, marginBottom: 8 }}>{t(W.serial)}</legend>
        <Flex gap={12} wrap>
          <Form.Item
            name="manufacturer"
            label={t(W.manufacturer)}
            dependencies={['serialNumber']}
            rules={[both]}
            style={{ flex: '1 1 180px' }}
          >
            <Input size="large" maxLength={100} />
          </Form.Item>
          <Form.Item name="serialNumber" label={t(W.serialNumber)} style={{ flex: '1 1 180px' }}>
            <Input {...code} maxLength={60} />
          </Form.Item>
        </Flex>
        <p style={{ marginTop: -16, color: 'rgba(0,0,0,.62)' }}>{t(W.serialWhere)}</p>
      </fieldset>
      <Collapse ghost items={[{ key: 'more', label: t(W.more), forceRender: true, children: <PlateFields /> }]} />
    </>
  );
}

function PlateFields() {
  const t = useT();
  return (
    <>
      <Form.Item name="model" label={t(W.model)}>
        <Input size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name="producedOn" label={t(W.producedOn)}>
        <Input type="date" size="large" />
      </Form.Item>
      <Form.Item name={['engine', 'powerKw']} label={t(W.power)}>
        <InputNumber<number> size="large" min={0.001} max={100_000} inputMode="decimal" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={['engine', 'manufacturer']} label={t(W.engineMaker)}>
        <Input size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name={['engine', 'model']} label={t(W.engineModel)}>
        <Input size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name={['engine', 'number']} label={t(W.engineNumber)}>
        <Input size="large" maxLength={60} />
      </Form.Item>
      <Form.Item name="disclosureNumber" label={t(W.disclosure)} extra={t(W.disclosureWhere)}>
        <Input size="large" maxLength={60} autoCapitalize="characters" />
      </Form.Item>
    </>
  );
}
