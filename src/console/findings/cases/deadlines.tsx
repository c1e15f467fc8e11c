import { Flex } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { DEADLINE_NAMES } from './case-words.ts';

const W = { overdue: w('已超期', 'Overdue') };

/** What a case waits for, each with its last day. */
export function Deadlines({ deadlines }: Pick<Schema<'CaseSummary'>, 'deadlines'>) {
  const t = useT();
  if (deadlines.length === 0) return <>—</>;
  return (
    <Flex vertical gap={2}>
      {deadlines.map(({ what, by, overdue }) => (
        <Flex key={what} gap={8} align="center" wrap>
          <span>
            {t(DEADLINE_NAMES[what])} <time dateTime={by}>{by}</time>
          </span>
          {overdue && <Mark tone="bad">{t(W.overdue)}</Mark>}
        </Flex>
      ))}
    </Flex>
  );
}
