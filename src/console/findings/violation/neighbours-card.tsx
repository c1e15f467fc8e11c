import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { ViolationMark } from '../parts/marks.tsx';
import { Section } from '../parts/section.tsx';
import { useKindName } from '../parts/use-law.ts';
import { useNeighbours } from './neighbours.ts';

const W = {
  vehicle: w('该车的其他违规', 'Others of this vehicle'),
  machine: w('该机械的其他违规', 'Others of this machine'),
  seller: w('该销售单位的其他违规', 'Others of this seller'),
  enterprise: w('该企业的同类违规', 'Others of this kind by the enterprise'),
  earlier: w('上一起', 'Earlier'),
  later: w('下一起', 'Later'),
  alone: w('没有其他违规。', 'There are no others.'),
  here: w('当前', 'this one'),
};

/** The violations before and after this one of whoever committed it. */
export function NeighboursCard({ violation }: { readonly violation: Schema<'Violation'> }) {
  const t = useT();
  const go = useNavigate();
  const kindName = useKindName();
  const all = useNeighbours(violation);
  const others = all.filter(({ id }) => id !== violation.id);
  const before = others.find(({ occurredAt, id }) => isBefore({ occurredAt, id }, violation));
  const after = others.findLast((one) => isBefore(violation, one));
  const open = (id: string | undefined) => id && void go(`/violations/${id}`);
  return (
    <Section title={W[violation.subject.type]}>
      <Flex gap={8} style={{ marginBottom: 8 }}>
        <Button size="small" icon={<LeftOutlined />} disabled={!before} onClick={() => open(before?.id)}>
          {t(W.earlier)}
        </Button>
        <Button size="small" disabled={!after} onClick={() => open(after?.id)}>
          {t(W.later)} <RightOutlined />
        </Button>
      </Flex>
      {others.length === 0 && <Typography.Text type="secondary">{t(W.alone)}</Typography.Text>}
      {others.length > 0 && (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {all.slice(0, 20).map(({ id, kind, occurredAt, status, clause }) => (
            <li key={id} style={{ padding: '4px 0' }}>
              <Flex gap={8} wrap align="center">
                <Instant at={occurredAt} />
                {id === violation.id ? (
                  <strong>
                    {t(kindName(kind))}（{t(W.here)}）
                  </strong>
                ) : (
                  <Link to={`/violations/${id}`}>{t(kindName(kind))}</Link>
                )}
                <Typography.Text type="secondary">{clause}</Typography.Text>
                <ViolationMark status={status} />
              </Flex>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type Placed = { readonly occurredAt: string; readonly id: string };

const isBefore = (one: Placed, other: Placed): boolean =>
  one.occurredAt < other.occurredAt || (one.occurredAt === other.occurredAt && one.id < other.id);
