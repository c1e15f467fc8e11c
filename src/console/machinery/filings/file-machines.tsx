import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { ChooseMachines } from './choose-machines.tsx';
import { ChooseSite } from './choose-site.tsx';
import { Filed, type FiledResult } from './filed.tsx';
import { FilingFindings } from './filing-findings.tsx';
import { PlannedDays } from './planned-days.tsx';

const W = {
  title: w('申报机械', 'File machines'),
  filings: w('进场申报', 'Filings'),
  site: w('1. 选择工地', '1. The site'),
  machines: w('2. 选择机械', '2. The machines'),
  days: w('3. 计划在场日期', '3. Planned days'),
  check: w('4. 核对', '4. Check'),
  remarks: w('备注（选填）', 'Remarks (optional)'),
  submit: w('提交申报', 'Submit'),
  pieces: w('台', 'machines'),
  first: w('请选择工地和机械。', 'Choose the site and the machines.'),
  rule: w(
    '以平台收到的时间为提交时间，机械须在提交之后进场（方案 2.4.6）。',
    'What counts is when the service received it: the machine enters after that (clause 2.4.6).',
  ),
  offline: w(
    '没有网络，申报还没有提交。所选内容已保留，联网后请再点一次。',
    'No network: nothing was filed. What you chose is kept; press again once there is one.',
  ),
};

export type Card = Schema<'MachineCard'>;

/** Files one machine or many for a site: site, machines and days on one page, with what would be met before it is submitted. */
export function FileMachines() {
  const t = useT();
  const go = useNavigate();
  const { state } = useLocation();
  const [chosen, setChosen] = useChosen();
  const [cards, setCards] = useState<readonly Card[]>((state as { cards?: readonly Card[] } | null)?.cards ?? []);
  const [remarks, setRemarks] = useState('');
  const sites = useQuery({
    queryKey: ['sites', 'to file for'],
    queryFn: () =>
      allPages((more) => told(api.GET('/api/v1/sites', { params: { query: { ...more, status: 'open' } } }))),
  });
  const open = sites.data ?? [];
  const only = open.length === 1 ? open[0] : undefined;
  const site = open.find(({ id }) => id === chosen.site) ?? only;
  const machineIds = chosen.machine?.split(',') ?? [];
  const today = legalDayOf(Date.now());
  const days = {
    plannedEntryOn: chosen.from ?? (site ? within(today, site) : today),
    plannedExitOn: chosen.to ?? site?.endsOn ?? addDays(today, 30),
  };
  const filings = site ? machineIds.map((machineId) => ({ siteId: site.id, machineId, ...days })) : [];
  const check = useQuery({
    queryKey: ['filings', 'check', filings],
    queryFn: () =>
      told(
        api.POST('/api/v1/filings/batch', { params: { query: { dryRun: 'true' } }, body: { filings: [...filings] } }),
      ),
    enabled: filings.length > 0,
    staleTime: 0,
  });
  const [filed, setFiled] = useState<readonly FiledResult[]>();
  const submit = useAct(
    (_: typeof filings, key) => {
      const more = remarks.trim() === '' ? {} : { remarks: remarks.trim() };
      return told(
        api.POST('/api/v1/filings/batch', {
          params: { header: keyed(key) },
          body: { filings: filings.map((one) => ({ ...one, ...more })) },
        }),
      );
    },
    {
      quiet: true,
      onDone: ({ results }) => {
        const [first] = results;
        if (results.length === 1 && first?.id) void go(`/filings/${first.id}`, { state: { fresh: true } });
        else setFiled(results.map((result, index) => ({ ...result, machineId: machineIds[index] ?? '' })));
      },
    },
  );
  if (sites.error) return <Fault error={sites.error} onRetry={() => void sites.refetch()} />;
  if (!sites.data) return <Loading />;
  if (filed) return <Filed results={filed} cards={cards} site={site} />;
  const refused =
    check.data?.results.filter(({ status }) => status !== 'created' && status !== 'duplicate').length ?? 0;
  const good = machineIds.length - refused;
  const offline = submit.error instanceof Problem && submit.error.status === 0;
  const learn = (card: Card) => setCards((known) => [...known.filter(({ id }) => id !== card.id), card]);
  return (
    <Page title={W.title} trail={[{ to: '/filings', title: W.filings }]}>
      <div style={{ maxWidth: 860 }}>
        <Section title={t(W.site)}>
          <ChooseSite
            sites={open}
            value={site?.id}
            onChange={(id) => setChosen({ site: id, from: undefined, to: undefined })}
          />
        </Section>
        <Section title={t(W.machines)}>
          <ChooseMachines
            siteId={site?.id}
            value={machineIds}
            cards={cards}
            onLearn={learn}
            onChange={(ids) => setChosen({ machine: ids.join(',') })}
          />
        </Section>
        <Section title={t(W.days)}>
          <PlannedDays days={days} site={site} onChange={({ from, to }) => setChosen({ from, to })} />
          <Form layout="vertical">
            <Form.Item label={t(W.remarks)} htmlFor="filing-remarks" style={{ marginBottom: 0 }}>
              <Input.TextArea
                id="filing-remarks"
                rows={2}
                maxLength={500}
                value={remarks}
                onChange={(event) => setRemarks(event.target.value)}
              />
            </Form.Item>
          </Form>
        </Section>
        <Section title={t(W.check)}>
          {filings.length === 0 ? (
            t(W.first)
          ) : (
            <FilingFindings
              results={check.data?.results}
              error={check.error}
              onRetry={() => void check.refetch()}
              machineIds={machineIds}
              cards={cards}
              onDrop={(id) => setChosen({ machine: machineIds.filter((one) => one !== id).join(',') })}
            />
          )}
          <p style={{ margin: '12px 0 0' }}>{t(W.rule)}</p>
        </Section>
        {submit.error && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={offline ? t(W.offline) : submit.error.message}
            style={{ marginBottom: 16 }}
          />
        )}
        <StickyActions>
          <Button
            type="primary"
            size="large"
            disabled={filings.length === 0 || good === 0 || check.isPending}
            loading={submit.isPending}
            onClick={() => submit.mutate(filings)}
            style={{ flex: '0 1 320px' }}
          >
            {t(W.submit)}
            {filings.length > 1 ? ` · ${good} ${t(W.pieces)}` : ''}
          </Button>
        </StickyActions>
      </div>
    </Page>
  );
}

type Chosen = { readonly [Name in 'site' | 'machine' | 'from' | 'to']?: string | undefined };

/** What was chosen so far stands in the page's address, so that a reload or a lost network costs nothing; going back leaves the page. */
function useChosen(): readonly [Chosen, (change: Chosen) => void] {
  const [params, setParams] = useSearchParams();
  const change = (next: Chosen) =>
    setParams(
      (old) => {
        const made = new URLSearchParams(old);
        for (const [name, value] of Object.entries(next))
          if (value) made.set(name, value);
          else made.delete(name);
        return made;
      },
      { replace: true },
    );
  return [Object.fromEntries([...params].filter(([, value]) => value !== '')), change];
}

/** The day, or the nearest one on which work goes on. */
const within = (day: string, { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): string =>
  day < startsOn ? startsOn : day > endsOn ? endsOn : day;
