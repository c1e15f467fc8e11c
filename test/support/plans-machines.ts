import type { Cast, Character, Made, Name } from './cast.ts';
import { type Holdings, newMachine, type Row } from './holdings.ts';
import { creditCodeOf } from './holdings-sites.ts';
import type { Plan } from './plans.ts';

const SIDES = ['contractor', 'another contractor'] as const satisfies readonly Name[];
const reason = { reason: '经核实' };

/** How valid requests about what becomes of machines are made. */
export function machinePlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must, people } = cast;
  const byId = ({ id }: Row) => ({ params: { id } });
  const withBody = (body: unknown) => (row: Row) => ({ ...byId(row), body });
  const machines = { rows: held.machine, seenBy: () => 'machine.read' as const };
  const put =
    (status: 'active' | 'sold') =>
    async (row: Row): Promise<Row> => {
      const now = await must<{ status: string }>('admin', 'GET', `/machines/${row.id}`);
      if (now.status !== 'active') await must('admin', 'POST', `/machines/${row.id}/reactivate`, reason);
      if (status === 'sold') await must('admin', 'POST', `/machines/${row.id}/sold`, {});
      return row;
    };
  return {
    verifyMachine: { ...machines, request: withBody({ emissionStage: '3', basis: 'inspection' }) },
    noteRetrofit: {
      ...machines,
      request: withBody({ what: '加装颗粒捕集器', retrofittedOn: '2024-01-10', workshop: '维修厂' }),
    },
    listRetrofits: { rows: held.machine, request: byId },
    noteMachineSold: { ...machines, fresh: put('active'), request: withBody({}) },
    noteMachineScrapped: { ...machines, fresh: put('active'), request: withBody({}) },
    noteMachineMovedOut: { ...machines, fresh: put('active'), request: withBody({}) },
    reactivateMachine: { ...machines, fresh: put('sold'), request: withBody(reason) },
    offerMachine: {
      ...machines,
      fresh: async (row) => ({ ...row, id: (await must(row.by, 'POST', '/machines', newMachine())).id }),
      request: async (row) => {
        const creditCode = await creditCodeOf(cast, otherThan(row.owners.organisations?.[0]));
        return { ...byId(row), body: { creditCode, grounds: 'sale' } };
      },
    },
    ...claimPlans(cast, held),
    ...arrivalPlans(cast, held),
  };

  function otherThan(organisationId: string | undefined): Name {
    return SIDES.find((name) => people[name].organisationId !== organisationId) ?? 'contractor';
  }
}

/** A case's `by` is its claimant, its `parent` the organisation that holds the machine. */
function claimPlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must, people } = cast;
  const holderOf = ({ by }: Row): Name => SIDES.find((name) => name !== by) ?? 'contractor';
  const isHolder = ({ organisationId }: Character, { parent }: Row) => organisationId === parent;
  const claimed = async (row: Row): Promise<Row> => {
    const { id: machineId } = await must<Made>(holderOf(row), 'POST', '/machines', newMachine());
    const { id } = await must<Made>(row.by, 'POST', '/machine-claims', { machineId, grounds: 'sale' });
    return { ...row, id };
  };
  const contested = async (row: Row): Promise<Row> => {
    const claim = await claimed(row);
    await must(holderOf(row), 'POST', `/machine-claims/${claim.id}/contest`, reason);
    return claim;
  };
  const offered = async (row: Row): Promise<Row> => {
    const holder = holderOf(row);
    const { id: machineId } = await must<Made>(holder, 'POST', '/machines', newMachine());
    const body = { creditCode: await creditCodeOf(cast, row.by), grounds: 'sale' };
    return { ...row, id: (await must<Made>(holder, 'POST', `/machines/${machineId}/transfers`, body)).id };
  };
  const claims = { rows: held['machine claim'], seenBy: () => 'machine-claim.read' as const };
  // Those in which it is the contractor's turn come first.
  const ofKind = (kind: string, by?: 'holder' | 'claimant') => {
    const first = by === 'holder' ? 'another contractor' : 'contractor';
    const rows = claims.rows.filter(({ text }) => text === kind);
    return { ...claims, rows: [...rows.filter((row) => row.by === first), ...rows.filter((row) => row.by !== first)] };
  };
  const step = (fresh: (row: Row) => Promise<Row>, by?: 'holder' | 'claimant'): Plan => ({
    ...ofKind(fresh === offered ? 'offer' : 'claim', by),
    fresh,
    ...(by ? { butNot: (who: Character, row: Row) => isHolder(who, row) !== (by === 'holder') } : {}),
    request: ({ id }) => ({ params: { id }, body: reason }),
  });
  return {
    claimMachine: {
      request: async (_row, who) => {
        const holder = SIDES.find((name) => people[name].organisationId !== who.organisationId) ?? 'contractor';
        const { id: machineId } = await must<Made>(holder, 'POST', '/machines', newMachine());
        return { body: { machineId, grounds: 'sale', statement: '已购买' } };
      },
    },
    listMachineClaims: { request: () => ({}) },
    getMachineClaim: { ...claims, request: ({ id }) => ({ params: { id } }) },
    agreeToMachineClaim: step(claimed, 'holder'),
    contestMachineClaim: step(claimed, 'holder'),
    declineMachineOffer: step(offered, 'claimant'),
    withdrawMachineClaim: step(claimed, 'claimant'),
    grantMachineClaim: step(contested),
    refuseMachineClaim: step(contested),
  };
}

function arrivalPlans({ must, people }: Cast, held: Holdings): Record<string, Plan> {
  const passages = { rows: held.passage, seenBy: () => 'passage.read' as const };
  const ofEnterprise = ({ owners }: Row): Name =>
    (['enterprise', 'another enterprise'] as const).find(
      (name) => people[name].organisationId === owners.organisations?.[0],
    ) ?? 'enterprise';
  const machine = async () => (await must<Made>('contractor', 'POST', '/machines', newMachine())).id;
  return {
    linkMachine: {
      ...passages,
      request: async ({ id }) => ({ params: { id }, body: { machineId: await machine() } }),
    },
    unlinkMachine: {
      ...passages,
      fresh: async (row) => {
        const machineId = await machine();
        await must(ofEnterprise(row), 'POST', `/passages/${row.id}/machines`, { machineId });
        return { ...row, machineId };
      },
      request: ({ id, machineId = id }) => ({ params: { id, machineId } }),
    },
    listMachineCandidates: { ...passages, request: ({ id }) => ({ params: { id } }) },
    listMachineArrivals: {
      rows: held.machine,
      seenBy: () => 'machine.read',
      request: ({ id }) => ({ params: { id } }),
    },
  };
}
