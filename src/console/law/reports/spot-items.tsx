import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { VERDICT_NAMES } from '../../../domain/spot-checks/item.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Plate, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { FilesOf } from './spot-files.tsx';

const W = {
  number: w('序号', 'No.'),
  sample: w('抽到的记录', 'What was drawn'),
  missing: w('缺', 'lacks'),
  complete: w('字段齐全', 'complete'),
  verdict: w('核对结果', 'Verdict'),
  remark: w('说明', 'Remark'),
  act: w('操作', 'Do'),
  accesses: w('过车 {n} 次', '{n} accesses'),
};
const TONES: Readonly<Record<string, Tone>> = { pending: 'warn', right: 'good', wrong: 'bad', undetermined: 'plain' };
type Item = Schema<'SpotCheckItem'>;

/** The items of one kind, with what the registry held and what was found. */
export function SpotItems({
  title,
  items,
  act,
}: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly act: (item: Item) => ReactNode;
}) {
  const t = useT();
  return (
    <Listed
      title={title}
      wrap
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { title: t(W.number), cell: ({ position }) => position },
        { title: t(W.sample), cell: (one) => <Sample of={one} /> },
        {
          title: t(W.verdict),
          cell: ({ verdict }) => <Mark tone={TONES[verdict] ?? 'plain'}>{t(VERDICT_NAMES[verdict])}</Mark>,
        },
        {
          title: t(W.remark),
          cell: ({ checkId, finding }) => (
            <>
              {finding?.remark ?? '—'}
              <FilesOf checkId={checkId} ids={finding?.evidenceIds ?? []} />
            </>
          ),
        },
        { title: t(W.act), cell: (one) => act(one) || '—' },
      ]}
    />
  );
}

function Sample({ of }: { readonly of: Item }) {
  const t = useT();
  const { plate, plateColour, day, accesses, emissionStage } = of.sample as Readonly<
    Record<string, string | number | null | undefined>
  >;
  const at = of.sample.passedAt ?? of.sample.enteredAt ?? of.sample.leftAt;
  return (
    <Flex gap={8} wrap align="center">
      {plate !== undefined && <Plate plate={plate as string | null} colour={plateColour as string | null} />}
      {typeof at === 'string' && <Instant at={at} />}
      {day !== undefined && <span>{day}</span>}
      {accesses !== undefined && <span>{t(W.accesses).replace('{n}', String(accesses))}</span>}
      {typeof emissionStage === 'string' && <span>{t(stageNameOf(emissionStage))}</span>}
      {of.kind === 'ledger_row' && (
        <span>
          {of.missing.length > 0 ? `${t(W.missing)}：${of.missing.map(({ name }) => name).join('、')}` : t(W.complete)}
        </span>
      )}
    </Flex>
  );
}
