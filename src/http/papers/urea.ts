import { refillChunks } from '../../actions/urea/export-refills.ts';
import { ureaFigures } from '../../actions/urea/figures.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import { inOneChunk, tableBytes } from '../../exports/table-bytes.ts';
import type { UreaRefillFilter } from '../../store/urea-refills.ts';
import { FIGURE_COLUMNS, REFILL_COLUMNS } from '../urea-columns.ts';
import type { As, Desk } from './desk.ts';

type RefillsPaper = As & { readonly scope: Scope; readonly filter: UreaRefillFilter };

/** Refills of urea, oldest first. */
export const refillsPaper = ({ reader }: Desk, { scope, filter, ...as }: RefillsPaper) =>
  tableBytes({ ...as, title: REFILLS, columns: REFILL_COLUMNS }, refillChunks(reader, scope, filter));

type FiguresPaper = As & { readonly enterpriseId: string; readonly month: string; readonly now: number };

/** A month's urea against what was hauled, by vehicle. */
export async function* ureaFiguresPaper({ reader, policies }: Desk, { format, language, ...asked }: FiguresPaper) {
  const { rows } = await ureaFigures(reader, policies, asked);
  yield* tableBytes({ format, language, title: FIGURES, columns: FIGURE_COLUMNS }, inOneChunk(rows));
}

const REFILLS = { zh: '车用尿素加注台账', en: 'Urea refills' };
const FIGURES = { zh: '车用尿素用量与运量对照表', en: 'Urea against tonnes hauled' };
