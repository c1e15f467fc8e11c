import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useParams } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Asked } from '../../parts/asked.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Evidence } from '../parts/evidence.tsx';
import { EffectMark, ViolationMark } from '../parts/marks.tsx';
import { Section, Told } from '../parts/section.tsx';
import { SubjectLine } from '../parts/subject-line.tsx';
import { useKindName } from '../parts/use-law.ts';
import { Actions } from './actions.tsx';
import { ClauseCard } from './clause-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { NeighboursCard } from './neighbours-card.tsx';
import { PassagesCard } from './passages-card.tsx';
import type { Why } from './why.ts';
import { WhyCard } from './why-card.tsx';

const W = {
  list: w('违法线索', 'Violations'),
  title: w('违法线索', 'Violation'),
  what: w('基本情况', 'At a glance'),
  subject: w('涉及对象', 'Whose'),
  when: w('发生时间', 'When'),
  day: w('法定日期', 'Legal day'),
  where: w('单位', 'Where'),
  county: w('县区', 'County'),
  status: w('状态', 'State'),
  clause: w('违反条款', 'Clause'),
  invoice: w('开票日期', 'Invoice'),
  photos: w('照片与附件', 'Photos and files'),
  photo: w('违法线索的照片', 'Photo of the violation'),
};

/** One violation with all that is known about it and what can be done. */
export function ViolationPage() {
  const { id = '' } = useParams();
  const asked = useQuery({
    queryKey: ['violations', id],
    queryFn: () => told(api.GET('/api/v1/violations/{id}', { params: { path: { id } } })),
  });
  return <Asked of={asked}>{(violation) => <Whole violation={violation} />}</Asked>;
}

function Whole({ violation }: { readonly violation: Schema<'Violation'> }) {
  const t = useT();
  const may = useMay();
  const kindName = useKindName();
  const why = violation.why as unknown as Why;
  const passageIds = (violation.evidence as { readonly passageIds?: readonly string[] }).passageIds ?? [];
  return (
    <Page
      title={kindName(violation.kind)}
      trail={[{ to: '/violations', title: W.list }]}
      actions={<Actions violation={violation} />}
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
          <Glance violation={violation} />
          {passageIds.length > 0 && may('passage.read') && <PassagesCard ids={passageIds} />}
          <WhyCard why={why} clause={violation.clause} effect={violation.effect} />
          {(passageIds.length === 0 || 'manual' in why) && (
            <Section title={W.photos}>
              <Evidence
                subjectType="violation"
                subjectId={violation.id}
                alt={t(W.photo)}
                mayAdd={may('violation.settle') || (may('violation.record') && 'manual' in why)}
              />
            </Section>
          )}
        </Flex>
        <Flex vertical gap={16} style={{ minWidth: 0 }}>
          <ClauseCard violation={violation} why={why} />
          <FactsCard why={why} legalDay={violation.legalDay} />
          <HistoryCard violation={violation} />
          <NeighboursCard violation={violation} />
        </Flex>
      </div>
    </Page>
  );
}

function Glance({ violation }: { readonly violation: Schema<'Violation'> }) {
  const t = useT();
  const { subject, countyCode, clause, evidence } = violation;
  const invoice = (evidence as { readonly invoiceOn?: string }).invoiceOn;
  const unit = subject.organisationName ?? subject.seller?.name;
  return (
    <Section
      title={W.what}
      extra={
        <Flex gap={8}>
          <EffectMark effect={violation.effect} />
          <ViolationMark status={violation.status} />
        </Flex>
      }
    >
      <Told
        rows={[
          [W.subject, <SubjectLine key="subject" subject={subject} />],
          [W.when, <Instant key="when" at={violation.occurredAt} seconds />],
          [W.day, violation.legalDay],
          ...(unit ? ([[W.where, unit]] as const) : []),
          [W.county, countyCode && isCountyCode(countyCode) ? t(COUNTY_NAMES[countyCode]) : '—'],
          [W.clause, clause],
          ...(invoice ? ([[W.invoice, invoice]] as const) : []),
        ]}
      />
    </Section>
  );
}
