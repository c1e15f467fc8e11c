import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault } from './fault.tsx';
import { Loading } from './loading.tsx';

/** What was asked for, once it is there; until then that it is on its way, or what went wrong. */
export function Asked<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T>;
  readonly children: (data: NonNullable<T>) => ReactNode;
}) {
  if (of.isPending) return <Loading />;
  if (of.data === undefined || of.data === null) return <Fault error={of.error} onRetry={() => void of.refetch()} />;
  return <>{children(of.data)}</>;
}
