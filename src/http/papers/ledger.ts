import { type LedgerName, plantChunks, transportChunks } from '../../actions/ledgers/read-ledger.ts';
import type { Message } from '../../domain/failure.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import type { LedgerFilter } from '../../store/ledgers.ts';
import { IN_PLANT_COLUMNS, MACHINERY_COLUMNS, TRANSPORT_COLUMNS } from '../ledger-columns.ts';
import type { As, Desk } from './desk.ts';

const TITLES: Readonly<Record<LedgerName, Message>> = {
  transport: { zh: '运输车辆进出厂台账', en: 'Transport vehicles' },
  'in-plant-vehicles': { zh: '厂内车辆台账', en: 'In-plant vehicles' },
  machinery: { zh: '非道路移动机械台账', en: 'Machinery' },
};

export type LedgerPaper = As & {
  readonly ledger: LedgerName;
  readonly scope: Scope;
  readonly filter: LedgerFilter;
  readonly now: number;
};

/** A whole ledger (台账), oldest first. */
export function ledgerPaper({ reader, policies }: Desk, { ledger, scope, filter, now, ...as }: LedgerPaper) {
  const table = { ...as, title: TITLES[ledger] };
  if (ledger === 'transport') {
    const chunks = transportChunks(reader, { policies, scope, now }, filter);
    return tableBytes({ ...table, columns: TRANSPORT_COLUMNS }, chunks);
  }
  const columns = ledger === 'machinery' ? MACHINERY_COLUMNS : IN_PLANT_COLUMNS;
  return tableBytes({ ...table, columns }, plantChunks(reader, scope, ledger, filter));
}
