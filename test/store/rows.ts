import { uuidv7 } from 'uuidv7';
import type { OrganisationRow } from '../../src/store/organisations.ts';
import type { Store } from '../../src/store/store.ts';

let made = 0;

/** An organisation that differs from every other made here. */
export function organisation(given: Partial<OrganisationRow> = {}): OrganisationRow {
  made += 1;
  return {
    id: uuidv7(),
    kind: 'enterprise',
    name: '阳泉某某物流有限公司',
    creditCode: `code-${made}`,
    countyCode: '140302',
    ...{ contactName: null, contactPhone: null, address: null },
    createdAt: 1_764_000_000_123 + made,
    createdBy: 'test',
    ...given,
  };
}

/** How many organisations there are, from none to a thousand. */
export async function organisations({ read }: Pick<Store, 'read'>): Promise<number> {
  return (await read.organisations.page({ to: 'all' }, {}, { limit: 1000 })).length;
}
