import { useQueryClient } from '@tanstack/react-query';
import { api, newKey, told } from '../../api/client.ts';

/** A draft as it was read: `etag` is the tag of that version. */
export type Draft = {
  readonly id: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly etag: string;
  readonly writable: boolean;
};

/** Puts another document in the place of a draft's; done when what is shown of it is what was saved, with its new tag. */
export function useSaveDraft(draft: Draft) {
  const queries = useQueryClient();
  return async (document: Readonly<Record<string, unknown>>) => {
    const saved = await told(
      api.PATCH('/api/v1/policies/{id}', {
        params: { path: { id: draft.id }, header: { 'If-Match': draft.etag, 'Idempotency-Key': newKey() } },
        body: { document },
      }),
    );
    await queries.invalidateQueries({ queryKey: ['law', 'policy-draft', draft.id] });
    void queries.invalidateQueries({ queryKey: ['law', 'policies'] });
    return saved;
  };
}
