import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api, told } from '../api/client.ts';
import { useT, w } from '../session/language.ts';

const W = { open: w('查看预演结果', 'Open the preview') };

/** The way to a preview that has come to its end, by the job that made it. */
export function PreviewReport({ id }: { readonly id: string }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['policy-previews', 'of-job', id],
    queryFn: async () => {
      const { items } = await told(api.GET('/api/v1/policy-previews', { params: { query: { limit: '200' } } }));
      return items.find(({ job }) => job.id === id) ?? null;
    },
  });
  if (!data) return null;
  return (
    <Link to={`/policies/previews/${data.id}`}>
      <Button type="primary">{t(W.open)}</Button>
    </Link>
  );
}
