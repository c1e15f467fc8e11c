import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal, Progress } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Row } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { acceptMany, type Item, isOpen, newItem } from './accept-many.ts';
import { type Doubtful, Doubts } from './batch-doubts.tsx';
import { Came } from './batch-outcome.tsx';
import { readDoubts } from './read-standing.ts';

const W = {
  title: w('批量受理', 'Accept several'),
  looking: w('正在逐件核对…', 'Looking at each…'),
  failed: w('核对中断：', 'Looking was broken off: '),
  again: w('重新核对', 'Look again'),
  clear: w(
    '将逐件受理，受理后申报单位可打印进场凭证，不能撤销：',
    'Each is accepted for good; its slip can then be printed:',
  ),
  none: w('所选申报均有疑点，请逐件审核。', 'Something speaks against each of them: look at them one by one.'),
  sure: w('确认受理', 'Accept'),
  each: w('件', ''),
  stop: w('停止', 'Stop'),
  stopping: w('本件完成后停止…', 'Stopping after this one…'),
  goOn: w('继续受理其余', 'Go on with the other'),
  close: w('关闭', 'Close'),
  cancel: w('取消', 'Cancel'),
  progress: w('受理进度', 'Progress'),
};

type Filing = Row<'/api/v1/filings'>;
type Phase = 'looking' | 'failed' | 'asking' | 'running' | 'done';

/**
 * Accepts several filings after one confirmation that names them. Each is looked at anew first, and what speaks against one takes
 * it out. `onClose` gets the ids of those that were accepted.
 */
export function BatchAccept({
  filings,
  onClose,
}: {
  readonly filings: readonly Filing[];
  readonly onClose: (accepted: readonly string[]) => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const [phase, setPhase] = useState<Phase>('looking');
  const [items, setItems] = useState<readonly Item[]>([]);
  const [doubtful, setDoubtful] = useState<readonly Doubtful[]>([]);
  const [looked, setLooked] = useState(0);
  const [fault, setFault] = useState('');
  const [stopping, setStopping] = useState(false);
  const stop = useRef(false);
  const look = useCallback(async () => {
    setPhase('looking');
    const clear: Item[] = [];
    const others: Doubtful[] = [];
    try {
      for (const [index, { id, machine, siteName, organisationName }] of filings.entries()) {
        if (stop.current) return;
        const { doubts, tag } = await readDoubts(id);
        const name = `${machine.name} → ${siteName}（${organisationName}）`;
        if (doubts.length > 0) others.push({ id, name, doubts });
        else clear.push(newItem(id, name, tag));
        setLooked(index + 1);
      }
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setPhase('failed');
      return;
    }
    setItems(clear);
    setDoubtful(others);
    setPhase('asking');
  }, [filings]);
  // Nothing is sent any more once it is gone.
  useEffect(() => {
    stop.current = false;
    void look();
    return () => {
      stop.current = true;
    };
  }, [look]);
  const run = async () => {
    stop.current = false;
    setStopping(false);
    setPhase('running');
    await acceptMany(items, setItems, () => stop.current);
    void queries.invalidateQueries();
    setPhase('done');
  };
  const close = () => onClose(items.flatMap(({ id, state }) => (state === 'accepted' ? [id] : [])));
  const settled = items.filter(({ state }) => state !== 'waiting' && state !== 'sending').length;
  const left = items.filter(isOpen).length;
  const running = phase === 'running';
  return (
    <Modal
      open
      title={t(W.title)}
      width={640}
      closable={!running}
      mask={{ closable: false }}
      keyboard={!running}
      onCancel={close}
      footer={
        <Flex gap={8} justify="flex-end" wrap>
          {running ? (
            <Button
              danger
              disabled={stopping}
              onClick={() => {
                stop.current = true;
                setStopping(true);
              }}
            >
              {t(stopping ? W.stopping : W.stop)}
            </Button>
          ) : (
            <Button onClick={close}>{t(phase === 'done' ? W.close : W.cancel)}</Button>
          )}
          {phase === 'failed' && (
            <Button type="primary" onClick={() => void look()}>
              {t(W.again)}
            </Button>
          )}
          {(phase === 'asking' || phase === 'done') && left > 0 && (
            <Button type="primary" onClick={() => void run()}>
              {t(phase === 'done' ? W.goOn : W.sure)} {left} {t(W.each)}
            </Button>
          )}
        </Flex>
      }
    >
      <div aria-live="polite">
        {phase === 'looking' && (
          <>
            {t(W.looking)}
            <Progress percent={percent(looked, filings.length)} aria-label={t(W.looking)} />
          </>
        )}
        {phase === 'failed' && <Alert type="error" showIcon title={`${t(W.failed)}${fault}`} />}
        {phase === 'asking' && (
          <>
            {items.length === 0 ? (
              <Alert type="warning" showIcon title={t(W.none)} />
            ) : (
              <>
                <p>{t(W.clear)}</p>
                <ol style={{ paddingInlineStart: 24 }}>
                  {items.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ol>
              </>
            )}
            <Doubts of={doubtful} />
          </>
        )}
        {running && (
          <>
            <Progress percent={percent(settled, items.length)} aria-label={t(W.progress)} />
            {items.find(({ state }) => state === 'sending')?.name}
          </>
        )}
        {phase === 'done' && (
          <>
            <Came items={items} />
            <Doubts of={doubtful} />
          </>
        )}
      </div>
    </Modal>
  );
}

const percent = (done: number, all: number): number => (all === 0 ? 100 : Math.floor((100 * done) / all));
