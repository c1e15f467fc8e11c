import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { newKey } from '../api/client.ts';

/**
 * Something that a user does here: told when it is done or refused, and everything that is shown read anew. `work` gets what is
 * given and a key for the service that stays the same as long as the same thing is tried.
 */
export function useAct<Given, Done>(
  work: (given: Given, key: string) => Promise<Done>,
  { done, onDone, quiet = false }: { done?: string; onDone?: (made: Done) => void; quiet?: boolean } = {},
) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const trying = useRef<{ readonly what: string; readonly key: string }>(undefined);
  return useMutation({
    // Without a network it fails at once and says so, instead of waiting unseen.
    networkMode: 'always',
    mutationFn: (given: Given) => {
      const what = JSON.stringify(given) ?? '';
      if (trying.current?.what !== what) trying.current = { what, key: newKey() };
      return work(given, trying.current.key);
    },
    onSuccess: (made) => {
      trying.current = undefined;
      void queries.invalidateQueries();
      if (done !== undefined) void message.success(done);
      onDone?.(made);
    },
    onError: (error) => {
      if (!quiet) void message.error(error.message, 6);
    },
  });
}

/** Headers of a call that acts. */
export const keyed = (key: string) => ({ 'Idempotency-Key': key });
