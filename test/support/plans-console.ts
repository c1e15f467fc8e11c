import type { Cast } from './cast.ts';
import { type Holdings, PICTURE, type Row } from './holdings.ts';
import { newDraft, newUpload, newView } from './holdings-console.ts';
import type { Plan } from './plans.ts';

const byId = ({ id }: Row) => ({ params: { id } });
const withBody =
  (make: () => unknown) =>
  ({ id }: Row) => ({ params: { id }, body: make() });

/** How valid requests about what the console keeps are made. */
export function consolePlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must, people } = cast;
  const views = { rows: held['saved view'] };
  const drafts = { rows: held.draft };
  const uploads = {
    rows: held.upload,
    fresh: async (row: Row) => ({
      ...row,
      id: (await must(row.by, 'POST', '/uploads', newUpload(cast, people[row.by]))).id,
    }),
  };
  const another = (path: string, make: () => unknown) => async (row: Row) => ({
    ...row,
    id: (await must(row.by, 'POST', path, make())).id,
  });
  return {
    readDesk: { request: () => ({}) },
    saveView: { request: () => ({ body: newView() }) },
    listSavedViews: { request: () => ({}) },
    getSavedView: { ...views, request: byId },
    changeSavedView: { ...views, request: withBody(newView) },
    removeSavedView: { ...views, fresh: another('/saved-views', newView), request: byId },
    keepDraft: { request: () => ({ body: newDraft() }) },
    listDrafts: { request: () => ({}) },
    getDraft: { ...drafts, request: byId },
    changeDraft: { ...drafts, request: withBody(() => ({ title: '改', content: { step: 2 } })) },
    removeDraft: { ...drafts, fresh: another('/drafts', newDraft), request: byId },
    getUpload: { rows: held.upload, request: byId },
    sendPiece: { ...uploads, request: (row) => ({ ...byId(row), query: { offset: '0' }, octets: PICTURE }) },
    removeUpload: { ...uploads, request: byId },
  };
}
