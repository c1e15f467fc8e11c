import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import type { Card } from './file-machines.tsx';
import { Zones } from './zones.tsx';

const W = {
  fine: w('可以申报', 'Can be filed'),
  doubt: w('可以申报，请留意', 'Can be filed; have a look'),
  refused: w('不能申报', 'Cannot be filed'),
  drop: w('去掉这台', 'Leave it out'),
  machine: w('所选机械', 'The machine'),
};

/** What became, or would become, of one machine of a submission. */
export type Finding = {
  readonly index: number;
  readonly status: 'created' | 'duplicate' | 'invalid' | 'conflict';
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
  readonly warnings?: readonly { readonly code: string }[] | undefined;
  readonly zones?: readonly Schema<'ZoneFinding'>[] | undefined;
};

/** What submitting would meet, machine by machine, before it is done. */
export function FilingFindings({
  results,
  error,
  onRetry,
  machineIds,
  cards,
  onDrop,
}: {
  readonly results: readonly Finding[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly machineIds: readonly string[];
  readonly cards: readonly Card[];
  readonly onDrop: (id: string) => void;
}) {
  const t = useT();
  if (error) return <Fault error={error} onRetry={onRetry} />;
  if (!results) return <Loading />;
  return (
    <ul aria-live="polite" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {results.map(({ index, status, errors = [], warnings = [], zones = [] }) => {
        const id = machineIds[index] ?? '';
        const name = cards.find((card) => card.id === id)?.name ?? t(W.machine);
        const good = status === 'created' || status === 'duplicate';
        const quiet = warnings.length === 0 && errors.length === 0;
        return (
          <li key={id} style={{ padding: '8px 0', borderBottom: '1px solid #eef1f1' }}>
            <Flex justify="space-between" gap={8} wrap align="center">
              <strong>{name}</strong>
              {good ? (
                <Typography.Text type={quiet ? 'success' : 'warning'}>
                  {quiet ? <CheckCircleFilled /> : <ExclamationCircleFilled />} {t(quiet ? W.fine : W.doubt)}
                </Typography.Text>
              ) : (
                <Flex gap={8} align="center">
                  <Typography.Text type="danger">
                    <CloseCircleFilled /> {t(W.refused)}
                  </Typography.Text>
                  {machineIds.length > 1 && <Button onClick={() => onDrop(id)}>{t(W.drop)}</Button>}
                </Flex>
              )}
            </Flex>
            {errors.map(({ detail }) => (
              <Typography.Paragraph key={detail} type="danger" style={{ margin: '4px 0 0' }}>
                {detail}
              </Typography.Paragraph>
            ))}
            <Warnings of={warnings} />
            <Zones of={zones} />
          </li>
        );
      })}
    </ul>
  );
}
