import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions } from 'antd';
import { Link, useLocation, useParams } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { FlagLinks } from '../../parts/flag-links.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Outcome, Stage } from '../../parts/tags.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { Category, County } from '../names.tsx';
import { AnswerReturn } from './answer-return.tsx';
import { FilingHistory } from './filing-history.tsx';
import { FilingPapers } from './filing-papers.tsx';
import { FilingStanding } from './filing-standing.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReviewActions } from './review-actions.tsx';
import { Zones } from './zones.tsx';

const W = {
  title: w('进场申报', 'Filing'),
  filings: w('进场申报', 'Filings'),
  fresh: w('申报已提交，可以打印回执。', 'Submitted. The receipt can be printed.'),
  about: w('申报内容', 'What was filed'),
  number: w('登记编号', 'Number'),
  machine: w('机械', 'Machine'),
  site: w('工地', 'Site'),
  unit: w('申报单位', 'Filed by'),
  days: w('计划在场', 'Planned days'),
  submitted: w('提交时间', 'Submitted'),
  accepted: w('受理时间', 'Accepted'),
  entered: w('进场时间', 'Entered'),
  exited: w('离场时间', 'Left'),
  early: w('（提前离场）', '(before the planned day)'),
  notReported: w('未报告', 'Not reported'),
  remarks: w('备注', 'Remarks'),
  notes: w('需要留意', 'To look at'),
  violations: w('由此产生的违法线索', 'Breaches that it raised'),
};

/** One filing: where it stands in large, what can be done next, what was filed, and its history. */
export function FilingPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { state } = useLocation();
  const may = useMay();
  const me = useMe();
  const {
    data: filing,
    error,
    refetch,
  } = useQuery({
    queryKey: ['filings', id],
    queryFn: () => told(api.GET('/api/v1/filings/{id}', { params: { path: { id } } })),
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!filing) return <Loading />;
  const own = me.organisationId === filing.organisationId && may('filing.report');
  const fresh = (state as { fresh?: boolean } | null)?.fresh === true && filing.status === 'submitted';
  const notes = filing.warnings.length + filing.zones.length > 0;
  return (
    <Page title={`${t(W.title)}：${filing.machine.name}`} trail={[{ to: '/filings', title: W.filings }]}>
      {fresh && <Alert type="success" showIcon role="status" title={t(W.fresh)} style={{ marginBottom: 16 }} />}
      <FilingStanding filing={filing} />
      {own && filing.status === 'returned' && <AnswerReturn filing={filing} />}
      {own && <ReportActions filing={filing} />}
      {may('filing.review') && <ReviewActions filing={filing} />}
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))' }}>
        <div style={{ minWidth: 0 }}>
          <Section title={t(W.about)}>
            <About filing={filing} />
          </Section>
          {notes && (
            <Section title={t(W.notes)}>
              <Warnings of={filing.warnings} />
              <Zones of={filing.zones} />
            </Section>
          )}
          {filing.violations.length > 0 && <Breaches filing={filing} />}
        </div>
        <div style={{ minWidth: 0 }}>
          <FilingPapers filing={filing} />
          <FilingHistory filing={filing} />
        </div>
      </div>
    </Page>
  );
}

function About({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const may = useMay();
  const { machine } = filing;
  const items = [
    { label: W.number, children: <span className="numbers">{filing.number ?? '—'}</span> },
    {
      label: W.machine,
      children: (
        <>
          {may('machine.read') ? <Link to={`/machines/${machine.id}`}>{machine.name}</Link> : machine.name}{' '}
          <Category of={machine.category} /> <Stage code={machine.emissionStage} />
        </>
      ),
    },
    {
      label: W.site,
      children: (
        <>
          <Link to={`/sites/${filing.siteId}`}>{filing.siteName}</Link>（<County code={filing.countyCode} />）
        </>
      ),
    },
    { label: W.unit, children: filing.organisationName },
    { label: W.days, children: <Days from={filing.plannedEntryOn} to={filing.plannedExitOn} /> },
    { label: W.submitted, children: <Instant at={filing.submittedAt} seconds /> },
    { label: W.accepted, children: <Instant at={filing.acceptedAt} /> },
    { label: W.entered, children: filing.enteredAt ? <Instant at={filing.enteredAt} /> : t(W.notReported) },
    {
      label: W.exited,
      children: filing.exitedAt ? (
        <>
          <Instant at={filing.exitedAt} /> {filing.leftEarly && t(W.early)}
        </>
      ) : (
        t(W.notReported)
      ),
    },
    { label: W.remarks, children: filing.remarks ?? '—' },
  ];
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      styles={{ label: { width: '7em' }, content: { overflowWrap: 'anywhere' } }}
      items={items.map(({ label, children }) => ({ key: label.en, label: t(label), children }))}
    />
  );
}

function Breaches({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const told = filing.decisions.filter(({ outcome }) => outcome === 'violation' || outcome === 'review');
  return (
    <Section title={t(W.violations)}>
      {told.map(({ rule, clause, outcome, why }) => (
        <p key={rule} style={{ marginTop: 0 }}>
          <Outcome of={outcome} /> {why.summary.startsWith(clause) ? why.summary : `${clause} ${why.summary}`}
        </p>
      ))}
      <FlagLinks of={filing.violations} />
    </Section>
  );
}
