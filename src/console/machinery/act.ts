import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useKeptKey } from '../parts/use-kept-key.ts';

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
  const key = useKeptKey();
  return useMutation({
    // Without a network it fails at once and says so, instead of waiting unseen.
    networkMode: 'always',
    mutationFn: (given: Given) => work(given, key.of(given)),
    onSuccess: (made) => {
      key.forget();
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
