import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { useT, w } from '../../session/language.ts';
import { useAct } from '../act.ts';
import { tagged } from '../tagged.ts';
import { orNull, SiteFields, type SiteValues } from './site-fields.tsx';

const W = {
  title: w('修改工地', 'Change a site'),
  sites: w('工地', 'Sites'),
  about: w('工地信息', 'About the site'),
  save: w('保存修改', 'Save'),
  saved: w('已保存', 'Saved'),
  shorter: w(
    '缩短工期不影响已提交的申报；计划日期超出新工期的会在工地上提示。',
    'Filings stand when the schedule gets shorter; the site then warns of days outside of it.',
  ),
};

/** Changes the record of a site. */
export function EditSite() {
  const { id } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['sites', id, 'tagged'],
    queryFn: () => tagged(api.GET('/api/v1/sites/{id}', { params: { path: { id: id ?? '' } } })),
    // What is being edited does not change under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  return data ? <Edit site={data.value} tag={data.tag} /> : <Loading />;
}

function Edit({ site, tag }: { readonly site: Schema<'Site'>; readonly tag: string }) {
  const t = useT();
  const go = useNavigate();
  const [form] = Form.useForm<SiteValues>();
  const [fault, setFault] = useState<string>();
  const { id } = site;
  const save = useAct(
    ({ name, address, startsOn, endsOn, enterpriseCreditCode, ...rest }: SiteValues) =>
      told(
        api.PATCH('/api/v1/sites/{id}', {
          params: { path: { id }, header: { 'If-Match': tag } },
          body: {
            ...{ name, address, startsOn, endsOn },
            location: rest.location ?? null,
            permitNumber: orNull(rest.permitNumber),
            permitIssuer: orNull(rest.permitIssuer),
            permitIssuedOn: orNull(rest.permitIssuedOn),
            organisationRole: rest.organisationRole ?? null,
            // The answer tells the enterprise by its id alone: what is not typed anew stays.
            ...(orNull(enterpriseCreditCode) ? { enterpriseCreditCode: orNull(enterpriseCreditCode) } : {}),
          },
        }),
      ),
    { done: t(W.saved), quiet: true, onDone: () => void go(`/sites/${id}`, { replace: true }) },
  );
  return (
    <Page
      title={W.title}
      trail={[
        { to: '/sites', title: W.sites },
        { to: `/sites/${id}`, title: site.name },
      ]}
    >
      <Form<SiteValues>
        form={form}
        layout="vertical"
        style={{ maxWidth: 720 }}
        scrollToFirstError={{ focus: true }}
        initialValues={site}
        onFinish={(values) => {
          setFault(undefined);
          save.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        <Section title={t(W.about)}>
          {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
          <Alert type="info" title={t(W.shorter)} style={{ marginBottom: 16 }} />
          <SiteFields known />
        </Section>
        <StickyActions>
          <Button type="primary" size="large" htmlType="submit" loading={save.isPending}>
            {t(W.save)}
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
