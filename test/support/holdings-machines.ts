import type { Cast, Made, Name } from './cast.ts';
import { AWAY, HOME } from './cast.ts';
import { type Noun, newMachine, type Row } from './holdings.ts';

type Keep = (noun: Noun, row: Row) => Row;

/** Each claims a machine of the other's; both, and the officers of both counties, see both cases. */
export async function keepClaims({ must, people }: Cast, keep: Keep): Promise<void> {
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
    keep('machine claim', { id: claim.id, ...ofClaim, by: claimant, parent: theirs });
  }
}
