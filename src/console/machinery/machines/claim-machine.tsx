import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CLAIM_GROUND_CODES, CLAIM_GROUNDS, type ClaimGrounds } from '../../../domain/machinery/machine-claim.ts';
import { api, told } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';

const W = {
  claim: w('申请过户', 'Claim a machine'),
  offer: w('转让机械', 'Hand a machine over'),
  claimWhat: w(
    '申请送登记单位答复；对方同意即过户，有异议或逾期不答复的由县区裁定。',
    'The holder answers: if it agrees, the machine is yours at once; if it contests or does not answer in time, the county decides.',
  ),
  offerWhat: w('对方同意后，机械立即转到对方名下。', 'Once the other side agrees, the machine is theirs.'),
  code: w('受让单位统一社会信用代码', 'Credit code of who is to have it'),
  grounds: w('原因', 'Why'),
  statement: w('说明（选填）', 'Statement (optional)'),
  needed: w('请填写', 'This is needed'),
  sent: w('已提交，请等待对方答复。', 'Sent. The other side answers now.'),
};

type Values = { readonly creditCode?: string; readonly grounds: ClaimGrounds; readonly statement?: string };

/** Opens a case about who holds a machine: a claim from its holder, or (`offer`) an offer to another contractor. */
export function ClaimMachine({
  machineId,
  offer = false,
  onClose,
}: {
  readonly machineId: string;
  readonly offer?: boolean;
  readonly onClose: () => void;
}) {
  const t = useT();
  const go = useNavigate();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const open = useAct(
    ({ creditCode = '', grounds, statement }: Values, key) => {
      const given = { grounds, ...(statement?.trim() ? { statement: statement.trim() } : {}) };
      return offer
        ? told(
            api.POST('/api/v1/machines/{id}/transfers', {
              params: { path: { id: machineId }, header: keyed(key) },
              body: { creditCode, ...given },
            }),
          )
        : told(api.POST('/api/v1/machine-claims', { params: { header: keyed(key) }, body: { machineId, ...given } }));
    },
    { done: t(W.sent), quiet: true, onDone: ({ id }) => void go(`/machines/claims/${id}`) },
  );
  const title = t(offer ? W.offer : W.claim);
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: open.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(offer ? W.offerWhat : W.claimWhat)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ grounds: 'sale' }}
        onFinish={(values) => {
          setFault(undefined);
          open.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        {offer && (
          <Form.Item name="creditCode" label={t(W.code)} rules={rules}>
            <Input size="large" maxLength={40} autoCapitalize="characters" />
          </Form.Item>
        )}
        <Form.Item name="grounds" label={t(W.grounds)} rules={rules}>
          <Choices
            label={t(W.grounds)}
            narrow={180}
            options={CLAIM_GROUND_CODES.map((code) => ({ value: code, label: t(CLAIM_GROUNDS[code]) }))}
          />
        </Form.Item>
        <Form.Item name="statement" label={t(W.statement)}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
