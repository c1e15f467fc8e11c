import { useInfiniteQuery } from '@tanstack/react-query';

/** One answer of a list of the API. */
export type PageOf<T> = { readonly items: readonly T[]; readonly next?: string | undefined };

/** What has been read of a list. `more` is there where the list goes on. */
export type Pages<T> = {
  readonly rows: readonly T[];
  readonly asking: boolean;
  readonly error: Error | null;
  readonly again: () => void;
  readonly more: (() => void) | undefined;
  readonly fetchingMore: boolean;
};

/**
 * Reads a list of the API page by page. `key` names it with its filters; `fetchPage` gets the cursor, absent for the first page:
 * `usePages(['violations', filters], (cursor) => told(api.GET('/api/v1/violations', { params: { query: { ...filters, cursor } } })))`.
 */
export function usePages<T>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined) => Promise<PageOf<T>>,
  { every }: { readonly every?: number } = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
  return {
    rows: query.data?.pages.flatMap(({ items }) => items) ?? [],
    asking: query.isPending,
    error: query.error,
    again: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    fetchingMore: query.isFetchingNextPage,
  };
}
