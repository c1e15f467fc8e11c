import type { Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PreviewListRow } from '../../store/policy-previews.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import type { PreviewList } from './preview-listing.ts';

export const PREVIEW_LIST_TITLES: Readonly<Record<PreviewList, Message>> = {
  passages: { en: 'Passages', zh: '过车' },
  vehicles: { en: 'Vehicles', zh: '车辆' },
  enterprises: { en: 'Enterprises', zh: '企业' },
  machines: { en: 'Machines', zh: '机械' },
};

const CHUNK = 500;

type Taken = { readonly id: string; readonly list: PreviewList; readonly format: string };

/** Puts on record that a preview's list left the registry as a file. */
export const notePreviewExport = (tx: Writer, actor: Actor, { id, list, format }: Taken, at: At): Promise<void> =>
  record(tx, actor, at, 'policy-preview.export', { type: 'policy_preview', id }, { list, format });

/** The rows of a preview's list, worst first, some at a time. */
export async function* previewChunks(
  reader: Reader,
  id: string,
  list: PreviewList,
): AsyncGenerator<readonly PreviewListRow[]> {
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const rows = await reader.policyPreviews.list(id, list, { limit: CHUNK, ...(after ? { after } : {}) });
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = { id: last.id, at: last.rank };
  }
}
