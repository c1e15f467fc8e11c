import { useSyncExternalStore } from 'react';

/** A telephone with one bar thinks that it has a network: whether requests arrive tells. */
let arrives = true;
const listeners = new Set<() => void>();

/** Tells whether a request reached the service. */
export function noteReach(reached: boolean): void {
  if (arrives === reached) return;
  arrives = reached;
  for (const listener of listeners) listener();
}

/** Whether there is a network, as far as the browser and the last request know. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine && arrives);

function listen(listener: () => void): () => void {
  const back = () => {
    arrives = true;
    listener();
  };
  listeners.add(listener);
  addEventListener('online', back);
  addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('online', back);
    removeEventListener('offline', listener);
  };
}
