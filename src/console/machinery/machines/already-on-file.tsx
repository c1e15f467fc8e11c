import { Alert, Button, Flex } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import { Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Category } from '../names.tsx';
import { ClaimMachine } from './claim-machine.tsx';
import type { MachineValues } from './machine-values.ts';

const W = {
  title: w('这个号码的机械已经登记过', 'A machine with this number is on file already'),
  what: w(
    '不用重复登记：租来的、借来的机械可以直接申报。确是本单位的机械，可以申请过户。仅被检查时记录过的机械，可以点“下一步”继续登记。',
    'There is no need to register it again: hired machines are filed by whoever uses them. If it is yours, claim it. One that was only seen on a site can be registered: press “Next” again.',
  ),
  file: w('直接申报这台机械', 'File this machine'),
  claim: w('申请过户', 'Claim it'),
};

type Card = Pick<Schema<'MachineCard'>, 'id'> & Partial<Schema<'MachineCard'>>;

/** Looks the numbers of a form up. `look` tells whether something new was found, so that people are stopped once and may go on. */
export function useOnFile() {
  const [found, setFound] = useState<Card>();
  const [looking, setLooking] = useState(false);
  const asked = useRef('');
  return {
    found,
    looking,
    look: async ({ environmentalCode, mein, pin }: MachineValues): Promise<boolean> => {
      const codes = [environmentalCode, mein, pin].map((code) => code?.trim() ?? '').filter((code) => code !== '');
      if (codes.join(' ') === asked.current) return false;
      setLooking(true);
      try {
        for (const code of codes) {
          const { items } = await told(api.POST('/api/v1/machines/search', { body: { code } }));
          asked.current = codes.join(' ');
          setFound(items[0]);
          if (items[0]) return true;
        }
        return false;
      } catch {
        // Without a network it is told when it is sent.
        return false;
      } finally {
        setLooking(false);
      }
    },
    /** Takes what a refusal of the service names. */
    tell: (problem: Problem) => {
      const next = problem.told.next as { readonly body?: { readonly machineId?: string } } | undefined;
      const id = next?.body?.machineId ?? problem.told.existing;
      if (typeof id === 'string') setFound({ id });
    },
  };
}

/** What can be done with a machine that somebody registered before. */
export function AlreadyOnFile({
  found,
  fileFor,
}: {
  readonly found: Card | undefined;
  readonly fileFor: string | undefined;
}) {
  const t = useT();
  const [claiming, setClaiming] = useState(false);
  if (!found) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={t(W.title)}
      description={
        <Flex vertical gap={8}>
          {found.name && (
            <span>
              <strong>{found.name}</strong> {found.category && <Category of={found.category} />}{' '}
              {found.emissionStage && <Stage code={found.emissionStage} />}
            </span>
          )}
          <span>{t(W.what)}</span>
          <Flex gap={8} wrap>
            <Link to={`/filings/new?machine=${found.id}${fileFor ? `&site=${fileFor}` : ''}`}>
              <Button type="primary">{t(W.file)}</Button>
            </Link>
            <Button onClick={() => setClaiming(true)}>{t(W.claim)}</Button>
          </Flex>
          {claiming && <ClaimMachine machineId={found.id} onClose={() => setClaiming(false)} />}
        </Flex>
      }
    />
  );
}
