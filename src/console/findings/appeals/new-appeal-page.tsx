import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { draftAgainst } from './appeal-drafts.tsx';
import { AppealForm } from './appeal-form.tsx';

const W = {
  title: w('提出申诉', 'Appeal'),
  list: w('违法线索', 'Violations'),
  violation: w('该线索', 'The violation'),
};

/** An appeal to be made against the violation that the address names. */
export function NewAppealPage() {
  const [params] = useSearchParams();
  const { id: userId } = useMe();
  const id = params.get('violation') ?? '';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['violations', id],
    queryFn: () => told(api.GET('/api/v1/violations/{id}', { params: { path: { id } } })),
  });
  const draft = useQuery({
    queryKey: ['appeal draft here', id],
    queryFn: async () => ({ here: (await draftAgainst(id, userId)) ?? null }),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (isPending || draft.isPending) return <Loading />;
  if (!data) return <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <Page
      title={W.title}
      trail={[
        { to: '/violations', title: W.list },
        { to: `/violations/${id}`, title: W.violation },
      ]}
    >
      <AppealForm violation={data} draft={draft.data?.here ?? null} />
    </Page>
  );
}
