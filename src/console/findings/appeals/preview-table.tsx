import { Alert, Flex, Table, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { ViolationMark } from '../parts/marks.tsx';
import { useKindName } from '../parts/use-law.ts';

const W = {
  title: w('采纳后的变化（预览，未保存）', 'What would change (nothing is kept)'),
  violation: w('违法线索', 'Violation'),
  before: w('现在', 'Now'),
  after: w('采纳后', 'Afterwards'),
  stands: w('成立', 'Stands'),
  absent: w('无', 'None'),
  cancelled: w('撤销', 'Cancelled'),
  falls: w('失效', 'Falls away'),
  arises: w('新增', 'Arises'),
  still: w('按更正后的事实仍然违规，采纳仍会撤销', 'Broken all the same; granting cancels it'),
  visits: w('另外试判进出记录', 'Other visits judged on trial:'),
  incomplete: w('还有更多记录会受影响，未全部试判。', 'There are more that it would touch than were tried.'),
};

type Preview = Schema<'AppealPreview'>;
type Line = {
  readonly key: string;
  readonly id: string | undefined;
  readonly kind: string;
  readonly occurredAt: string | undefined;
  readonly plate: string | undefined;
  readonly change: 'cancelled' | 'falls' | 'arises';
  readonly still: boolean;
  readonly status: Schema<'Appeal'>['violations'][number]['status'] | undefined;
};

/** Each violation that granting would touch, as it is and as it would be. */
export function PreviewTable({ appeal, preview }: { readonly appeal: Schema<'Appeal'>; readonly preview: Preview }) {
  const t = useT();
  const kindName = useKindName();
  const lines = linesOf(appeal, preview);
  const after = ({ change, still }: Line) => (
    <Flex vertical gap={2}>
      <span>
        <Mark tone={change === 'arises' ? 'bad' : 'good'}>{t(W[change])}</Mark>
      </span>
      {still && <Typography.Text type="warning">{t(W.still)}</Typography.Text>}
    </Flex>
  );
  return (
    <section aria-live="polite">
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {t(W.title)}
      </Typography.Title>
      <Table<Line>
        size="small"
        pagination={false}
        rowKey={({ key }) => key}
        dataSource={lines}
        columns={[
          {
            title: t(W.violation),
            render: (_, { id, kind, occurredAt, plate }) => (
              <Flex vertical gap={2}>
                {id ? <Link to={`/violations/${id}`}>{t(kindName(kind))}</Link> : <span>{t(kindName(kind))}</span>}
                <Flex gap={8} wrap>
                  {plate && <Plate plate={plate} />}
                  {occurredAt && <Instant at={occurredAt} />}
                </Flex>
              </Flex>
            ),
          },
          {
            title: t(W.before),
            render: (_, { change, status }) =>
              change === 'arises' ? t(W.absent) : status ? <ViolationMark status={status} /> : t(W.stands),
          },
          { title: t(W.after), render: (_, line) => after(line) },
        ]}
      />
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>
        {t(W.visits)} {preview.visits}
      </Typography.Paragraph>
      {!preview.complete && <Alert type="warning" showIcon title={t(W.incomplete)} />}
    </section>
  );
}

function linesOf(appeal: Schema<'Appeal'>, { falls, arises, stillBroken }: Preview): Line[] {
  const known = [...falls, ...stillBroken];
  const appealed = appeal.violations.map(({ id, kind, status }): Line => {
    const told = known.find((one) => one.id === id);
    const still = stillBroken.some((one) => one.id === id);
    return {
      ...{ key: id, id, kind, status, still, change: 'cancelled' },
      occurredAt: told?.occurredAt,
      plate: told?.plate,
    };
  });
  const others = falls
    .filter(({ id }) => !appeal.violations.some((one) => one.id === id))
    .map(({ id, kind, occurredAt, plate }): Line => {
      return { key: id, id, kind, occurredAt, plate, change: 'falls', still: false, status: undefined };
    });
  const newOnes = arises.map(({ kind, occurredAt, plate, rule }, index): Line => {
    const key = `${rule} ${occurredAt} ${index}`;
    return { key, id: undefined, kind, occurredAt, plate, change: 'arises', still: false, status: undefined };
  });
  return [...appealed, ...others, ...newOnes];
}
