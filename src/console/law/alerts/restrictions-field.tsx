import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Col, Flex, Form, Grid, Row, Select, Typography } from 'antd';
import { EXEMPT_CATEGORIES, type Restriction } from '../../../domain/alerts/order.ts';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import { useT, w } from '../../session/language.ts';
import { choices } from '../parts/words.ts';
import { HoursField } from './hours-field.tsx';
import { CATEGORY_NAMES, RESTRICTED_NAMES, restrictionWords } from './words.ts';

const W = {
  appliesTo: w('管控对象', 'Applies to'),
  maxStage: w('限制到哪一排放阶段', 'Barred up to stage'),
  allStages: w('除零排放外全部', 'All but zero-tailpipe'),
  orOlder: w('及以下', ' or older'),
  fuels: w('燃料', 'Fuels'),
  anyFuel: w('不限燃料', 'Any fuel'),
  grades: w('企业绩效分级', 'Grades of enterprises'),
  anyGrade: w('不限分级', 'Any grade'),
  sectors: w('企业行业', 'Sectors of enterprises'),
  anySector: w('不限行业', 'Any sector'),
  exempt: w('豁免类别', 'Exempt'),
  noExempt: w('无', 'None'),
  hours: w('限制时段（不填为全天）', 'Hours (whole day where none)'),
  add: w('添加一条措施', 'Add a line'),
  remove: w('删除第', 'Remove line'),
  line: w('措施', 'Line'),
  none: w('尚未添加措施。', 'No line yet.'),
  more: w('更多条件：燃料、企业、时段', 'More: fuels, enterprises, hours'),
};

const STAGES = ['0', '1', '2', '3', '4', '5', '6'];

/** The table of an order: each line as a sentence, with what it is made of below it. */
export function RestrictionsField() {
  const t = useT();
  const form = Form.useFormInstance();
  const lines = (Form.useWatch('restrictions', { form, preserve: true }) ?? []) as (Restriction | undefined)[];
  return (
    <Form.List name="restrictions">
      {(fields, { add, remove }) => (
        <Flex vertical gap={12}>
          {fields.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
          {fields.map((field, index) => {
            const line = lines[field.name];
            return (
              <Card
                key={field.key}
                size="small"
                title={
                  <span
                    style={{ whiteSpace: 'normal', fontWeight: 600 }}
                  >{`${index + 1}. ${line?.appliesTo ? t(restrictionWords(clean(line))) : ''}`}</span>
                }
                extra={
                  <Button
                    type="text"
                    aria-label={`${t(W.remove)} ${index + 1}`}
                    icon={<DeleteOutlined />}
                    onClick={() => remove(field.name)}
                  />
                }
              >
                <Line index={field.name} />
              </Card>
            );
          })}
          <div>
            <Button
              icon={<PlusOutlined />}
              onClick={() => add({ appliesTo: 'heavy_vehicle', maxStage: '4', exempt: ['new_energy'] })}
            >
              {t(W.add)}
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  );
}

const HALF = { xs: 24, sm: 12, xl: 8 } as const;

function Line({ index }: { readonly index: number }) {
  const t = useT();
  const stages = STAGES.map((value) => ({ value, label: `${t(stageNameOf(value))}${t(W.orOlder)}` }));
  const several = (name: string, label: string, options: { value: string; label: string }[], none: string) => (
    <Col {...HALF}>
      <Form.Item name={[index, name]} label={label}>
        <Select mode="multiple" allowClear placeholder={none} options={options} />
      </Form.Item>
    </Col>
  );
  const more = (
    <>
      {several('fuels', t(W.fuels), choices(FUEL_NAMES, t), t(W.anyFuel))}
      {several('grades', t(W.grades), choices(PERFORMANCE_GRADE_NAMES, t), t(W.anyGrade))}
      {several('sectors', t(W.sectors), choices(SECTOR_NAMES, t), t(W.anySector))}
      <Col span={24}>
        <Typography.Text style={{ display: 'block', marginBottom: 8 }}>{t(W.hours)}</Typography.Text>
        <HoursField name={[index, 'hours']} />
      </Col>
    </>
  );
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  return (
    <Row gutter={12}>
      <Col {...HALF}>
        <Form.Item name={[index, 'appliesTo']} label={t(W.appliesTo)} rules={[{ required: true }]}>
          <Select options={choices(RESTRICTED_NAMES, t)} />
        </Form.Item>
      </Col>
      <Col {...HALF}>
        <Form.Item name={[index, 'maxStage']} label={t(W.maxStage)}>
          <Select allowClear placeholder={t(W.allStages)} options={stages} />
        </Form.Item>
      </Col>
      {several('exempt', t(W.exempt), choices(CATEGORY_NAMES, t, EXEMPT_CATEGORIES), t(W.noExempt))}
      {roomy ? (
        more
      ) : (
        <Col span={24}>
          <details>
            <summary style={{ padding: '8px 0', cursor: 'pointer' }}>{t(W.more)}</summary>
            <Row gutter={12}>{more}</Row>
          </details>
        </Col>
      )}
    </Row>
  );
}

/** A line without what was left empty, as the API takes it. */
export function clean(line: Restriction): Restriction {
  const told = Object.entries(line).filter(
    ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(told) as Restriction;
}
