import { Card, Col, Form, Input, Row, Select } from 'antd';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';
import type { EntryForm } from '../outbox/entry.ts';

const W = {
  title: w('机械（按现场所见）', 'The machine, as seen'),
  said: w(
    '号码已登记的，上传后自动对上档案。',
    'Where one of its numbers is on record, it is found again when this is sent.',
  ),
  category: w('机械类型', 'Category'),
  name: w('名称或外观特征', 'Name, or what it looks like'),
  environmentalCode: w('环保登记号码', 'Environmental code'),
  pin: w('产品识别码或机械环保代码（17 位）', 'PIN or MEIN, 17 signs'),
  manufacturer: w('生产厂家', 'Manufacturer'),
  serialNumber: w('出厂编号', 'Serial number'),
  emissionStage: w('排放阶段（看标签）', 'Stage, by its label'),
  fuel: w('燃料', 'Fuel'),
  powerKw: w('额定净功率 kW', 'Rated power, kW'),
  ownerName: w('所有人或使用人', 'Owner or user'),
  needed: w('请填写类型、名称或任一号码', 'Give a category, a name or a number'),
};

const TEXTS = ['environmentalCode', 'pin', 'manufacturer', 'serialNumber', 'powerKw', 'ownerName'] as const;
const TELLING = ['category', 'name', 'environmentalCode', 'pin', 'serialNumber'] as const;

/** What can be read off a machine of which the record is not at hand. */
export function MachineFields() {
  const t = useT();
  const chosen = (names: Readonly<Record<string, Message>>) =>
    Object.entries(names).map(([value, word]) => ({ value, label: t(word) }));
  const stages = Object.fromEntries(EMISSION_STAGES.map((code) => [code, stageNameOf(code)]));
  return (
    <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
      <p style={{ marginTop: 0 }}>{t(W.said)}</p>
      <Row gutter={12}>
        <Col xs={24} sm={12}>
          <Form.Item<EntryForm>
            name={['machine', 'category']}
            label={t(W.category)}
            rules={[
              ({ getFieldValue }) => ({
                validator: () =>
                  TELLING.some((name) => Boolean(getFieldValue(['machine', name])))
                    ? Promise.resolve()
                    : Promise.reject(new Error(t(W.needed))),
              }),
            ]}
          >
            <Select allowClear options={chosen(MACHINE_CATEGORY_NAMES)} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item<EntryForm> name={['machine', 'name']} label={t(W.name)}>
            <Input maxLength={100} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item<EntryForm> name={['machine', 'emissionStage']} label={t(W.emissionStage)}>
            <Select allowClear options={chosen(stages)} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item<EntryForm> name={['machine', 'fuel']} label={t(W.fuel)}>
            <Select allowClear options={chosen(FUEL_NAMES)} />
          </Form.Item>
        </Col>
        {TEXTS.map((name) => (
          <Col key={name} xs={24} sm={12}>
            <Form.Item<EntryForm> name={['machine', name]} label={t(W[name])}>
              <Input
                maxLength={60}
                autoComplete="off"
                spellCheck={false}
                {...(name === 'powerKw' ? { inputMode: 'decimal' as const } : {})}
              />
            </Form.Item>
          </Col>
        ))}
      </Row>
    </Card>
  );
}
