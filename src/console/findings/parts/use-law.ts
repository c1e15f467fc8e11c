import { useQuery } from '@tanstack/react-query';
import { KIND_NAMES } from '../../../domain/enforcement/kind-names.ts';
import type { Message } from '../../../domain/failure.ts';
import type { Rule } from '../../../domain/policy/document.ts';
import type { ManualKind } from '../../../domain/policy/manual-kinds.ts';
import { type Answer, api, told } from '../../api/client.ts';

/** Rules and parameters are as free in the contract as in the document; here as `domain/policy` describes them. */
type Policy = Pick<Answer<'/api/v1/policies/{id}'>, 'policy' | 'title' | 'source' | 'publishedOn'> & {
  readonly rules?: unknown;
  readonly parameters?: Readonly<Record<string, { readonly value?: unknown }>>;
};

/** A policy as the pages of violations look at it. */
export type Law = {
  readonly policy: string;
  readonly title: Message;
  readonly source: string | undefined;
  readonly publishedOn: string | null;
  readonly rules: readonly Rule[];
  readonly manualKinds: readonly ManualKind[];
  readonly aggravating: readonly { readonly id: string; readonly title: Message }[];
};

const HOUR_MS = 3_600_000;

/** The policy that a violation names (`yangquan-2021@1`); without a name the newest that is published. */
export function useLaw(ref?: string): Law | undefined {
  const newest = useQuery({
    queryKey: ['law', 'newest'],
    queryFn: () => told(api.GET('/api/v1/policies', { params: { query: { status: 'published' } } })),
    enabled: ref === undefined,
    staleTime: HOUR_MS,
  });
  const named = ref ?? newest.data?.items[0]?.id;
  const { data } = useQuery({
    queryKey: ['law', named],
    queryFn: async () =>
      lawOf((await told(api.GET('/api/v1/policies/{id}', { params: { path: { id: named ?? '' } } }))) as Policy),
    enabled: named !== undefined,
    staleTime: HOUR_MS,
  });
  return data;
}

function lawOf({ policy, title, source, publishedOn, rules, parameters }: Policy): Law {
  return {
    policy: policy ?? '',
    title: title ?? { zh: policy ?? '', en: policy ?? '' },
    source: source?.zh,
    publishedOn,
    rules: (rules ?? []) as Rule[],
    manualKinds: (parameters?.manualKinds?.value ?? []) as ManualKind[],
    aggravating: (parameters?.aggravatingFindings?.value ?? []) as Law['aggravating'],
  };
}

/** What kinds of violations are called; those recorded by hand as the newest policy calls them. */
export function useKindName(): (kind: string) => Message {
  const law = useLaw();
  return (kind) =>
    (KIND_NAMES as Readonly<Record<string, Message>>)[kind] ??
    law?.manualKinds.find((one) => one.kind === kind)?.title ?? { zh: kind, en: kind };
}

/** The clauses of a policy, each once, with the title of its first rule. */
export const clausesOf = (law: Law | undefined): { readonly clause: string; readonly title: Message }[] => {
  const all = [...(law?.rules ?? []), ...(law?.manualKinds ?? [])].map(({ clause, title }) => ({ clause, title }));
  return all.filter(({ clause }, index) => all.findIndex((one) => one.clause === clause) === index);
};
