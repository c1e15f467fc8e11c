import { Alert, Form, Input, Radio, Select } from 'antd';
import { afterStep } from '../../../domain/cases/case-states.ts';
import { OUTCOME_NAMES, OUTCOMES, type Outcome, tooEarly } from '../../../domain/cases/outcomes.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { useT, w } from '../../session/language.ts';
import { given, ReasonAct } from '../parts/reason-act.tsx';
import { useLaw } from '../parts/use-law.ts';

const W = {
  notice: w('制作告知书', 'Make a notice'),
  noticeEffect: w(
    '按本案可告知的线索生成带编号的告知书（PDF）。送达后再登记送达情况。',
    'Makes a numbered notice (PDF) of all violations that can be told of. Put its service on record afterwards.',
  ),
  decide: w('作出处理决定', 'Decide'),
  decideEffect: w(
    '决定作出后不能更改，本案线索的状态随之改变。',
    'A decision cannot be changed; the violations of the case follow it.',
  ),
  outcome: w('处理结果', 'Outcome'),
  to: w('移送至（部门）', 'Handed to (authority)'),
  needed: w('请填写此项', 'This is needed'),
  close: w('结案', 'Close'),
  closeEffect: w('结案后案件不再变动。', 'Nothing changes in the case afterwards.'),
  suspend: w('中止', 'Suspend'),
  suspendEffect: w('中止期间各期限暂停。', 'The case stands still; its deadlines wait.'),
  resume: w('恢复办理', 'Take up again'),
  resumeEffect: w('案件回到中止前的状态。', 'The case goes on where it was.'),
  find: w('认定从重情节', 'Add an aggravating finding'),
  findEffect: w('从规定所列情节中选择，并写明事实依据。', 'Choose from the list of the policy and say what shows it.'),
  finding: w('情节', 'Finding'),
  folder: w('导出案卷', 'Case folder'),
};

type Case = Schema<'Case'>;

/** What an officer may do with a case, as its state allows. */
export function CaseActions({ one }: { readonly one: Case }) {
  const t = useT();
  const may = (step: Parameters<typeof afterStep>[1]) => afterStep(one.status, step, null) !== undefined;
  const params = (key: string) => ({ path: { id: one.id }, header: { 'Idempotency-Key': key } });
  return (
    <>
      {may('make-notice') && (
        <ReasonAct
          type={one.status === 'open' ? 'primary' : 'default'}
          title={W.notice}
          effect={W.noticeEffect}
          reason="none"
          act={(_, key) => told(api.POST('/api/v1/cases/{id}/notices', { params: params(key), body: {} }))}
        />
      )}
      {may('decide') && <Decide one={one} params={params} />}
      {may('find') && <Find params={params} />}
      {may('close') && (
        <ReasonAct<{ reason?: string }>
          type="primary"
          title={W.close}
          effect={W.closeEffect}
          reason="optional"
          act={(body, key) =>
            told(api.POST('/api/v1/cases/{id}/close', { params: params(key), body: given(body) as never }))
          }
        />
      )}
      {may('suspend') && (
        <ReasonAct<{ reason: string }>
          title={W.suspend}
          effect={W.suspendEffect}
          act={(body, key) => told(api.POST('/api/v1/cases/{id}/suspend', { params: params(key), body }))}
        />
      )}
      {one.status === 'suspended' && (
        <ReasonAct<{ reason?: string }>
          type="primary"
          title={W.resume}
          effect={W.resumeEffect}
          reason="optional"
          act={(body, key) =>
            told(api.POST('/api/v1/cases/{id}/resume', { params: params(key), body: given(body) as never }))
          }
        />
      )}
      <Download path={`/api/v1/cases/${one.id}/export`} fileName="case.zip">
        {t(W.folder)}
      </Download>
    </>
  );
}

type Params = (key: string) => { path: { id: string }; header: { 'Idempotency-Key': string } };
type Decision = { readonly outcome: Outcome; readonly reason: string; readonly transferredTo?: string };

function Decide({ one, params }: { readonly one: Case; readonly params: Params }) {
  const t = useT();
  const required = [{ required: true, message: t(W.needed) }];
  return (
    <ReasonAct<Decision>
      type={one.status === 'heard' ? 'primary' : 'default'}
      title={W.decide}
      effect={W.decideEffect}
      act={(body, key) =>
        told(api.POST('/api/v1/cases/{id}/decide', { params: params(key), body: given(body) as never }))
      }
    >
      <Form.Item name="outcome" label={t(W.outcome)} rules={required}>
        <Radio.Group
          style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}
          options={OUTCOMES.map((value) => ({ value, label: t(OUTCOME_NAMES[value]) }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const outcome = getFieldValue('outcome') as Outcome | undefined;
          const early = outcome && tooEarly(outcome, one.status, one.answerBy, legalDayOf(Date.now()));
          return (
            <>
              {early && <Alert type="warning" showIcon title={t(early)} style={{ marginBottom: 12 }} />}
              {outcome === 'transferred' && (
                <Form.Item name="transferredTo" label={t(W.to)} rules={required}>
                  <Input maxLength={200} />
                </Form.Item>
              )}
            </>
          );
        }}
      </Form.Item>
    </ReasonAct>
  );
}

function Find({ params }: { readonly params: Params }) {
  const t = useT();
  const law = useLaw();
  return (
    <ReasonAct<{ finding: string; reason: string }>
      title={W.find}
      effect={W.findEffect}
      act={(body, key) => told(api.POST('/api/v1/cases/{id}/findings', { params: params(key), body: body as never }))}
    >
      <Form.Item name="finding" label={t(W.finding)} rules={[{ required: true, message: t(W.needed) }]}>
        <Select
          options={(law?.aggravating ?? []).map(({ id, title }) => ({ value: id, label: t(title) }))}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
    </ReasonAct>
  );
}
