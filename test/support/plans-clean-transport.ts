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
    getCleanTransportTemplate: { request: () => ({ query: { format: 'csv' } }) },
    importCleanTransport: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id: enterpriseId }) => ({
        fields: {},
        file: Buffer.from(`月份,运输方式,方向,货物名称,运量（吨）\n2024-02,铁路,运入,煤 ${freshNumber()},120.5`),
        query: { enterpriseId },
      }),
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
