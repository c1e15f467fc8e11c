import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { api, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useT, w } from '../../session/language.ts';
import { Affected } from './affected.tsx';

const W = { export: w('导出受影响单位', 'Export') };

/** Whom an order binds as it stands now. */
export function AffectedNow({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'alert', id, 'affected'],
    queryFn: () => told(api.GET('/api/v1/alerts/{id}/affected', { params: { path: { id }, query: { days: '7' } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap className="no-print">
        <Download path={`/api/v1/alerts/${id}/affected/export?days=7&format=xlsx`} fileName="affected.xlsx">
          {t(W.export)} XLSX
        </Download>
        <Download path={`/api/v1/alerts/${id}/affected/export?days=7&format=csv`} fileName="affected.csv">
          CSV
        </Download>
      </Flex>
      <Affected affected={data} />
    </Flex>
  );
}
