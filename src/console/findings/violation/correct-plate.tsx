import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../../domain/codes/plate-colour.ts';
import { type Answer, api, newKey, told } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Plate } from '../../parts/tags.tsx';
import { keptLanguage, useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';

const W = {
  correct: w('更正号牌', 'Correct the plate'),
  propose: w('号牌识别有误？提出更正', 'Misread? Propose the right plate'),
  read: w('识别结果', 'As read'),
  effect: w(
    '更正后，两个号牌的进出记录都会按当日规定重新判定；针对误认车辆的违规线索会自动失效。原始识别结果保留。',
    'The visits of both plates are judged again by the law of their day; what stands against the wrong vehicle is withdrawn. What was read is kept.',
  ),
  proposal: w('由监管人员审核后生效。', 'An officer decides about it.'),
  candidates: w('可能是以下已登记车辆', 'It may have been one of these registered vehicles'),
  other: w('其他号牌', 'Another plate'),
  plate: w('正确号牌', 'The right plate'),
  colour: w('号牌颜色', 'Its colour'),
  reason: w('依据（如：后拍照片可见）', 'Seen on what (such as the photo of the rear)'),
  needed: w('请填写此项', 'This is needed'),
  submit: w('确认更正', 'Correct it'),
  send: w('提交', 'Send'),
  done: w('号牌已更正，已重新判定', 'Corrected, and judged again'),
  sent: w('已提交，等待审核', 'Sent; an officer will decide'),
};

type Passage = Answer<'/api/v1/passages/{id}'>;
type Values = { readonly plate: string; readonly plateColour?: string; readonly reason: string };

/** Puts a misread plate right (officers), or proposes what it was (the enterprise whose gate read it). */
export function CorrectPlate({ passage }: { readonly passage: Passage }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t(may('reading.correct') ? W.correct : W.propose)}
      </Button>
      {open && <PlateForm passage={passage} onDone={() => setOpen(false)} />}
    </>
  );
}

function PlateForm({ passage, onDone }: { readonly passage: Passage; readonly onDone: () => void }) {
  const t = useT();
  const may = useMay();
  const officer = may('reading.correct');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [key] = useState(newKey);
  const params = { path: { id: passage.id } };
  const { data } = useQuery({
    queryKey: ['passages', passage.id, 'candidates'],
    queryFn: () => told(api.GET('/api/v1/passages/{id}/candidates', { params })),
  });
  const send = useMutation({
    mutationFn: async (values: Values) => {
      const body = values as never;
      const header = { 'Idempotency-Key': key };
      if (!officer)
        return told(api.POST('/api/v1/passages/{id}/plate-proposals', { params: { ...params, header }, body }));
      const read = await api.GET('/api/v1/passages/{id}', { params });
      if (!read.response.ok) throw await problemOf(read.response, keptLanguage());
      const tag = { ...header, 'If-Match': read.response.headers.get('ETag') ?? '*' };
      return told(api.POST('/api/v1/passages/{id}/plate', { params: { ...params, header: tag as never }, body }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success(t(officer ? W.done : W.sent));
      onDone();
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  const candidates = data?.candidates ?? [];
  return (
    <Modal
      open
      title={t(officer ? W.correct : W.propose)}
      okText={t(officer ? W.submit : W.send)}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
      onCancel={onDone}
    >
      <Typography.Paragraph>
        {t(W.read)}：<Plate plate={passage.plate} colour={passage.plateColour} />
      </Typography.Paragraph>
      <Alert type="info" showIcon title={t(officer ? W.effect : W.proposal)} style={{ marginBottom: 12 }} />
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 12 }} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ plateColour: passage.plateColour ?? undefined }}
        onFinish={(values) => send.mutate(values)}
      >
        {candidates.length > 0 && (
          <Form.Item label={t(W.candidates)}>
            <Radio.Group
              onChange={({ target }) => {
                const chosen = candidates.find(({ vehicleId }) => vehicleId === target.value);
                if (chosen) form.setFieldsValue({ plate: chosen.plate, plateColour: chosen.plateColour });
              }}
            >
              {candidates.map(({ vehicleId, plate, plateColour }) => (
                <Radio key={vehicleId} value={vehicleId}>
                  <Plate plate={plate} colour={plateColour} />
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
        )}
        <Form.Item name="plate" label={t(W.plate)} rules={[{ required: true, message: t(W.needed) }]}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item name="plateColour" label={t(W.colour)}>
          <Select allowClear options={PLATE_COLOURS.map((value) => ({ value, label: t(PLATE_COLOUR_NAMES[value]) }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t(W.reason)}
          rules={[{ required: true, whitespace: true, message: t(W.needed) }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
