import { Button, Checkbox, Col, Flex, Form, Input, Radio, Row, Typography } from 'antd';
import { ALERT_LEVELS } from '../../../domain/alerts/order.ts';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { useT, w } from '../../session/language.ts';
import { choices } from '../parts/words.ts';
import { HoursField } from './hours-field.tsx';
import { RestrictionsField } from './restrictions-field.tsx';
import { LEVEL_NAMES } from './words.ts';

const W = {
  level: w('预警级别', 'Level'),
  counties: w('管控区域', 'Where'),
  all: w('全市', 'Whole city'),
  from: w('开始时间（北京时间）', 'From (China time)'),
  to: w('结束时间（不填为解除为止）', 'Until (until lifted where empty)'),
  number: w('文号', 'Number of the order'),
  issuer: w('发布机关', 'Issued by'),
  note: w('备注', 'Note'),
  measures: w('管控措施', 'What is barred'),
  closed: w('错峰运输时段', 'Closed hours'),
  closedHelp: w(
    '适用 2.4.2d：未满足清洁运输要求的企业，在所列时段内禁止运送大宗物料的货车进厂。',
    'Clause 2.4.2d: enterprises that missed clean transport may not be entered with bulk cargo in these hours.',
  ),
  needed: w('请填写此项', 'This is needed'),
};

/** The fields of an order, named as the API names them. */
export function OrderFields() {
  const t = useT();
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="level" label={t(W.level)} rules={needed}>
        <Radio.Group optionType="button" buttonStyle="solid" options={choices(LEVEL_NAMES, t, ALERT_LEVELS)} />
      </Form.Item>
      <Form.Item name="countyCodes" label={t(W.counties)} rules={needed}>
        <CountyBoxes />
      </Form.Item>
      <Row gutter={12}>
        <Col xs={24} sm={12} xl={6}>
          <Form.Item name="startsAt" label={t(W.from)} rules={needed}>
            <Input type="datetime-local" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12} xl={6}>
          <Form.Item name="endsAt" label={t(W.to)}>
            <Input type="datetime-local" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12} xl={6}>
          <Form.Item name="orderNumber" label={t(W.number)}>
            <Input maxLength={100} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12} xl={6}>
          <Form.Item name="issuer" label={t(W.issuer)}>
            <Input maxLength={100} />
          </Form.Item>
        </Col>
      </Row>
      <Flex vertical gap={8} style={{ marginBottom: 24 }}>
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.measures)}
        </Typography.Title>
        <RestrictionsField />
      </Flex>
      <Flex vertical gap={8} style={{ marginBottom: 24 }}>
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.closed)}
        </Typography.Title>
        <Typography.Text type="secondary">{t(W.closedHelp)}</Typography.Text>
        <HoursField name="closedHours" />
      </Flex>
      <Form.Item name="note" label={t(W.note)}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  );
}

/** Takes from its form what a group of boxes may have: that it is required is no attribute of one. */
function CountyBoxes({
  value,
  onChange,
}: {
  readonly value?: string[];
  readonly onChange?: (codes: string[]) => void;
}) {
  const t = useT();
  return (
    <>
      <Checkbox.Group
        aria-label={t(W.counties)}
        value={value ?? []}
        options={choices(COUNTY_NAMES, t, COUNTY_CODES)}
        onChange={(codes) => onChange?.(codes)}
      />
      <Button size="small" style={{ display: 'block', marginTop: 8 }} onClick={() => onChange?.([...COUNTY_CODES])}>
        {t(W.all)}
      </Button>
    </>
  );
}
