import type { Holdings, Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** How valid requests about what gates counted, and how they are heard, are made. */
export function connectivityPlans(held: Holdings): Record<string, Plan> {
  const gates = { rows: held.gate, seenBy: () => 'gate.read' as const };
  return {
    declareGateCounts: {
      ...gates,
      request: ({ id }) => ({ params: { id }, body: { day: '2024-03-03', passages: 0 } }),
    },
    listGateCounts: { ...gates, request: ({ id }) => ({ params: { id } }) },
    getGateCounts: {
      rows: held['gate counts'],
      seenBy: () => 'gate.read',
      doneBy: () => 'gate.read',
      request: ({ id: countsId, parent: id = '' }: Row) => ({ params: { id, countsId } }),
    },
    getGateList: { ...gates, request: ({ id }) => ({ params: { id } }) },
    listKeys: { request: () => ({}) },
    listConnectivity: { request: () => ({}) },
    sumConnectivity: { request: () => ({}) },
  };
}
