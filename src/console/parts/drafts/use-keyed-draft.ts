import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { newKey } from '../../api/client.ts';
import { useMe } from '../../session/session-provider.tsx';
import { type Draft, draftHere } from './drafts.ts';

/** The draft whose key stands in the page's address, or null where nothing is kept under it; a new key is put there where there is none. Undefined until it is known. */
export function useKeyedDraft(): { readonly key: string; readonly draft: Draft | null } | undefined {
  const { id } = useMe();
  const [asked, setAsked] = useSearchParams();
  const key = asked.get('draft');
  useEffect(() => {
    if (key !== null) return;
    setAsked(
      (old) => {
        const next = new URLSearchParams(old);
        next.set('draft', newKey());
        return next;
      },
      { replace: true },
    );
  }, [key, setAsked]);
  const { data } = useQuery({
    queryKey: ['draft here', key],
    queryFn: async () => ({ draft: (await draftHere(key ?? '', id)) ?? null }),
    enabled: key !== null,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return key !== null && data ? { key, draft: data.draft } : undefined;
}
