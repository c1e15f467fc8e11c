import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../../session/session-provider.tsx';
import { attendUploads, onUploaded, onUploads, uploadsNow } from './queue.ts';
import type { Progress } from './waiting.ts';

/** The files on their way; those about one thing where its id is given. */
export function useUploads(subjectId?: string): readonly Progress[] {
  const files = useSyncExternalStore(onUploads, uploadsNow);
  return subjectId === undefined ? files : files.filter((one) => one.subjectId === subjectId);
}

/** Sends what the signed-in user left on this device, and reads anew what shows the things that the files are about. */
export function useSendingUploads(): void {
  const { id } = useMe();
  const queries = useQueryClient();
  useEffect(() => attendUploads(id), [id]);
  useEffect(
    () =>
      onUploaded(({ subjectId }) => {
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(subjectId) });
      }),
    [queries],
  );
}
