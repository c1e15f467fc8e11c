import { conflict } from '../../domain/failure.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Writer } from '../../store/store.ts';

/**
 * Puts the people, machines and running cases about machines of an organisation under another county. Conflict for an enterprise of which something is
 * kept under the county where its plant lies: that record would fall apart.
 */
export async function moveOrganisation(tx: Writer, known: OrganisationRow, to: string): Promise<void> {
  const { id, kind, countyCode: from } = known;
  if (kind === 'enterprise' && (await tx.organisationMoves.isRooted(id))) throw conflict(ROOTED, '#/countyCode');
  await tx.users.moveOf(id, to);
  await tx.organisationMoves.moveClaims({ organisationId: id, to });
  await tx.organisationMoves.moveMachines({ organisationId: id, from, to });
}

const ROOTED = {
  en: 'Gates, facts or ledgers of this enterprise are kept in its county, where its plant lies; it cannot be moved.',
  zh: '该企业的门禁、生产事实或台账按厂区所在县区管理，不能变更县区。',
};
