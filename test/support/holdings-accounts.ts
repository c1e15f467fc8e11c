import { type Cast, type Character, type Made, SIDES } from './cast.ts';
import type { Noun, Row } from './holdings.ts';
import { freshCreditCode, PASSWORD } from './world.ts';

type Keep = (noun: Noun, row: Row) => Row;
export type Signed = Made & { readonly secret: string };

let serial = 0;
export const freshUsername = (): string => {
  serial += 1;
  return `applicant-${serial}`;
};

export const newApplication = (countyCode: string, more: object = {}) => ({
  ...{ creditCode: freshCreditCode(), name: '施工单位', countyCode, contact: { name: '张工', phone: '13835300001' } },
  ...{ username: freshUsername(), password: PASSWORD, ...more },
});

/** On each side a sign-up that waits, and an invitation of each organisation. */
export async function keepAccounts({ must, people }: Cast, keep: Keep): Promise<void> {
  for (const { contractor, enterprise, countyCode } of SIDES) {
    const waiting = await must<Signed>('nobody', 'POST', '/sign-ups', newApplication(countyCode));
    keep('sign-up', { id: waiting.id, owners: { counties: [countyCode] }, by: 'nobody', text: waiting.secret });
    for (const name of [contractor, enterprise] as const) {
      const { organisationId = '' }: Character = people[name];
      const invited = await must<Signed>(name, 'POST', `/organisations/${organisationId}/invitations`, {});
      const owners = { counties: [countyCode], organisations: [organisationId] };
      keep('invitation', { id: invited.id, owners, by: name, text: invited.secret });
    }
  }
}
