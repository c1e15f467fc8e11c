import { Alert, Button, Empty, Flex, Grid } from 'antd';
import { useRef, useState } from 'react';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useGates } from '../parts/places.ts';
import { useBreachSound } from './breach-sound.ts';
import { LastPassage } from './last-passage.tsx';
import { LineBanner } from './line-banner.tsx';
import { LiveControls } from './live-controls.tsx';
import { PassageStrip } from './passage-strip.tsx';
import type { Seen } from './seen.ts';
import { usePassagesLive } from './use-passages-live.ts';
import { useReading } from './use-reading.ts';

const W = {
  title: w('门禁实况', 'Live gate'),
  others: w(
    '门禁实况只向企业自己的门卫室推送。监管人员请看“通行记录”。',
    'Passages come live to enterprises alone. Officers find them under “Passages”.',
  ),
  none: w(
    '还没有通行记录。车辆通过门禁后会立即出现在这里。',
    'Nothing has passed yet. A vehicle shows here as it passes.',
  ),
  waiting: w('条新通行未显示', 'new passages are waiting'),
  still: w('画面已停住', 'The screen stands still'),
  show: w('立即显示', 'Show them'),
};

const SHOWN_ON_STRIP = 8;

/** What passes the own gates, as it passes: for guard rooms and walls. */
export default function LivePage() {
  const { role } = useMe();
  const t = useT();
  return (
    <Page title={W.title}>{role === 'enterprise' ? <Live /> : <Alert type="info" showIcon title={t(W.others)} />}</Page>
  );
}

function Live() {
  const t = useT();
  const screen = useRef<HTMLDivElement>(null);
  const [{ gates: asked = '' }, setFilters] = useUrlFilters(FILTERS);
  const chosen = asked === '' ? [] : asked.split('.');
  const gates = useGates() ?? [];
  const { passages, asking, error, again, line } = usePassagesLive();
  const [paused, setPaused] = useState(false);
  const [sounding, setSounding] = useState(false);
  const { reading, handlers } = useReading();
  const mine = passages.filter(({ gateId }) => chosen.length === 0 || chosen.includes(gateId));
  const [shown, waiting] = useHeld(mine, paused || reading, asked);
  const wide = Grid.useBreakpoint().xl ?? window.innerWidth >= 1200;
  useBreachSound(sounding, mine);
  const gateOf = (id: string) => gates.find((gate) => gate.id === id)?.name ?? '';
  const [last, ...before] = shown;
  return (
    <div ref={screen} style={{ background: '#f4f6f6', padding: document.fullscreenElement ? 24 : 0, overflow: 'auto' }}>
      <Flex wrap justify="space-between" align="center" gap={12} style={{ marginBottom: 12 }}>
        <LineBanner line={line} />
        <LiveControls
          {...{ gates, chosen, paused, sounding, screen }}
          onChoose={(ids) => setFilters({ gates: ids.join('.') })}
          onPause={setPaused}
          onSound={setSounding}
        />
      </Flex>
      {waiting > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`${t(W.still)} · ${waiting} ${t(W.waiting)}`}
          action={
            <Button size="small" onClick={() => setPaused(false)} disabled={!paused}>
              {t(W.show)}
            </Button>
          }
        />
      )}
      {error && passages.length === 0 ? (
        <Fault error={error} onRetry={again} />
      ) : asking ? (
        <Loading />
      ) : last ? (
        <div
          {...handlers}
          style={{
            display: 'grid',
            // On a wall nothing is left empty below.
            minHeight: wide ? 'calc(100vh - 200px)' : undefined,
            gap: 12,
            gridTemplateColumns: wide ? 'minmax(0, 1.9fr) minmax(0, 1fr)' : 'minmax(0, 1fr)',
          }}
        >
          <LastPassage seen={last} gate={gateOf(last.gateId)} />
          <PassageStrip passages={before.slice(0, SHOWN_ON_STRIP)} gateOf={gateOf} />
        </div>
      ) : (
        <Empty description={t(W.none)} />
      )}
    </div>
  );
}

const FILTERS = ['gates'] as const;

/** What is shown: all there is, or what there was when the screen was stopped, with how many have come since. */
function useHeld(all: readonly Seen[], still: boolean, view: string): readonly [readonly Seen[], number] {
  const [held, setHeld] = useState<{ readonly view: string; readonly passages: readonly Seen[] }>();
  if (!still) {
    if (held) setHeld(undefined);
    return [all, 0];
  }
  if (!held || held.view !== view) {
    setHeld({ view, passages: all });
    return [all, 0];
  }
  const known = new Set(held.passages.map(({ id }) => id));
  return [held.passages, all.filter(({ id }) => !known.has(id)).length];
}
