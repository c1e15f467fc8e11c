import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';

const W = {
  self: w('本人', 'you'),
  person: w('工作人员', 'a person'),
  gate: w('门禁', 'the gate'),
  system: w('系统', 'the system'),
};

/** Says who did something, as far as the reader may know. */
export function useWho(): (by: string, kind?: string) => string {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['users', 'names'],
    queryFn: () => allPages((more) => told(api.GET('/api/v1/users', { params: { query: more } }))),
    enabled: may('user.read'),
    staleTime: 300_000,
    select: (users) => new Map(users.map(({ id, username }) => [id, username])),
  });
  return (by, kind = 'user') => {
    if (kind === 'gate') return t(W.gate);
    if (kind === 'system' || by === 'system') return t(W.system);
    if (by === me.id) return `${me.username}（${t(W.self)}）`;
    return data?.get(by) ?? t(W.person);
  };
}

/** Organisations of a kind by name, for choosing one. */
export function useOrganisations(kind: 'enterprise' | 'contractor', enabled = true) {
  const { data } = useQuery({
    queryKey: ['organisations', 'names', kind],
    queryFn: () => allPages((more) => told(api.GET('/api/v1/organisations', { params: { query: { ...more, kind } } }))),
    enabled,
    staleTime: 300_000,
  });
  return (data ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
