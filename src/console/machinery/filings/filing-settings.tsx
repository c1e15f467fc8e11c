import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { AUTO_ACCEPT, type AutoAccept } from '../../../domain/machinery/county-settings.ts';
import { MACHINE_PHOTO_KINDS, MACHINE_PHOTOS, type MachinePhoto } from '../../../domain/machinery/machine-photos.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { Fault } from '../../parts/fault.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useAct } from '../act.ts';
import { tagged } from '../tagged.ts';

const W = {
  title: w('审核设置', 'How filings are handled'),
  filings: w('进场申报', 'Filings'),
  county: w('县区', 'County'),
  auto: w('自动受理', 'Accepted by itself'),
  photos: w('申报要求的照片', 'Photos that a complete filing needs'),
  days: w('审核期限（工作日，不填为不设期限）', 'Working days for the review (empty: no deadline)'),
  note: w(
    '只对以后提交的申报生效；已提交的不变。超期只作提醒，不会自动受理。',
    'It counts for what is submitted from now on. A deadline that passes only reminds; nothing is accepted by it.',
  ),
  save: w('保存设置', 'Save'),
  saved: w('设置已保存', 'Saved'),
  history: w('历次设置', 'Versions'),
  version: w('第', 'Version'),
  never: w('本县区尚未设置，全部申报由人工审核。', 'Nothing is set: every filing waits for an officer.'),
  none: w('不设期限', 'no deadline'),
  workingDays: w('个工作日', 'working days'),
};

const AUTO: Readonly<Record<AutoAccept, readonly [ReturnType<typeof w>, ReturnType<typeof w>]>> = {
  off: [w('不自动受理', 'Nothing'), w('每件都由人工审核', 'Every filing waits for an officer')],
  complete: [
    w('材料齐全的', 'What is complete'),
    w(
      '阶段已知、档案无疑点、号码和照片齐全；禁用的、不符合低排放区的除外',
      'Stage known, no doubts, numbers and photos there; never under a prohibition or against a zone',
    ),
  ],
  all: [w('全部', 'Everything'), w('禁用的、不符合低排放区的除外', 'But never under a prohibition or against a zone')],
};

type Values = {
  readonly autoAccept: AutoAccept;
  readonly requiredPhotos: MachinePhoto[];
  readonly reviewWorkingDays: number | null;
};

/** How a county handles filings: what is accepted by itself, what it asks for, and by when the rest is reviewed. */
export function FilingSettings() {
  const t = useT();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters(['countyCode']);
  const countyCode = me.countyCode ?? filters.countyCode ?? COUNTY_CODES[0];
  const { data, error, refetch } = useQuery({
    queryKey: ['machinery-settings', countyCode, 'tagged'],
    queryFn: () =>
      tagged(api.GET('/api/v1/counties/{countyCode}/machinery-settings', { params: { path: { countyCode } } })),
  });
  return (
    <Page
      title={W.title}
      trail={[{ to: '/filings', title: W.filings }]}
      actions={
        me.countyCode === null && (
          <Select
            aria-label={t(W.county)}
            value={countyCode}
            onChange={(code) => setFilters({ countyCode: code })}
            style={{ width: 140 }}
            options={COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) }))}
          />
        )
      }
    >
      {error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Settings key={`${countyCode} ${data.tag}`} settings={data.value} tag={data.tag} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function Settings({ settings, tag }: { readonly settings: Schema<'MachinerySettings'>; readonly tag: string }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const { countyCode } = settings;
  const save = useAct(
    (body: Values) =>
      told(
        api.PATCH('/api/v1/counties/{countyCode}/machinery-settings', {
          params: { path: { countyCode }, header: { 'If-Match': tag } },
          body,
        }),
      ),
    { done: t(W.saved), quiet: true },
  );
  return (
    <div style={{ maxWidth: 760 }}>
      <Section title={t(W.title)}>
        <Alert type="info" title={t(settings.version === 0 ? W.never : W.note)} style={{ marginBottom: 16 }} />
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={settings}
          onFinish={(values) => {
            setFault(undefined);
            save.mutate(
              { ...values, reviewWorkingDays: values.reviewWorkingDays ?? null },
              {
                onError: (error) => setFault(showFaults(form, error)),
              },
            );
          }}
        >
          {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
          <Form.Item name="autoAccept" label={t(W.auto)}>
            <Choices
              label={t(W.auto)}
              narrow={220}
              options={AUTO_ACCEPT.map((code) => ({ value: code, label: t(AUTO[code][0]), note: t(AUTO[code][1]) }))}
            />
          </Form.Item>
          <Form.Item name="requiredPhotos" label={t(W.photos)}>
            <Checkbox.Group
              options={MACHINE_PHOTO_KINDS.map((kind) => ({ value: kind, label: t(MACHINE_PHOTOS[kind]) }))}
            />
          </Form.Item>
          <Form.Item name="reviewWorkingDays" label={t(W.days)}>
            <InputNumber<number> min={1} max={60} precision={0} size="large" />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" loading={save.isPending}>
            {t(W.save)}
          </Button>
        </Form>
      </Section>
      {settings.history.length > 0 && (
        <Section title={t(W.history)}>
          <ul style={{ margin: 0 }}>
            {settings.history.map(({ id, version, autoAccept, requiredPhotos, reviewWorkingDays, since }) => (
              <li key={id}>
                {t(W.version)} {version} · <Instant at={since} /> · {t(AUTO[autoAccept][0])} ·{' '}
                {requiredPhotos.map((kind) => t(MACHINE_PHOTOS[kind])).join('、') || '—'} ·{' '}
                {reviewWorkingDays === null ? t(W.none) : `${reviewWorkingDays} ${t(W.workingDays)}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
