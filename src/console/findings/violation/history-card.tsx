import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { VIOLATION_STATUS_NAMES } from '../../../domain/enforcement/violation-states.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { PartFault } from '../../parts/part-fault.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { AppealMark, CaseMark } from '../parts/marks.tsx';
import { Section } from '../parts/section.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { useWho } from '../parts/use-names.ts';

const W = {
  title: w('办理过程', 'What became of it'),
  raised: w('系统记录为违法线索', 'Put on record'),
  byHand: w('人工记录为违法线索', 'Put on record by hand'),
  appeals: w('申诉', 'Appeals'),
  cases: w('案件', 'Cases'),
  none: w('无', 'none'),
};

type Violation = Schema<'Violation'>;

/** The states it went through, and the cases and appeals it is in. */
export function HistoryCard({ violation }: { readonly violation: Violation }) {
  const t = useT();
  const who = useWho();
  const steps = violation.history.map(({ at, from, to, by, reason }) => ({
    key: at,
    at,
    what: <strong>{t(from === null ? W.raised : VIOLATION_STATUS_NAMES[to])}</strong>,
    by: who(by.id, by.kind),
    reason,
  }));
  const { recordedBy } = violation.evidence as { readonly recordedBy?: string };
  const raised = {
    ...{ key: 'raised', at: violation.recordedAt },
    what: <strong>{t(recordedBy === undefined ? W.raised : W.byHand)}</strong>,
    ...(recordedBy === undefined ? {} : { by: who(recordedBy) }),
  };
  const begun = violation.history[0]?.from === null;
  return (
    <Section title={W.title}>
      <Timeline steps={begun ? steps : [raised, ...steps]} />
      <Cases id={violation.id} />
      <Appeals id={violation.id} />
    </Section>
  );
}

export const useCasesOf = (violationId: string) => {
  const may = useMay();
  return useQuery({
    queryKey: ['cases', { violationId }],
    queryFn: () => told(api.GET('/api/v1/cases', { params: { query: { violationId } } })),
    enabled: may('case.read'),
  });
};

function Cases({ id }: { readonly id: string }) {
  const t = useT();
  const cases = useCasesOf(id);
  return (
    <Flex vertical gap={4} style={{ marginTop: 8 }}>
      <Typography.Title level={3} style={{ fontSize: 14, margin: 0 }}>
        {t(W.cases)}
      </Typography.Title>
      <PartFault of={cases} />
      {cases.data?.items.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      {cases.data?.items.map((one) => (
        <Flex key={one.id} gap={8} wrap align="center">
          <Link to={`/cases/${one.id}`}>{one.number}</Link>
          <CaseMark status={one.status} />
        </Flex>
      ))}
    </Flex>
  );
}

function Appeals({ id }: { readonly id: string }) {
  const t = useT();
  const appeals = useQuery({
    queryKey: ['appeals', { violationId: id }],
    queryFn: () => told(api.GET('/api/v1/appeals', { params: { query: { violationId: id } } })),
  });
  return (
    <Flex vertical gap={4} style={{ marginTop: 12 }}>
      <Typography.Title level={3} style={{ fontSize: 14, margin: 0 }}>
        {t(W.appeals)}
      </Typography.Title>
      <PartFault of={appeals} />
      {appeals.data?.items.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      {appeals.data?.items.map((one) => (
        <Flex key={one.id} gap={8} wrap align="center">
          <Link to={`/appeals/${one.id}`}>{one.statement.slice(0, 40)}</Link>
          <AppealMark status={one.status} />
        </Flex>
      ))}
    </Flex>
  );
}
