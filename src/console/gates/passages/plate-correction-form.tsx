import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS, type PlateColour } from '../../../domain/codes/plate-colour.ts';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { Evidence } from './evidence.tsx';
import type { Detail } from './passage-page.tsx';
import { PlateCandidates } from './plate-candidates.tsx';
import { PlateHistory } from './plate-history.tsx';

const W = {
  does: w(
    '更正后，原号牌与新号牌的进出厂记录会立即按当日法律重新判定；不属于原车辆的违法线索将撤回。原始识别结果保留。',
    'The visits of both plates are judged again at once by the law of their day; what stood against the vehicle that was not there is withdrawn. The raw reading stays.',
  ),
  proposes: w(
    '提出后由监管人员核对照片并决定，记录暂不改变。',
    'An officer looks at the photos and decides; nothing changes until then.',
  ),
  plate: w('正确的号牌', 'The right plate'),
  colour: w('号牌颜色', 'Colour'),
  asRead: w('与识别结果相同', 'As it was read'),
  reason: w('依据', 'Seen on'),
  reasonHint: w('如：车尾照片中可见 晋C12345', 'Such as: the photo of the rear shows 晋C12345'),
  needed: w('请填写此项', 'This is needed'),
  correct: w('确认更正', 'Put it right'),
  propose: w('提交申请', 'Propose'),
  sure: w('确定更正号牌并重新判定？', 'Put the plate right and judge again?'),
  corrected: w('号牌已更正，相关记录已重新判定', 'The plate is put right, and judged again'),
  proposed: w('已提交，等待监管人员处理', 'Proposed; an officer decides'),
};

type Values = { readonly plate: string; readonly plateColour?: PlateColour; readonly reason: string };

/** What the plate was, from candidates or typed, and on what it was seen. */
export function PlateCorrectionForm({
  passage,
  etag,
  correct,
  onDone,
}: {
  readonly passage: Detail;
  readonly etag: string;
  readonly correct: boolean;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newKey);
  const [left, setLeft] = useState<string>();
  const { mutate, isPending } = useMutation({
    mutationFn: async (body: Values) => {
      const path = { id: passage.id };
      if (correct)
        await told(
          api.POST('/api/v1/passages/{id}/plate', {
            params: { path, header: { 'If-Match': etag, 'Idempotency-Key': key } },
            body,
          }),
        );
      else
        await told(
          api.POST('/api/v1/passages/{id}/plate-proposals', {
            params: { path, header: { 'Idempotency-Key': key } },
            body,
          }),
        );
    },
    onSuccess: async () => {
      void message.success(t(correct ? W.corrected : W.proposed));
      await queries.invalidateQueries();
      onDone();
    },
    onError: (error) => {
      setKey(newKey());
      setLeft(showFaults(form, error));
    },
  });
  const submit = (values: Values) => {
    setLeft(undefined);
    if (correct) modal.confirm({ title: t(W.sure), content: t(W.does), onOk: () => mutate(values) });
    else mutate(values);
  };
  return (
    <Flex vertical gap={16}>
      <Alert type="info" showIcon title={t(correct ? W.does : W.proposes)} />
      <Evidence subjectType="passage" subjectId={passage.id} />
      <PlateCandidates
        passageId={passage.id}
        onChoose={(plate, plateColour) => form.setFieldsValue({ plate, plateColour })}
      />
      {left !== undefined && <Alert type="error" showIcon title={left} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{ plate: passage.plate ?? '', plateColour: passage.plateColour ?? undefined }}
      >
        <Form.Item name="plate" label={t(W.plate)} rules={[{ required: true, whitespace: true, message: t(W.needed) }]}>
          <Input autoComplete="off" maxLength={20} />
        </Form.Item>
        <Form.Item name="plateColour" label={t(W.colour)}>
          <Select
            allowClear
            placeholder={t(W.asRead)}
            options={PLATE_COLOURS.map((value) => ({ value, label: t(PLATE_COLOUR_NAMES[value]) }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t(W.reason)}
          rules={[{ required: true, whitespace: true, message: t(W.needed) }]}
        >
          <Input.TextArea rows={3} placeholder={t(W.reasonHint)} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t(correct ? W.correct : W.propose)}
        </Button>
      </Form>
      <PlateHistory
        passageId={passage.id}
        onChoose={(plate, plateColour) => form.setFieldsValue({ plate, plateColour })}
      />
    </Flex>
  );
}
