import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { GROUNDS } from '../../../domain/enforcement/appeal.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Asked } from '../../parts/asked.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { APPEAL_STATUS_NAMES, AppealMark, ViolationMark } from '../parts/marks.tsx';
import { ReasonAct } from '../parts/reason-act.tsx';
import { Section, Told } from '../parts/section.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { useKindName } from '../parts/use-law.ts';
import { useWho } from '../parts/use-names.ts';
import { Decide } from './decide.tsx';
import { EffectCard } from './effect-card.tsx';
import { ALL_CLAIMED } from './facts.ts';
import { wordOf } from './fields.tsx';

const W = {
  list: w('申诉', 'Appeals'),
  title: w('申诉', 'Appeal'),
  said: w('申诉内容', 'What is said'),
  grounds: w('理由', 'Grounds'),
  statement: w('说明', 'Statement'),
  claimed: w('申诉人认为', 'Held to be right: '),
  appellant: w('申诉人', 'Appellant'),
  submitted: w('提交时间', 'Submitted'),
  made: w('提交申诉', 'Appeal made'),
  by: w('办理期限', 'Decide by'),
  overdue: w('已超期', 'Overdue'),
  late: w('逾期提出', 'Came late'),
  county: w('县区', 'County'),
  violations: w('涉及的违法线索', 'Violations appealed'),
  evidence: w('证明材料', 'Evidence'),
  photo: w('申诉的证明材料', 'Evidence of the appeal'),
  history: w('办理过程', 'History'),
  withdraw: w('撤回申诉', 'Take it back'),
  withdrawEffect: w(
    '撤回后，线索恢复到申诉前的状态。同一理由仍可再次提出。',
    'The violations are again what they were before.',
  ),
};

/** One appeal: what is said, against what, and its decision. */
export function AppealPage() {
  const { id = '' } = useParams();
  const asked = useQuery({
    queryKey: ['appeals', id],
    queryFn: () => told(api.GET('/api/v1/appeals/{id}', { params: { path: { id } } })),
  });
  return <Asked of={asked}>{(appeal) => <Whole appeal={appeal} />}</Asked>;
}

function Whole({ appeal }: { readonly appeal: Schema<'Appeal'> }) {
  const t = useT();
  const may = useMay();
  const who = useWho();
  const running = appeal.status === 'submitted';
  const steps = appeal.history.map(({ action, at, by, reason }) => ({
    key: action,
    at,
    what: <strong>{t(action === 'submitted' ? W.made : APPEAL_STATUS_NAMES[action])}</strong>,
    by: who(by),
    reason,
  }));
  return (
    <Page
      title={`${t(W.title)} · ${t(GROUNDS[appeal.grounds])}`}
      trail={[{ to: '/appeals', title: W.list }]}
      actions={
        running &&
        may('appeal.create') &&
        !may('appeal.decide') && (
          <ReasonAct<{ reason?: string }>
            danger
            title={W.withdraw}
            effect={W.withdrawEffect}
            reason="optional"
            act={(body, key) =>
              told(
                api.POST('/api/v1/appeals/{id}/withdraw', {
                  params: { path: { id: appeal.id }, header: { 'Idempotency-Key': key } },
                  body: body.reason ? body : {},
                }),
              )
            }
          />
        )
      }
    >
      <div
        style={{
          display: 'grid',
          gap: 16,
          alignItems: 'start',
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(440px, 100%), 1fr))',
        }}
      >
        <Flex vertical gap={16} style={{ minWidth: 0 }}>
          <Said appeal={appeal} />
          <Section title={W.evidence}>
            <Evidence
              subjectType="appeal"
              subjectId={appeal.id}
              alt={t(W.photo)}
              mayAdd={running && may('appeal.create')}
            />
          </Section>
          <Against appeal={appeal} />
        </Flex>
        <Flex vertical gap={16} style={{ minWidth: 0 }}>
          {running && may('appeal.decide') && <Decide appeal={appeal} />}
          {appeal.effect && <EffectCard appeal={appeal} />}
          <Section title={W.history}>
            <Timeline steps={steps} />
          </Section>
        </Flex>
      </div>
    </Page>
  );
}

function Said({ appeal }: { readonly appeal: Schema<'Appeal'> }) {
  const t = useT();
  const { claimed, countyCode } = appeal;
  const held = ALL_CLAIMED.flatMap((field) => {
    const value = (claimed as Readonly<Record<string, unknown>> | undefined)?.[field.name];
    return value === undefined || value === null ? [] : [`${t(field.label)}：${t(wordOf(field, value))}`];
  });
  return (
    <Section
      title={W.said}
      extra={
        <Flex gap={8}>
          {appeal.late && <Mark tone="warn">{t(W.late)}</Mark>}
          {appeal.overdue && <Mark tone="bad">{t(W.overdue)}</Mark>}
          <AppealMark status={appeal.status} />
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <Told
          rows={[
            [W.grounds, t(GROUNDS[appeal.grounds])],
            [W.submitted, <Instant key="at" at={appeal.submittedAt} />],
            ...(appeal.status === 'submitted' ? ([[W.by, appeal.decideBy]] as const) : []),
            ...(appeal.appellant ? ([[W.appellant, appeal.appellant.name]] as const) : []),
            [W.county, countyCode && isCountyCode(countyCode) ? t(COUNTY_NAMES[countyCode]) : '—'],
          ]}
        />
        <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0, overflowWrap: 'anywhere' }}>
          {appeal.statement}
        </Typography.Paragraph>
        {held.length > 0 && (
          <div>
            <strong>{t(W.claimed)}</strong> {held.join(t(w('；', '; ')))}
          </div>
        )}
      </Flex>
    </Section>
  );
}

function Against({ appeal }: { readonly appeal: Schema<'Appeal'> }) {
  const kindName = useKindName();
  const t = useT();
  return (
    <Section title={W.violations}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {appeal.violations.map(({ id, kind, status }) => (
          <li key={id} style={{ padding: '4px 0' }}>
            <Flex gap={8} align="center" wrap>
              <Link to={`/violations/${id}`}>{t(kindName(kind))}</Link>
              <ViolationMark status={status} />
            </Flex>
          </li>
        ))}
      </ul>
    </Section>
  );
}
