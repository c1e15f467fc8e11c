import type { Action } from '../../src/domain/identity/permissions.ts';
import type { Cast } from './cast.ts';
import { type Holdings, newEquipment, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** How valid requests about ledgers, what they are made of, and how long it is kept are made. */
export function ledgerPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const byId = ({ id }: Row) => ({ params: { id } });
  const plain: Plan = { request: () => ({}) };
  const equipment = { rows: held['plant equipment'], seenBy: () => 'plant-equipment.read' as const };
  const holds = { rows: held['legal hold'], seenBy: () => 'hold.read' as const };
  const bySubject = ({ seenBy }: Row): Action => seenBy ?? 'evidence.read';
  const newHold = (enterpriseId: string) => ({
    enterpriseId,
    from: '2020-02-01',
    to: '2020-02-29',
    reason: '案件调查',
  });
  // The path names a kind of ledger, not a row of anyone's, so the role settles it in the handler.
  const none: NonNullable<Plan['butNot']> = ({ role }) => role === 'contractor' || role === 'gate';
  const files = { butNot: none };
  return {
    getEvidenceThumbnail: { seenBy: bySubject, doneBy: bySubject, rows: held.evidence, request: byId },
    addPlantEquipment: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id: enterpriseId }) => ({ body: { enterpriseId, ...newEquipment()[0] } }),
    },
    listPlantEquipment: plain,
    getPlantEquipment: { ...equipment, request: byId },
    changePlantEquipment: { ...equipment, request: (row) => ({ ...byId(row), body: { ownerName: '某公司' } }) },
    readTransportLedger: plain,
    readInPlantLedger: plain,
    readMachineryLedger: plain,
    exportLedger: { ...files, request: () => ({ params: { kind: 'transport' }, query: { format: 'csv' } }) },
    exportLedgerPhotos: { ...files, request: () => ({ params: { kind: 'transport' } }) },
    placeLegalHold: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id: enterpriseId }) => ({ body: newHold(enterpriseId) }),
    },
    listLegalHolds: plain,
    getLegalHold: { ...holds, request: byId },
    releaseLegalHold: {
      ...holds,
      fresh: async (row) => {
        const [county] = row.owners.counties ?? [];
        const enterprise = enterprises.find(({ owners }) => owners.counties?.includes(county ?? ''));
        return { ...row, id: (await must('admin', 'POST', '/legal-holds', newHold(enterprise?.id ?? ''))).id };
      },
      request: (row) => ({ ...byId(row), body: {} }),
    },
    getRetention: plain,
  };
}
