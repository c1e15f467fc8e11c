import { useSyncExternalStore } from 'react';

let preparing = 0;
const listeners = new Set<() => void>();

const moved = (by: number): void => {
  preparing += by;
  for (const listener of listeners) listener();
};

/** Makes a photo ready; what waits for photos is told. */
export async function prepare<T>(work: () => Promise<T>): Promise<T> {
  moved(1);
  try {
    return await work();
  } finally {
    moved(-1);
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether a photo that was taken is still being made ready: what it belongs to must not be sent without it. */
export const usePreparing = (): boolean => useSyncExternalStore(subscribe, () => preparing > 0);
