import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Steps } from 'antd';
import { useParams } from 'react-router';
import { CASE_STATUS_NAMES } from '../../../domain/cases/case-states.ts';
import { OUTCOME_NAMES } from '../../../domain/cases/outcomes.ts';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Asked } from '../../parts/asked.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { CaseMark } from '../parts/marks.tsx';
import { Section, Told } from '../parts/section.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseViolations } from './case-violations.tsx';
import { OUTCOME_TONES } from './case-words.ts';
import { Deadlines } from './deadlines.tsx';
import { Findings } from './findings.tsx';
import { Notices } from './notices.tsx';
import { Offender } from './offender.tsx';
import { Statements } from './statements.tsx';

const W = {
  list: w('案件与告知', 'Cases'),
  glance: w('案件概况', 'At a glance'),
  offender: w('当事人', 'Against'),
  county: w('管辖', 'Of'),
  city: w('市级', 'the city'),
  opened: w('立案时间', 'Opened'),
  due: w('期限', 'Deadlines'),
  violations: w('线索', 'Violations'),
  standing: w('起成立', 'stand of'),
  outcome: w('处理结果', 'Outcome'),
  reason: w('处理理由', 'Reason'),
  transferred: w('移送', 'Handed to'),
  suspended: w('案件已中止，期限暂停计算。', 'The case stands still; its deadlines wait.'),
  fell: w('本案线索均已撤销或失效，建议作“不成立”处理。', 'None of its violations stands any more.'),
  evidence: w('案件证据', 'Evidence of the case'),
};

const ORDER = ['open', 'noticed', 'heard', 'decided', 'closed'] as const;

/** One case, from its opening to its end. */
export function CasePage() {
  const { id = '' } = useParams();
  const asked = useQuery({
    queryKey: ['cases', id],
    queryFn: () => told(api.GET('/api/v1/cases/{id}', { params: { path: { id } } })),
  });
  return <Asked of={asked}>{(one) => <Whole one={one} />}</Asked>;
}

function Whole({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const may = useMay();
  const undecided = one.status !== 'decided' && one.status !== 'closed';
  return (
    <Page
      title={one.number}
      trail={[{ to: '/cases', title: W.list }]}
      actions={may('case.write') && <CaseActions one={one} />}
    >
      <Flex vertical gap={16}>
        {one.status === 'suspended' && <Alert type="warning" showIcon title={t(W.suspended)} />}
        {one.allFellAway && undecided && <Alert type="info" showIcon title={t(W.fell)} />}
        <Glance one={one} />
        <div
          style={{
            display: 'grid',
            gap: 16,
            alignItems: 'start',
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(440px, 100%), 1fr))',
          }}
        >
          <Flex vertical gap={16} style={{ minWidth: 0 }}>
            <Notices one={one} />
            <Statements one={one} />
            <CaseViolations one={one} />
          </Flex>
          <Flex vertical gap={16} style={{ minWidth: 0 }}>
            <Findings one={one} />
            <Section title={W.evidence}>
              <Evidence
                subjectType="case"
                subjectId={one.id}
                alt={t(W.evidence)}
                mayAdd={undecided && may('case.answer')}
              />
            </Section>
            <CaseHistory one={one} />
          </Flex>
        </div>
      </Flex>
    </Page>
  );
}

function Glance({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const { counts, countyCode, outcome } = one;
  const reached = Math.max(
    (ORDER as readonly string[]).indexOf(one.status),
    one.noticedAt ? 1 : 0,
    one.statements.length > 0 ? 2 : 0,
  );
  return (
    <Section title={W.glance} extra={<CaseMark status={one.status} />}>
      <Steps
        size="small"
        current={reached}
        responsive
        items={ORDER.map((status) => ({ title: t(CASE_STATUS_NAMES[status]) }))}
        style={{ marginBottom: 16 }}
      />
      <Told
        rows={[
          [W.offender, <Offender key="offender" offender={one.offender} />],
          [W.violations, `${counts.standing} ${t(W.standing)} / ${counts.all}`],
          [W.due, <Deadlines key="due" deadlines={one.deadlines} />],
          [W.opened, <Instant key="opened" at={one.openedAt} />],
          [W.county, countyCode && isCountyCode(countyCode) ? t(COUNTY_NAMES[countyCode]) : t(W.city)],
          ...(outcome
            ? ([
                [
                  W.outcome,
                  <Mark key="outcome" tone={OUTCOME_TONES[outcome]}>
                    {t(OUTCOME_NAMES[outcome])}
                  </Mark>,
                ],
                [W.reason, one.decisionReason ?? '—'],
              ] as const)
            : []),
          ...(one.transferredTo ? ([[W.transferred, one.transferredTo]] as const) : []),
        ]}
      />
    </Section>
  );
}
