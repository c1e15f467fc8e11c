import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Action, scopeOf } from '../../domain/identity/permissions.ts';
import { type Answer, api, told } from '../api/client.ts';
import { forgetSession, isSignedIn, keepUser, keptUser, onSession } from './session.ts';

export type Me = Answer<'/api/v1/me'>;

type Session = {
  /** Whoever is signed in; undefined where nobody is, or while that is being asked. */
  readonly me: Me | undefined;
  readonly asking: boolean;
  readonly error: Error | null;
  readonly signOut: () => Promise<void>;
};

const SessionContext = createContext<Session>({
  me: undefined,
  asking: false,
  error: null,
  signOut: () => Promise.resolve(),
});

/** Who is signed in, for everything below. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [signedIn, setSignedIn] = useState(isSignedIn);
  useEffect(
    () =>
      onSession(() => {
        setSignedIn(isSignedIn());
        // Nothing that one person read is shown to the next.
        if (isSignedIn()) void queries.invalidateQueries();
        else queries.clear();
      }),
    [queries],
  );
  const { data, isLoading, error } = useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await told(api.GET('/api/v1/me'));
      keepUser(me);
      return me;
    },
    enabled: signedIn,
    staleTime: 300_000,
    // Without a network whoever was signed in still is.
    initialData: () => keptUser<Me>(),
    initialDataUpdatedAt: 0,
  });
  const session = useMemo(
    () => ({
      me: signedIn ? data : undefined,
      asking: signedIn && isLoading,
      error: signedIn ? error : null,
      signOut: async () => {
        await api.POST('/api/v1/auth/logout').catch(() => undefined);
        forgetSession();
      },
    }),
    [signedIn, data, isLoading, error],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export const useSession = () => use(SessionContext);

/** Whoever is signed in. For pages that stand behind the sign-in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('nobody is signed in');
  return me;
}

/** Whether the signed-in user may do an action to some row, by the service's own permission table. */
export function useMay(): (action: Action) => boolean {
  const me = useMe();
  return (action) => mayDo(me, action);
}

/** The same of a user given. */
export const mayDo = (me: Me, action: Action): boolean =>
  scopeOf({ ...me, kind: 'user', sessionId: '' }, action).to !== 'none';
