import type { Cast, Made, Name } from './cast.ts';
import { AWAY, HOME } from './cast.ts';
import { type Noun, newMachine, type Row } from './holdings.ts';
import { creditCodeOf } from './holdings-sites.ts';

type Keep = (noun: Noun, row: Row) => Row;

/** Each claims a machine of the other's and is offered one: `by` is who is to have it. Both, and the officers of both counties, see all. */
export async function keepClaims(cast: Cast, keep: Keep): Promise<void> {
  const { must, people } = cast;
  const sides = ['contractor', 'another contractor'] as const satisfies readonly Name[];
  const counties = [HOME, AWAY];
  for (const [index, claimant] of sides.entries()) {
    const holder: Name = sides[1 - index] ?? 'contractor';
    const [mine = '', theirs = ''] = [people[claimant].organisationId, people[holder].organisationId];
    const told = newMachine();
    const machine = await must<Made>(holder, 'POST', '/machines', told);
    const owners = { counties: counties.slice(1 - index, 2 - index), organisations: [theirs] };
    keep('machine', { id: machine.id, owners, by: holder, text: told.environmentalCode });
    const claim = await must<Made>(claimant, 'POST', '/machine-claims', { machineId: machine.id, grounds: 'sale' });
    const ofClaim = { owners: { counties, organisations: [mine, theirs] }, machineId: machine.id };
    keep('machine claim', { id: claim.id, ...ofClaim, by: claimant, parent: theirs, text: 'claim' });

    const offered = newMachine();
    const { id: machineId } = await must<Made>(holder, 'POST', '/machines', offered);
    keep('machine', { id: machineId, owners, by: holder, text: offered.environmentalCode });
    const body = { creditCode: await creditCodeOf(cast, claimant), grounds: 'sale' };
    const offer = await must<Made>(holder, 'POST', `/machines/${machineId}/transfers`, body);
    keep('machine claim', { id: offer.id, ...ofClaim, machineId, by: claimant, parent: theirs, text: 'offer' });
  }
}
