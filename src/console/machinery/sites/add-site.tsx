import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { orNull, SiteFields, type SiteValues } from './site-fields.tsx';

const W = {
  title: w('登记工地', 'Add a site'),
  sites: w('工地', 'Sites'),
  about: w('工地信息', 'About the site'),
  save: w('保存工地', 'Save the site'),
  saved: w('工地已登记', 'The site is on record'),
};

/** Puts a site on record; whoever came from a filing goes on with it. */
export function AddSite() {
  const t = useT();
  const go = useNavigate();
  const [asked] = useSearchParams();
  const [form] = Form.useForm<SiteValues>();
  const [fault, setFault] = useState<string>();
  const today = legalDayOf(Date.now());
  const save = useAct(
    ({ countyCode, name, address, startsOn, endsOn, ...rest }: SiteValues, key) =>
      told(
        api.POST('/api/v1/sites', {
          params: { header: keyed(key) },
          body: {
            ...{ name, address, startsOn, endsOn, countyCode },
            location: rest.location ?? null,
            permitNumber: orNull(rest.permitNumber),
            permitIssuer: orNull(rest.permitIssuer),
            permitIssuedOn: orNull(rest.permitIssuedOn),
            organisationRole: rest.organisationRole ?? null,
            enterpriseCreditCode: orNull(rest.enterpriseCreditCode),
          },
        }),
      ),
    {
      done: t(W.saved),
      quiet: true,
      onDone: ({ id }) =>
        void go(asked.get('then') === 'file' ? `/filings/new?site=${id}` : `/sites/${id}`, { replace: true }),
    },
  );
  return (
    <Page title={W.title} trail={[{ to: '/sites', title: W.sites }]}>
      <Form<SiteValues>
        form={form}
        layout="vertical"
        style={{ maxWidth: 720 }}
        scrollToFirstError={{ focus: true }}
        initialValues={{ startsOn: today, endsOn: addDays(today, 365) }}
        onFinish={(values) => {
          setFault(undefined);
          save.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        <Section title={t(W.about)}>
          {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
          <SiteFields />
        </Section>
        <StickyActions>
          <Button type="primary" size="large" htmlType="submit" loading={save.isPending} style={{ flex: '0 1 280px' }}>
            {t(W.save)}
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
