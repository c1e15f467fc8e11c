import { useEffect, useRef } from 'react';
import type { Seen } from './seen.ts';

/** Sounds twice for each breach that comes in while it is wanted. Browsers allow it once somebody has pressed something. */
export function useBreachSound(wanted: boolean, passages: readonly Seen[]): void {
  const heard = useRef(new Set<string>());
  useEffect(() => {
    const fresh = passages.filter(({ id, live, outcome }) => live && outcome === 'violation' && !heard.current.has(id));
    for (const { id } of fresh) heard.current.add(id);
    if (wanted && fresh.length > 0) sound();
  }, [wanted, passages]);
}

let context: AudioContext | undefined;

/** Two short tones, made here so that nothing is loaded. */
export function sound(): void {
  context ??= new AudioContext();
  void context.resume();
  for (const [start, pitch] of [
    [0, 880],
    [0.28, 660],
  ] as const) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, context.currentTime + start);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + start + 0.24);
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + start);
    tone.stop(context.currentTime + start + 0.25);
  }
}
