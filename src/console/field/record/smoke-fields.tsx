import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Col, Collapse, Form, Input, Radio, Row } from 'antd';
import { SMOKE_CLASSES } from '../../../domain/machinery/smoke.ts';
import { useT, w } from '../../session/language.ts';
import type { EntryForm } from '../outbox/entry.ts';
import { DEPARTMENT_WORDS } from './department-words.ts';

const W = {
  title: w('烟度', 'Smoke'),
  reading: w('光吸收系数 第', 'Reading '),
  unit: 'm⁻¹',
  times: w('次', ''),
  more: w('再测一次', 'One more reading'),
  number: w('请填写 0 至 1000 的数值，最多三位小数', 'A number from 0 to 1000 with at most three decimals'),
  ringelmann: w('林格曼黑度（级）', 'Ringelmann number'),
  none: w('未测', 'Not taken'),
  class: w('限值类别', 'Class of limits'),
  automatic: w('自动', 'By the law'),
  least: w('本工地所在区域最低要求', 'The zone here requires at least class'),
  more2: w('环境、仪器与联合执法', 'Air, instrument and who took part'),
  temperature: w('气温 ℃', 'Temperature, °C'),
  humidity: w('相对湿度 %', 'Humidity, %'),
  pressure: w('大气压 kPa', 'Pressure, kPa'),
  method: w('检测方法', 'Method'),
  instrumentModel: w('仪器型号', 'Instrument model'),
  instrumentNumber: w('仪器编号', 'Instrument number'),
  calibratedOn: w('检定日期', 'Calibrated on'),
  departments: w('参加部门', 'Departments that took part'),
  remarks: w('备注', 'Remarks'),
};

/** A number as people type it, with a comma or full-width digits. */
const isNumber = (text: string | undefined): boolean =>
  !text?.trim() || /^-?\d{1,4}(?:[.,]\d{1,3})?$/.test(text.normalize('NFKC').trim());

/** Short enough for seven buttons beside each other. */
function None() {
  const t = useT();
  return (
    <>
      <span aria-hidden>—</span>
      <span className="visually-hidden">{t(W.none)}</span>
    </>
  );
}

/** What was measured. `least`: the laxest class of limits that the zones here allow. */
export function SmokeFields({ least }: { readonly least: 'I' | 'II' | 'III' | undefined }) {
  const t = useT();
  const number = {
    validator: (_: unknown, text: string | undefined) =>
      isNumber(text) ? Promise.resolve() : Promise.reject(new Error(t(W.number))),
  };
  const allowed = (name: (typeof SMOKE_CLASSES)[number]) =>
    least === undefined || SMOKE_CLASSES.indexOf(name) >= SMOKE_CLASSES.indexOf(least);
  const decimal = <Input inputMode="decimal" autoComplete="off" />;
  return (
    <>
      <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
        <Form.List name="readings">
          {(fields, { add }) => (
            <>
              {fields.map(({ key, name }) => (
                <Form.Item
                  key={key}
                  name={name}
                  label={`${t(W.reading)}${name + 1}${t(W.times)}`}
                  rules={[number]}
                  style={{ marginBottom: 12 }}
                >
                  <Input inputMode="decimal" autoComplete="off" suffix={W.unit} />
                </Form.Item>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add('')} style={{ marginBottom: 16 }}>
                {t(W.more)}
              </Button>
            </>
          )}
        </Form.List>
        <Form.Item<EntryForm> name="ringelmann" label={t(W.ringelmann)}>
          <Radio.Group
            optionType="button"
            block
            options={[
              { value: undefined, label: <None /> },
              ...[0, 1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) })),
            ]}
          />
        </Form.Item>
        <Form.Item<EntryForm>
          name="smokeClass"
          label={t(W.class)}
          {...(least ? { extra: `${t(W.least)} ${least}` } : {})}
          style={{ marginBottom: 4 }}
        >
          <Radio.Group
            optionType="button"
            block
            options={[
              { value: undefined, label: t(W.automatic) },
              ...SMOKE_CLASSES.map((value) => ({ value, label: value, disabled: !allowed(value) })),
            ]}
          />
        </Form.Item>
      </Card>
      <Collapse
        items={[
          {
            key: 'more',
            label: t(W.more2),
            forceRender: true,
            children: (
              <Row gutter={12}>
                {(['temperature', 'humidity', 'pressure'] as const).map((name) => (
                  <Col key={name} xs={24} sm={8}>
                    <Form.Item<EntryForm> name={name} label={t(W[name])} rules={[number]}>
                      {decimal}
                    </Form.Item>
                  </Col>
                ))}
                {(['method', 'instrumentModel', 'instrumentNumber'] as const).map((name) => (
                  <Col key={name} xs={24} sm={12}>
                    <Form.Item<EntryForm> name={name} label={t(W[name])}>
                      <Input maxLength={60} {...(name === 'method' ? { placeholder: '自由加速法' } : {})} />
                    </Form.Item>
                  </Col>
                ))}
                <Col xs={24} sm={12}>
                  <Form.Item<EntryForm> name="calibratedOn" label={t(W.calibratedOn)}>
                    <Input type="date" />
                  </Form.Item>
                </Col>
                <Col span={24}>
                  <Form.Item<EntryForm> name="departments" label={t(W.departments)} style={{ marginBottom: 0 }}>
                    <Checkbox.Group
                      options={Object.entries(DEPARTMENT_WORDS).map(([value, word]) => ({ value, label: t(word) }))}
                    />
                  </Form.Item>
                </Col>
              </Row>
            ),
          },
        ]}
      />
      <Card size="small">
        <Form.Item<EntryForm> name="remarks" label={t(W.remarks)} style={{ marginBottom: 4 }}>
          <Input.TextArea maxLength={2000} rows={3} />
        </Form.Item>
      </Card>
    </>
  );
}
