import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Flex, Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { EvidencePhotos } from '../evidence-photos.tsx';
import { PROOF_KIND_NAMES, PROOF_STATES } from './proof-words.ts';

const W = {
  title: w('淘汰证明', 'Proof of retirement'),
  number: w('证明编号', 'Number'),
  kind: w('类型', 'Kind'),
  on: w('淘汰日期', 'Retired on'),
  status: w('状态', 'Status'),
  recycler: w('回收企业', 'Recycler'),
  remarks: w('备注', 'Remarks'),
  reason: w('退回原因', 'Why it was refused'),
  copies: w('证明材料', 'Copies'),
  none: w('没有上传证明材料', 'No copy was sent in'),
  seen: w('核实方式', 'Seen in'),
  certificate: w('已核对证明材料', 'the certificate, of which a copy is on record'),
  platform: w('已在报废回收或公安系统查证', 'the system of recyclers or police'),
  verify: w('核实通过', 'Verify'),
  refuse: w('退回', 'Refuse'),
  means: w(
    '核实后，自淘汰日期起该车视为已报废或注销，计入淘汰数。',
    'From its day the vehicle is off the road, and it counts as retired.',
  ),
  done: w('已处理', 'Done'),
};

type Proof = Schema<'RetirementProof'>;

/** One proof with its copies; whoever may decide verifies or refuses it. */
export function DecideProof({
  proof,
  onClose,
  onDecided,
}: {
  readonly proof: Proof | undefined;
  readonly onClose: () => void;
  readonly onDecided: () => void;
}) {
  const t = useT();
  return (
    <Modal open={proof !== undefined} onCancel={onClose} title={t(W.title)} footer={null} destroyOnHidden>
      {proof && <Decision proof={proof} onDecided={onDecided} />}
    </Modal>
  );
}

function Decision({ proof, onDecided }: { readonly proof: Proof; readonly onDecided: () => void }) {
  const t = useT();
  const may = useMay();
  const { message } = App.useApp();
  const [seenIn, setSeenIn] = useState<'certificate' | 'platform'>();
  const [reason, setReason] = useState('');
  const params = { path: { id: proof.id } };
  const options = {
    onSuccess: () => {
      void message.success(t(W.done));
      onDecided();
    },
  };
  const headers = { 'Idempotency-Key': newKey() };
  const verifying = useMutation({
    mutationFn: () =>
      told(
        api.POST('/api/v1/retirement-proofs/{id}/verify', {
          params,
          body: { seenIn: seenIn ?? 'certificate' },
          headers,
        }),
      ),
    ...options,
  });
  const refusing = useMutation({
    mutationFn: () => told(api.POST('/api/v1/retirement-proofs/{id}/refuse', { params, body: { reason }, headers })),
    ...options,
  });
  const fault = verifying.error ?? refusing.error;
  const items = [
    { key: 'number', label: t(W.number), children: proof.certificateNumber },
    { key: 'kind', label: t(W.kind), children: t(PROOF_KIND_NAMES[proof.kind]) },
    { key: 'on', label: t(W.on), children: proof.retiredOn },
    { key: 'status', label: t(W.status), children: t(PROOF_STATES[proof.status]) },
    { key: 'recycler', label: t(W.recycler), children: proof.recycler?.name ?? '—' },
    ...(proof.remarks ? [{ key: 'remarks', label: t(W.remarks), children: proof.remarks }] : []),
    ...(proof.reason ? [{ key: 'reason', label: t(W.reason), children: proof.reason }] : []),
  ];
  return (
    <Flex vertical gap={12}>
      <Descriptions size="small" column={1} items={items} />
      <Typography.Text strong>{t(W.copies)}</Typography.Text>
      <EvidencePhotos subjectType="retirement_proof" subjectId={proof.id} none={W.none} />
      {fault && <Alert role="alert" type="error" showIcon title={fault.message} />}
      {may('retirement-proof.decide') && proof.status === 'recorded' && (
        <>
          <Radio.Group
            aria-label={t(W.seen)}
            value={seenIn}
            onChange={({ target }) => setSeenIn(target.value)}
            options={[
              { value: 'certificate', label: t(W.certificate) },
              { value: 'platform', label: t(W.platform) },
            ]}
          />
          <Alert type="info" showIcon title={t(W.means)} />
          <Button
            type="primary"
            disabled={seenIn === undefined}
            loading={verifying.isPending}
            onClick={() => verifying.mutate()}
          >
            {t(W.verify)}
          </Button>
        </>
      )}
      {may('retirement-proof.decide') && proof.status !== 'refused' && (
        <Flex gap={8}>
          <Input
            aria-label={t(W.reason)}
            placeholder={t(W.reason)}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button danger disabled={!reason.trim()} loading={refusing.isPending} onClick={() => refusing.mutate()}>
            {t(W.refuse)}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
