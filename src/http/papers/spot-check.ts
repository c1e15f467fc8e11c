import type { ProtocolLine } from '../../actions/spot-checks/protocol.ts';
import { ITEM_KIND_NAMES } from '../../domain/spot-checks/item.ts';
import type { Column } from '../../exports/table.ts';
import { inOneChunk, tableBytes } from '../../exports/table-bytes.ts';
import type { Desk } from './desk.ts';

const column = (zh: string, en: string, width: number, cell: Column<ProtocolLine>['cell']): Column<ProtocolLine> => ({
  heading: { zh, en },
  width,
  cell,
});
const COLUMNS = [
  column('序号', 'No.', 8, ({ position }) => position),
  column('类别', 'Kind', 18, ({ kind }, language) => ITEM_KIND_NAMES[kind][language]),
  column('对象', 'Subject', 30, ({ subject }) => subject),
  column('情况', 'Found', 50, ({ found }) => found),
  column('结论', 'Verdict', 12, ({ verdict }) => verdict),
  column('说明', 'Remark', 40, ({ remark }) => remark),
];

/** The protocol of a spot check (抽查记录) as a sheet in Chinese. */
export const spotCheckPaper = (_desk: Desk, { lines }: { readonly lines: readonly ProtocolLine[] }) =>
  tableBytes(
    { format: 'xlsx', language: 'zh', title: { zh: '抽查记录', en: 'Spot check' }, columns: COLUMNS },
    inOneChunk(lines),
  );
