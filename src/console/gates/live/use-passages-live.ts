import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, told } from '../../api/client.ts';
import { type LineState, useLive } from '../../parts/live-stream.ts';
import { merged, type Seen, seenOfEvent, seenOfRow } from './seen.ts';

/** The last passages at the own gates as they come, and how the line to the service stands. */
export function usePassagesLive(): {
  readonly passages: readonly Seen[];
  readonly asking: boolean;
  readonly error: Error | null;
  readonly again: () => void;
  readonly line: LineState;
} {
  const [came, setCame] = useState<readonly Seen[]>([]);
  const list = useQuery({
    queryKey: ['passages', 'live'],
    queryFn: () => told(api.GET('/api/v1/passages', { params: { query: { limit: '50' } } })),
  });
  const line = useLive(
    (event) => {
      if (event.event === 'passage') setCame((old) => merged(old, [seenOfEvent(event)]));
    },
    () => void list.refetch(),
  );
  const passages = useMemo(() => merged((list.data?.items ?? []).map(seenOfRow), came), [list.data, came]);
  return { passages, asking: list.isPending, error: list.error, again: () => void list.refetch(), line };
}
