import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { authorised } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';

/** A picture at a path of the API, which only those who may see it can load: a URL for as long as it is shown. */
export function usePicture(path: string): { readonly url: string | undefined; readonly isPending: boolean } {
  const { data, isPending } = useQuery({
    queryKey: ['photo', path],
    queryFn: async () => {
      const answer = await authorised(new Request(path));
      if (!answer.ok) throw await problemOf(answer, keptLanguage());
      return answer.blob();
    },
    staleTime: 600_000,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  // The address comes a moment after the picture.
  return { url, isPending: isPending || (data !== undefined && url === undefined) };
}
