import type { Holdings, Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** Each passage of the holdings stands alone, and so begins a visit. */
export function visitPlans(held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  return {
    listVisits: { request: () => ({}) },
    getVisit: { rows: held.passage, request: ({ id }: Row) => ({ params: { id } }) },
    listInside: { rows: enterprises, request: ({ id: organisationId }) => ({ params: { organisationId } }) },
  };
}
