import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';
import { PASSWORD } from './world.ts';

const byId = ({ id }: Row) => ({ params: { id } });

export function tellingPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  return {
    listAudit: { request: () => ({}) },
    getAuditHead: { request: () => ({}) },
    getAuditRow: { rows: held['audit row'], request: byId },
    eraseUser: {
      rows: held.user.filter(({ by }) => /enterprise/.test(by)),
      seenBy: () => 'user.read',
      fresh: async (row) => {
        const of = { role: 'enterprise', organisationId: row.owners.organisations?.[0] };
        const username = `user-${freshNumber()}`;
        const { id } = await must('admin', 'POST', '/users', { username, password: PASSWORD, ...of });
        return { ...row, id };
      },
      request: byId,
    },
  };
}
