import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useT, w } from '../../session/language.ts';
import { Faults } from './faults.tsx';

const W = { again: w('重新检查', 'Check again') };

/** Everything that keeps a draft from being published, and what deserves a look. */
export function CheckPart({ id, onPlace }: { readonly id: string; readonly onPlace: (pointer: string) => void }) {
  const t = useT();
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['law', 'policy-draft', id, 'check'],
    queryFn: () => told(api.POST('/api/v1/policies/{id}/check', { params: { path: { id } }, body: {} })),
    staleTime: 0,
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <Flex vertical gap={12}>
      <Faults check={data} onPlace={onPlace} />
      <div>
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t(W.again)}
        </Button>
      </div>
    </Flex>
  );
}
