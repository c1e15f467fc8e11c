import { useRef } from 'react';
import { newKey } from '../api/client.ts';

/** The key under which something is asked of the service. */
export type KeptKey = {
  /** The same for as long as the same is asked, so that trying again does nothing twice. */
  of(what: unknown): string;
  /** Said once it was done: the same asked again is another thing. */
  forget(): void;
};

export function useKeptKey(): KeptKey {
  const asked = useRef<{ readonly what: string; readonly key: string }>(undefined);
  const kept = useRef<KeptKey>({
    of: (given) => {
      const what = JSON.stringify(given) ?? '';
      if (asked.current?.what !== what) asked.current = { what, key: newKey() };
      return asked.current.key;
    },
    forget: () => {
      asked.current = undefined;
    },
  });
  return kept.current;
}
