import { useQuery } from '@tanstack/react-query';
import { Flex, Form, Input, Select, Typography } from 'antd';
import { api, type Schema, told } from '../../api/client.ts';
import { instantOf } from '../../parts/china-time.ts';
import { Download } from '../../parts/download.tsx';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { given, ReasonAct } from '../parts/reason-act.tsx';
import { Section } from '../parts/section.tsx';
import { noticeName, SERVICE_METHODS } from './case-words.ts';

const W = {
  title: w('告知书', 'Notices'),
  none: w('尚未制作告知书。', 'No notice was made yet.'),
  noneOwn: w('没有送达的告知书。', 'None was served.'),
  pdf: w('下载告知书', 'Download'),
  serve: w('登记送达', 'Record its service'),
  serveEffect: w(
    '登记后，告知书所列线索变为“已告知”，当事人可在本系统查看本案并陈述申辩，期限自送达之日起计算。',
    'The violations become notified, the offender sees the case and may answer; its time runs from the day of service.',
  ),
  method: w('送达方式', 'How'),
  at: w('送达时间', 'When'),
  by: w('送达人', 'Served by'),
  to: w('收件人', 'Received by'),
  remarks: w('备注', 'Remarks'),
  needed: w('请填写此项', 'This is needed'),
  void: w('作废', 'Take back'),
  voidEffect: w(
    '未送达的告知书作废，文号不再使用。',
    'A notice that was not served is void; its number is not given again.',
  ),
  made: w('制作', 'Made'),
  served: w('送达', 'Served'),
  receipt: w('送达回证', 'Receipt of service'),
  violations: w('列明线索', 'Violations told of:'),
};

const TONES: Readonly<Record<string, Tone>> = { made: 'warn', served: 'good', withdrawn: 'plain' };

/** The notices of a case with their service; for the offender those that were served. */
export function Notices({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const officer = useMay()('case.write');
  const asked = useQuery({
    queryKey: ['notices', one.id, one.changedAt],
    queryFn: () => told(api.GET('/api/v1/notices', { params: { query: { caseId: one.id } } })),
  });
  const notices = asked.data?.items ?? [];
  return (
    <Section title={W.title}>
      <PartFault of={asked} />
      {asked.data && notices.length === 0 && (
        <Typography.Text type="secondary">{t(officer ? W.none : W.noneOwn)}</Typography.Text>
      )}
      <Flex vertical gap={16}>
        {notices.map((notice) => (
          <OneNotice key={notice.id} notice={notice} />
        ))}
      </Flex>
    </Section>
  );
}

type Service = {
  readonly method: (typeof SERVICE_METHODS)[number];
  readonly servedAt: string;
  readonly servedBy: string;
  readonly receivedBy: string;
  readonly remarks?: string;
};

function OneNotice({ notice }: { readonly notice: Schema<'Notice'> }) {
  const t = useT();
  const officer = useMay()('case.write');
  const { id, number, status, service } = notice;
  const path = { path: { id } };
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap align="center">
        <strong>{number}</strong>
        <Mark tone={TONES[status] ?? 'plain'}>{t(noticeName(status))}</Mark>
        <Typography.Text type="secondary">
          {t(W.violations)} {notice.violationIds.length}
        </Typography.Text>
      </Flex>
      <Typography.Text>
        {t(W.made)} <Instant at={notice.createdAt} />
        {service && (
          <>
            {' · '}
            {t(W.served)} <Instant at={service.servedAt} /> · {t(noticeName(service.method))} · {t(W.to)}{' '}
            {service.receivedBy}
          </>
        )}
      </Typography.Text>
      {notice.withdrawnReason && <Typography.Text type="secondary">{notice.withdrawnReason}</Typography.Text>}
      <Flex gap={8} wrap>
        <Download path={`/api/v1/notices/${id}/content`} fileName={`${number}.pdf`} size="small">
          {t(W.pdf)}
        </Download>
        {officer && status === 'made' && (
          <>
            <ReasonAct<Service>
              size="small"
              type="primary"
              title={W.serve}
              effect={W.serveEffect}
              reason="none"
              initialValues={{ method: 'direct' }}
              act={({ servedAt, ...body }, key) =>
                told(
                  api.POST('/api/v1/notices/{id}/service', {
                    params: { ...path, header: { 'Idempotency-Key': key } },
                    body: { ...given(body), servedAt: instantOf(servedAt.slice(0, 16)) } as never,
                  }),
                )
              }
            >
              <ServiceFields />
            </ReasonAct>
            <ReasonAct<{ reason: string }>
              size="small"
              danger
              title={W.void}
              effect={W.voidEffect}
              act={(body, key) =>
                told(
                  api.POST('/api/v1/notices/{id}/withdraw', {
                    params: { ...path, header: { 'Idempotency-Key': key } },
                    body,
                  }),
                )
              }
            />
          </>
        )}
      </Flex>
      {status === 'served' && officer && <Evidence subjectType="notice" subjectId={id} alt={t(W.receipt)} mayAdd />}
    </Flex>
  );
}

function ServiceFields() {
  const t = useT();
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="method" label={t(W.method)} rules={rules}>
        <Select options={SERVICE_METHODS.map((value) => ({ value, label: t(noticeName(value)) }))} />
      </Form.Item>
      <Form.Item name="servedAt" label={t(W.at)} rules={rules}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="servedBy" label={t(W.by)} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="receivedBy" label={t(W.to)} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="remarks" label={t(W.remarks)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
}
