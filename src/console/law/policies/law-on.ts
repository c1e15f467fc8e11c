import { useQueries, useQuery } from '@tanstack/react-query';
import { factsIn } from '../../../domain/policy/conditions.ts';
import type { PolicyDocument, Rule } from '../../../domain/policy/document.ts';
import { type RuleTitles, ruleTitles } from '../../../domain/policy/value-words.ts';
import { api, type Schema, told } from '../../api/client.ts';

/** A policy in full, with its rules as their document writes them. */
export type Law = Omit<Schema<'Policy'>, 'rules' | 'parameters'> & {
  readonly rules: readonly Rule[];
  readonly parameters: PolicyDocument['parameters'];
};

/** Every policy that is or was in force or will be, those that begin last first. */
export function usePublished() {
  return useQuery({
    queryKey: ['law', 'policies', 'published'],
    queryFn: async () => {
      const { items } = await told(
        api.GET('/api/v1/policies', { params: { query: { status: 'published', limit: '200' } } }),
      );
      return [...items].sort((a, b) =>
        (a.from ?? '') < (b.from ?? '')
          ? 1
          : (a.from ?? '') > (b.from ?? '')
            ? -1
            : (b.version ?? 0) - (a.version ?? 0),
      );
    },
    staleTime: 60_000,
  });
}

const lawQuery = (id: string | undefined) => ({
  queryKey: ['law', 'policy', id],
  queryFn: async () =>
    (await told(api.GET('/api/v1/policies/{id}', { params: { path: { id: id ?? '' } } }))) as unknown as Law,
  enabled: id !== undefined,
  staleTime: 60_000,
});

/** One policy in full, by its id or its `code@version`. */
export const useLaw = (id: string | undefined) => useQuery(lawQuery(id));

/** What the rules of several policies are called, those of the first before those of the others. */
export function useRuleTitles(ids: readonly string[]): RuleTitles {
  const laws = useQueries({ queries: ids.map(lawQuery) });
  return Object.assign({}, ...laws.map(({ data }) => (data ? ruleTitles(rulesOf(data)) : {})).reverse()) as RuleTitles;
}

/** Of a draft only its document has rules. */
const rulesOf = ({ rules, document }: Law): readonly Rule[] =>
  rules ?? (document as { rules?: readonly Rule[] } | null)?.rules ?? [];

/** The policy in force on a day. Without data where none was. */
export function useLawOn(day: string) {
  const published = usePublished();
  const found = published.data?.find(({ from }) => from !== null && from <= day);
  const law = useLaw(found?.id);
  return {
    data: law.data,
    error: published.error ?? law.error,
    /** Whether it is still being asked for. */
    asking: published.isPending || (found !== undefined && law.isPending),
    again: () => void (published.error ? published.refetch() : law.refetch()),
  };
}

/** The rules of a law from which an officer may exempt. */
export const exemptibleRules = (law: Law | undefined): Rule[] =>
  (law?.rules ?? []).filter(({ unless = [] }) =>
    unless.some(({ when }) => factsIn(when).includes('exemption.granted')),
  );

/** The version of a rule that is in force on a day. */
export const versionOn = (rule: Rule, day: string) =>
  rule.versions.find(({ from, until }) => from <= day && (until === undefined || day < until));
