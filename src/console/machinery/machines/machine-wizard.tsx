import { Alert, Button, Form, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { parseEnvironmentalCode } from '../../../domain/codes/machine-number.ts';
import type { MachinePhoto } from '../../../domain/machinery/machine-photos.ts';
import { api, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { type Draft, dropDraft, keepDraft } from '../../parts/drafts/drafts.ts';
import { useDraftPhotos } from '../../parts/drafts/use-draft-photos.ts';
import { useWhenOnline } from '../../parts/drafts/use-when-online.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Page } from '../../parts/page.tsx';
import { usePreparing } from '../../parts/photos/preparing.ts';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { addUploads } from '../../parts/uploads/queue.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { AlreadyOnFile, useOnFile } from './already-on-file.tsx';
import { type MachineValues, machineBody } from './machine-values.ts';
import { NUMBER_FIELDS, NumberFields } from './number-fields.tsx';
import { PhotoSlots, photoKindsOf, TakenPhoto } from './photo-slots.tsx';
import { StageFields } from './stage-fields.tsx';
import { WhatFields } from './what-fields.tsx';

const W = {
  title: w('添加机械', 'Add a machine'),
  machines: w('非道路机械', 'Machines'),
  steps: [
    w('是什么机械', 'What it is'),
    w('号码', 'Its numbers'),
    w('排放阶段', 'Emission stage'),
    w('照片', 'Photos'),
  ],
  step: w('步骤', 'Step'),
  next: w('下一步', 'Next'),
  back: w('上一步', 'Back'),
  submit: w('提交登记', 'Register'),
  kept: w('已保存在本机', 'Kept on this device'),
  keptNote: w(
    '填写的内容和照片随时保存在本机，可以离开后再继续。',
    'What you type and the photos are kept here; leave and go on whenever you like.',
  ),
  offline: w(
    '没有网络，登记还没有提交。内容和照片已保存在本机，联网后自动再次提交，也可以点“提交登记”重试。',
    'No network: it was not sent. Everything is kept on this device and is sent again when there is a network.',
  ),
  done: w('机械已登记', 'The machine is registered'),
  later: w(
    '照片可以以后再补。县区要求的照片不全时，申报可能被退回。',
    'Photos may be added later. A filing may be returned for lack of those that the county asks for.',
  ),
};

const FIELDS: readonly (readonly string[])[] = [
  ['category', 'otherCategory', 'name', 'fuel', 'use', 'holding', 'lessorName'],
  [...NUMBER_FIELDS, 'model', 'producedOn', 'disclosureNumber', 'engine'],
  ['emissionStage', 'stageBasis', 'afterTreatment'],
  [],
];

/** A machine in four short steps. `fileFor`: the site for which it is filed next; empty where that is still to choose. */
export function MachineWizard({
  draftKey,
  draft,
  fileFor,
}: {
  readonly draftKey: string;
  readonly draft: Draft | null;
  readonly fileFor: string | undefined;
}) {
  const t = useT();
  const go = useNavigate();
  const { id: userId } = useMe();
  const [form] = Form.useForm<MachineValues>();
  const kept = (draft?.content ?? {}) as { readonly values?: MachineValues; readonly step?: number };
  const [step, setStep] = useState(kept.step ?? 0);
  const [photos, changePhotos] = useDraftPhotos(draft?.photos ?? [], (taken) => keep(step, taken));
  const [fault, setFault] = useState<string>();
  const onFile = useOnFile();
  const preparing = usePreparing();
  const heading = useRef<HTMLDivElement>(null);
  const fuel = Form.useWatch('fuel', { form, preserve: true });

  const nameOf = (values: MachineValues): string =>
    values.name?.trim() ||
    values.otherCategory?.trim() ||
    (values.category ? t(MACHINE_CATEGORY_NAMES[values.category]) : '');
  const keep = (at = step, taken = photos) => {
    const values = form.getFieldsValue(true) as MachineValues;
    const title = nameOf(values) || t(W.title);
    void keepDraft({ key: draftKey, userId, kind: 'machine', title, content: { values, step: at }, photos: taken });
  };
  const show = (at: number) => {
    setStep(at);
    keep(at);
    scrollTo({ top: 0 });
    heading.current?.focus();
  };
  const register = useAct(
    (values: MachineValues) =>
      told(
        // The draft is one machine, however often it is sent.
        api.POST('/api/v1/machines', {
          params: { header: keyed(draftKey) },
          body: machineBody(values, nameOf(values)),
        }),
      ),
    {
      done: t(W.done),
      quiet: true,
      onDone: ({ id, name }) => {
        const files = photos.map(({ kind, fileName, content }) => ({
          ...{ subjectType: 'machine', subjectId: id, kind, fileName, content, label: name },
        }));
        void addUploads(userId, files).then(() => dropDraft(draftKey));
        const file = `/filings/new?machine=${id}${fileFor ? `&site=${fileFor}` : ''}`;
        void go(fileFor === undefined ? `/machines/${id}` : file, { replace: true });
      },
    },
  );
  const submit = () => {
    setFault(undefined);
    register.mutate(form.getFieldsValue(true) as MachineValues, {
      onError: (error) => {
        if (error instanceof Problem && error.status === 0) return;
        const wrong = error instanceof Problem ? error.errors.map(({ pointer }) => pointer.split('/')[1] ?? '') : [];
        const at = FIELDS.findIndex((names) => names.some((name) => wrong.includes(name)));
        if (at >= 0) show(at);
        // Beside the fields, once they stand there.
        setTimeout(() => setFault(showFaults(form, error)));
        if (error instanceof Problem && error.status === 409) onFile.tell(error);
      },
    });
  };
  const offline = register.error instanceof Problem && register.error.status === 0;
  useWhenOnline(offline, submit);
  const forward = async () => {
    keep();
    if (step === 1) {
      const { environmentalCode, emissionStage } = form.getFieldsValue(true) as MachineValues;
      const said = environmentalCode ? parseEnvironmentalCode(environmentalCode)?.stage : undefined;
      if (said && emissionStage === undefined) form.setFieldsValue({ emissionStage: said });
      if (await onFile.look(form.getFieldsValue(true) as MachineValues)) return;
    }
    show(step + 1);
  };
  const last = step === W.steps.length - 1;
  return (
    <Page title={W.title} trail={[{ to: '/machines', title: W.machines }]}>
      <div style={{ maxWidth: 760 }}>
        <div ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          <Progress
            percent={((step + 1) / W.steps.length) * 100}
            showInfo={false}
            aria-label={`${t(W.step)} ${step + 1}/${W.steps.length}`}
          />
        </div>
        <Form<MachineValues>
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError={{ focus: true, block: 'center' }}
          initialValues={{ fuel: 'diesel', ...kept.values }}
          onValuesChange={() => keep()}
          onFinish={() => (last ? submit() : void forward())}
        >
          <Section title={`${t(W.step)} ${step + 1}/${W.steps.length}：${t(W.steps[step] ?? W.title)}`}>
            {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
            {offline && (
              <Alert type="warning" showIcon role="alert" title={t(W.offline)} style={{ marginBottom: 16 }} />
            )}
            <AlreadyOnFile found={onFile.found} fileFor={fileFor} />
            {step === 0 && <WhatFields />}
            {step === 1 && <NumberFields />}
            {step === 2 && <StageFields />}
            {last && (
              <>
                <p>{t(W.later)}</p>
                <PhotoSlots
                  kinds={photoKindsOf(fuel)}
                  shown={(kind, title) => {
                    const photo = photos.find((one) => one.kind === kind);
                    return (
                      photo && (
                        <TakenPhoto
                          content={photo.content}
                          title={title}
                          onRemove={() => {
                            changePhotos((now) => now.filter((one) => one.kind !== kind));
                          }}
                        />
                      )
                    );
                  }}
                  onTaken={(kind: MachinePhoto, content, fileName) => {
                    const taken = { kind, fileName, content };
                    changePhotos((now) => [...now.filter((one) => one.kind !== kind), taken]);
                  }}
                />
              </>
            )}
          </Section>
          <p style={{ color: 'rgba(0,0,0,.62)' }}>{t(W.keptNote)}</p>
          <StickyActions>
            {step > 0 && (
              <Button size="large" onClick={() => show(step - 1)} style={{ flex: '1 1 120px', maxWidth: 200 }}>
                {t(W.back)}
              </Button>
            )}
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              loading={register.isPending || onFile.looking}
              disabled={preparing}
              style={{ flex: '1 1 120px', maxWidth: 280 }}
            >
              {t(last ? W.submit : W.next)}
            </Button>
          </StickyActions>
        </Form>
      </div>
    </Page>
  );
}
