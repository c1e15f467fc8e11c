import { conflict, invalid } from '../../domain/failure.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader } from '../../store/store.ts';
import type { TableImport } from '../imports/table-import.ts';
import { createOrganisation, type NewOrganisation } from '../registry/create-organisation.ts';
import { reaches } from '../registry/get-organisation.ts';
import { recordFacts } from './record-facts.ts';

export type EnterpriseOfTable = Omit<NewOrganisation, 'kind'> & {
  readonly facts: Omit<EnterpriseFacts, 'id'> | null;
};

/** Enterprises by the table (企业名单): each row opens an account where there is none, and adds facts from a day on. */
export const ENTERPRISE_IMPORT: TableImport<EnterpriseOfTable, 'created' | 'added' | 'unchanged'> = {
  kind: 'enterprise-import',
  outcomes: ['created', 'added', 'unchanged'],
  importRow: async (tx, actor, { facts, ...given }, { at }) => {
    const holder = await tx.organisations.findByCreditCode(given.creditCode);
    if (holder) refuseOther(actor, holder, given);
    const enterprise = holder ?? (await createOrganisation(tx, actor, { kind: 'enterprise', ...given }, at));
    const known = holder !== undefined && (facts === null || (await isOnRecord(tx, holder.id, facts)));
    if (facts && !known) await recordFacts(tx, actor, enterprise.id, facts, at);
    if (!holder) return 'created';
    return known ? 'unchanged' : 'added';
  },
};

/** An account that is there is not changed by a table. */
function refuseOther(actor: Actor, holder: OrganisationRow, given: Omit<NewOrganisation, 'kind'>): void {
  if (!reaches(actor, 'organisation.read', holder)) throw conflict(ELSEWHERE, '#/creditCode');
  if (holder.kind !== 'enterprise') throw invalid('#/creditCode', NO_ENTERPRISE);
  if (holder.name !== given.name) throw conflict(OTHER_NAME, '#/name');
  if (holder.countyCode !== given.countyCode) throw conflict(OTHER_COUNTY, '#/countyCode');
}

/** Whether the last that was said for that day is just this. */
async function isOnRecord(
  reader: Pick<Reader, 'enterpriseFacts'>,
  enterpriseId: string,
  facts: Omit<EnterpriseFacts, 'id'>,
): Promise<boolean> {
  const rows = await reader.enterpriseFacts.of(enterpriseId);
  const last = rows.findLast(({ validFrom }) => validFrom === facts.validFrom);
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return last !== undefined && names.every((name) => last[name] === facts[name]);
}

const ELSEWHERE = {
  en: 'There is an organisation with this credit code already.',
  zh: '该统一社会信用代码已登记。',
};
const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
const OTHER_NAME = {
  en: 'The organisation with this credit code has another name.',
  zh: '该统一社会信用代码对应的单位名称不同。',
};
const OTHER_COUNTY = {
  en: 'The organisation with this credit code is of another county.',
  zh: '该统一社会信用代码对应的单位属于其他县区。',
};
