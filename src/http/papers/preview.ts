import { PREVIEW_LIST_TITLES, previewChunks } from '../../actions/policies/export-preview.ts';
import type { PreviewList } from '../../actions/policies/preview-listing.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import { PREVIEW_COLUMNS } from '../preview-columns.ts';
import type { As, Desk } from './desk.ts';

type PreviewPaper = As & { readonly id: string; readonly list: PreviewList };

/** A whole list of a preview (试算), worst first. */
export const previewPaper = ({ reader }: Desk, { id, list, ...as }: PreviewPaper) =>
  tableBytes({ ...as, title: PREVIEW_LIST_TITLES[list], columns: PREVIEW_COLUMNS }, previewChunks(reader, id, list));
