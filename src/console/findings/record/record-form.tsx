import { Alert, App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isCountyCode } from '../../../domain/codes/county.ts';
import type { ManualKind } from '../../../domain/policy/manual-kinds.ts';
import { api, told } from '../../api/client.ts';
import { fieldNow } from '../../parts/china-time.ts';
import type { Draft } from '../../parts/drafts/drafts.ts';
import { keptValues, useDraftedForm } from '../../parts/drafts/use-drafted-form.ts';
import { usePreparing } from '../../parts/photos/preparing.ts';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordPhotos } from './record-photos.tsx';
import { type RecordValues, recordBody } from './record-values.ts';

const W = {
  what: w('情况', 'What was found'),
  photos: w('照片', 'Photos'),
  kept: w(
    '填写的内容和照片随时保存在本机，可以离开后再继续。',
    'What you type and the photos are kept on this device; leave and go on whenever you like.',
  ),
  submit: w('记录违规', 'Record it'),
  sure: w('确认记录这起违规？', 'Put this on record?'),
  effect: w(
    '记录后成为违法线索，计入违规主体统计，责任单位可以看到并申诉。记错的，由监管人员撤回。',
    'It becomes a violation that counts against the offender, who sees it and may appeal. What is wrong an officer takes back.',
  ),
  photosToo: w('张照片随后上传', 'photos are sent after it'),
  noPhotos: w('没有照片。记录后仍可在线索页补传。', 'There is no photo. It can be added on its page later.'),
  offline: w(
    '没有网络，还没有记录。内容和照片已保存在本机，联网后自动提交，也可以点“记录违规”重试。',
    'No network: it is not on record yet. Everything is kept on this device and is sent when there is a network.',
  ),
  done: w('已记录', 'On record'),
  untitled: w('未填完的违规记录', 'A violation, unfinished'),
};

/** One violation that a person saw, kept on the device until it is on record. */
export function RecordForm({
  draftKey,
  draft,
  kinds,
}: {
  readonly draftKey: string;
  readonly draft: Draft | null;
  readonly kinds: readonly ManualKind[];
}) {
  const t = useT();
  const go = useNavigate();
  const { message } = App.useApp();
  const me = useMe();
  const [form] = Form.useForm<RecordValues>();
  const [asking, setAsking] = useState<RecordValues>();
  const titleOf = ({ kind, plate }: RecordValues): string => {
    const title = kinds.find((one) => one.kind === kind)?.title;
    return [title && t(title), plate?.trim()].filter(Boolean).join(' ') || t(W.untitled);
  };
  const preparing = usePreparing();
  const { files, changeFiles, keep, send, sending, offline, fault } = useDraftedForm({
    ...{ draftKey, draft, kind: 'violation', form, titleOf, subjectType: 'violation', bodyOf: recordBody },
    post: (body, key) => told(api.POST('/api/v1/violations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onMade: (id) => {
      void message.success(t(W.done));
      void go(`/violations/${id}`, { replace: true });
    },
  });
  const own = me.countyCode && isCountyCode(me.countyCode) ? { countyCode: me.countyCode } : {};
  return (
    <Form<RecordValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={{ occurredAt: fieldNow(), ...own, ...keptValues<RecordValues>(draft) }}
      onValuesChange={keep}
      onFinish={() => setAsking(form.getFieldsValue(true) as RecordValues)}
    >
      <Section title={t(W.what)}>
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        {offline && <Alert type="warning" showIcon role="alert" title={t(W.offline)} style={{ marginBottom: 16 }} />}
        <RecordFields kinds={kinds} />
      </Section>
      <Section title={t(W.photos)}>
        <RecordPhotos photos={files} change={changeFiles} />
      </Section>
      <p style={{ color: 'rgba(0,0,0,.62)' }}>{t(W.kept)}</p>
      <StickyActions>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={sending}
          disabled={preparing}
          style={{ flex: '1 1 120px', maxWidth: 280 }}
        >
          {t(W.submit)}
        </Button>
      </StickyActions>
      {asking && (
        <Modal
          open
          title={t(W.sure)}
          okText={t(W.submit)}
          onOk={() => {
            setAsking(undefined);
            send();
          }}
          onCancel={() => setAsking(undefined)}
        >
          <p>
            <strong>{titleOf({ ...asking, plate: '' })}</strong>{' '}
            <Plate plate={asking.plate?.trim()} colour={asking.plateColour} />
          </p>
          <p>
            {asking.occurredAt?.replace('T', ' ')} · {asking.place}
          </p>
          <p>{files.length > 0 ? `${files.length} ${t(W.photosToo)}` : t(W.noPhotos)}</p>
          <p>{t(W.effect)}</p>
        </Modal>
      )}
    </Form>
  );
}
