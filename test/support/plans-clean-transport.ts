import { freshNumber, type Holdings, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

const tonnes = { month: '2024-02', mode: 'rail', direction: 'in', tonnes: 120.5 };

/** How valid requests about clean transport are made. */
export function cleanTransportPlans(held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const records = { rows: held['clean transport'], seenBy: () => 'clean-transport.read' as const };
  const byId = ({ id }: Row) => ({ params: { id } });
  return {
    recordCleanTransport: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id: enterpriseId }) => ({ body: { enterpriseId, ...tonnes, cargo: `煤 ${freshNumber()}` } }),
    },
    listCleanTransport: { request: () => ({}) },
    getCleanTransport: { ...records, request: byId },
    correctCleanTransport: { ...records, request: (row) => ({ ...byId(row), body: { tonnes: freshNumber() } }) },
    getTransportShare: {
      rows: enterprises,
      seenBy: () => 'facts.read',
      request: ({ id: organisationId }) => ({ params: { organisationId }, query: { month: '2024-02' } }),
    },
  };
}
