import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { afterStep } from '../../../domain/cases/case-states.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { ViolationMark } from '../parts/marks.tsx';
import { ReasonAct } from '../parts/reason-act.tsx';
import { Section } from '../parts/section.tsx';
import { useKindName } from '../parts/use-law.ts';

const W = {
  title: w('本案线索', 'Its violations'),
  remove: w('移出', 'Remove'),
  removeEffect: w('该线索移出本案，可另行归案。', 'It leaves the case and may go into another.'),
  leftOut: w('告知书不列入：', 'Not in notices: '),
};

/** The violations of a case; an officer may take some out before notice was served. */
export function CaseViolations({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const may = useMay();
  const kindName = useKindName();
  const changes = may('case.write') && afterStep(one.status, 'change-violations', null) !== undefined;
  return (
    <Section title={W.title}>
      <ol style={{ margin: 0, paddingInlineStart: 28 }}>
        {one.violations.map(({ id, kind, clause, occurredAt, status, stands, leftOut }) => (
          <li key={id} style={{ padding: '6px 0', opacity: stands ? 1 : 0.8 }}>
            <Flex gap={8} wrap align="center">
              <Link to={`/violations/${id}`}>{t(kindName(kind))}</Link>
              <Typography.Text type="secondary">{clause}</Typography.Text>
              <Instant at={occurredAt} />
              <ViolationMark status={status} />
              {changes && one.violations.length > 1 && (
                <ReasonAct
                  size="small"
                  type="text"
                  title={W.remove}
                  effect={W.removeEffect}
                  reason="none"
                  aria-label={`${t(W.remove)} ${t(kindName(kind))} ${occurredAt.slice(0, 10)}`}
                  act={(_, key) =>
                    told(
                      api.POST('/api/v1/cases/{id}/violations', {
                        params: { path: { id: one.id }, header: { 'Idempotency-Key': key } },
                        body: { add: [], remove: [id] },
                      }),
                    )
                  }
                />
              )}
            </Flex>
            {leftOut && (
              <Typography.Text type="secondary">
                {t(W.leftOut)}
                {leftOut}
              </Typography.Text>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
