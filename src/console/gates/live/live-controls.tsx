import {
  ExpandOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  ShrinkOutlined,
  SoundOutlined,
} from '@ant-design/icons';
import { Button, Flex, Select, Switch } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { useT, w } from '../../session/language.ts';
import type { Gate } from '../parts/places.ts';
import { sound } from './breach-sound.ts';

const W = {
  gates: w('显示的门禁', 'Gates shown'),
  all: w('全部门禁', 'All gates'),
  full: w('全屏', 'Full screen'),
  leave: w('退出全屏', 'Leave full screen'),
  pause: w('暂停', 'Pause'),
  go: w('继续', 'Go on'),
  sound: w('违规提示音', 'Sound for breaches'),
};

/** Which gates are shown, whether the screen stands still, sounds, and fills the screen. */
export function LiveControls({
  gates,
  chosen,
  onChoose,
  paused,
  onPause,
  sounding,
  onSound,
  screen,
}: {
  readonly gates: readonly Gate[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly sounding: boolean;
  readonly onSound: (sounding: boolean) => void;
  readonly screen: RefObject<HTMLElement | null>;
}) {
  const t = useT();
  const full = useFullScreen();
  return (
    <Flex wrap gap={12} align="center">
      {gates.length > 1 && (
        <Select
          mode="multiple"
          aria-label={t(W.gates)}
          placeholder={t(W.all)}
          value={[...chosen]}
          onChange={(ids: string[]) => onChoose(ids)}
          options={gates.map(({ id, name }) => ({ value: id, label: name }))}
          maxTagCount="responsive"
          // What is filling the screen shows nothing from outside it.
          getPopupContainer={(node) => node.parentElement ?? document.body}
          style={{ minWidth: 220 }}
        />
      )}
      <Button
        icon={paused ? <PlayCircleOutlined /> : <PauseCircleOutlined />}
        aria-pressed={paused}
        onClick={() => onPause(!paused)}
      >
        {t(paused ? W.go : W.pause)}
      </Button>
      <Flex component="label" gap={8} align="center">
        <SoundOutlined aria-hidden />
        {t(W.sound)}
        <Switch
          checked={sounding}
          aria-label={t(W.sound)}
          onChange={(wanted) => {
            if (wanted) sound();
            onSound(wanted);
          }}
        />
      </Flex>
      {document.fullscreenEnabled && (
        <Button
          icon={full ? <ShrinkOutlined /> : <ExpandOutlined />}
          onClick={() => void (full ? document.exitFullscreen() : screen.current?.requestFullscreen())}
        >
          {t(full ? W.leave : W.full)}
        </Button>
      )}
    </Flex>
  );
}

function useFullScreen(): boolean {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return full;
}
