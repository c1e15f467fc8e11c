import { Alert, Form, Select } from 'antd';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { parseEnvironmentalCode } from '../../../domain/codes/machine-number.ts';
import { MACHINE_STAGE_BASES, TOLD_STAGE_BASES } from '../../../domain/machinery/stage-basis.ts';
import { Choices } from '../../parts/choices.tsx';
import { useT, w } from '../../session/language.ts';
import { AFTER_TREATMENT_CHOICES } from '../after-treatment.ts';

const W = {
  stage: w('排放阶段', 'Emission stage'),
  byCode: w('按环保登记号码首位，该机械为', 'By its environmental code, the machine is'),
  unknownNote: w('不清楚就选未知，不要猜', 'Choose this rather than guess'),
  zeroNote: w('电动、氢燃料', 'electric, hydrogen'),
  basis: w('这是怎么知道的', 'How the stage is known'),
  after: w('后处理装置（选填）', 'After-treatment (optional)'),
  needed: w('请选择', 'This is needed'),
  verified: w(
    '登记后排放阶段显示为“未核验”，执法人员核实后改为“已核验”。',
    'The stage counts as not verified until an officer has looked at it.',
  ),
};

const BASIS_NOTES = {
  environmental_label: w('机身上环保信息标签写明的', 'It says so on the label on the machine'),
  disclosure: w('凭信息公开编号查到的', 'Looked up by the disclosure number'),
  type_approval: w('发动机铭牌或型式核准证书上的', 'On the plate of the engine or its approval'),
  declared: w('卖家、机主说的，没有凭据', 'Somebody said so'),
  inferred: w('按出厂年份推算的', 'Guessed from its age'),
};

/** Of machines there are stages up to IV. */
const STAGES = ['4', '3', '2', '1', '0', 'D', 'X'] as const;

/** The emission stage, and what it rests on. */
export function StageFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const code = Form.useWatch('environmentalCode', { form, preserve: true }) as string | undefined;
  const stage = Form.useWatch('emissionStage') as string | undefined;
  const said = code ? parseEnvironmentalCode(code)?.stage : undefined;
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <>
      {said && said !== stage && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            <>
              {t(W.byCode)}{' '}
              <button
                type="button"
                onClick={() => form.setFieldsValue({ emissionStage: said })}
                style={{
                  font: 'inherit',
                  fontWeight: 600,
                  color: '#0b5f57',
                  background: 'none',
                  border: 0,
                  padding: 4,
                  textDecoration: 'underline',
                  cursor: 'pointer',
                }}
              >
                {t(stageNameOf(said))}
              </button>
            </>
          }
        />
      )}
      <Form.Item name="emissionStage" label={t(W.stage)} rules={rules}>
        <Choices
          label={t(W.stage)}
          options={STAGES.map((value) => ({
            value: value,
            label: t(stageNameOf(value)),
            note: value === 'X' ? t(W.unknownNote) : value === 'D' ? t(W.zeroNote) : undefined,
          }))}
        />
      </Form.Item>
      {stage !== undefined && stage !== 'X' && (
        <Form.Item name="stageBasis" label={t(W.basis)} rules={rules}>
          <Choices
            label={t(W.basis)}
            narrow={220}
            options={TOLD_STAGE_BASES.map((value) => ({
              value,
              label: t(MACHINE_STAGE_BASES[value]),
              note: t(BASIS_NOTES[value]),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="afterTreatment" label={t(W.after)}>
        <Select
          size="large"
          allowClear
          options={AFTER_TREATMENT_CHOICES.map(({ code: value, message }) => ({ value, label: t(message) }))}
        />
      </Form.Item>
      <Alert type="info" title={t(W.verified)} />
    </>
  );
}
