import { useQuery } from '@tanstack/react-query';
import { authorised } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { keptLanguage, useT, w } from '../../session/language.ts';

const W = {
  cut: w('内容较长，只显示开头；请下载查看全部。', 'Only the beginning is shown: download the rest.'),
};

/** Messages hold pictures in text; more than this is nobody's reading. */
const SHOWN = 8_000;

/** A message as text, as far as it is text. */
export function MessageText({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ['dead-letter', id, 'content'],
    queryFn: async () => {
      const answer = await authorised(new Request(`/api/v1/dead-letters/${id}/content`));
      if (!answer.ok) throw await problemOf(answer, keptLanguage());
      return new TextDecoder().decode(await answer.arrayBuffer());
    },
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      {data.length > SHOWN && <p>{t(W.cut)}</p>}
      <pre style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all', margin: 0 }}>{data.slice(0, SHOWN)}</pre>
    </>
  );
}
