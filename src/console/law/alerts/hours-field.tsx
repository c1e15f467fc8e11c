import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Select } from 'antd';
import { useT, w } from '../../session/language.ts';

const W = {
  from: w('自', 'From'),
  to: w('至', 'To'),
  add: w('添加时段', 'Add hours'),
  remove: w('删除该时段', 'Remove these hours'),
  needed: w('请选择时刻', 'Choose a time'),
};

const HALVES = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
);
const STARTS = HALVES.map((value) => ({ value, label: value }));
const ENDS = [...HALVES, '24:00'].map((value) => ({ value, label: value }));

/** Hours of a day, as many stretches as there are; in a form, `name` is their path. */
export function HoursField({ name }: { readonly name: string | (string | number)[] }) {
  const t = useT();
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <Flex vertical gap={4}>
          {fields.map((field) => (
            <Flex key={field.key} gap={8} align="start">
              <Form.Item name={[field.name, 'from']} rules={rules} style={{ marginBottom: 0 }}>
                <Select aria-label={t(W.from)} showSearch options={STARTS} style={{ width: 100 }} />
              </Form.Item>
              <span style={{ lineHeight: '32px' }}>{t(W.to)}</span>
              <Form.Item name={[field.name, 'to']} rules={rules} style={{ marginBottom: 0 }}>
                <Select aria-label={t(W.to)} showSearch options={ENDS} style={{ width: 100 }} />
              </Form.Item>
              <Button
                type="text"
                aria-label={t(W.remove)}
                icon={<DeleteOutlined />}
                onClick={() => remove(field.name)}
              />
            </Flex>
          ))}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({ from: '08:00', to: '20:00' })}>
              {t(W.add)}
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  );
}
