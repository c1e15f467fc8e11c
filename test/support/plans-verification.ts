import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, newLorry, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

export function verificationPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const vehicles = {
    rows: held.vehicle,
    seenBy: () => 'vehicle.read' as const,
    // Each is verified or turned down but once.
    fresh: async (row: Row): Promise<Row> => {
      const { id } = await must('enterprise', 'POST', '/vehicles', newLorry('declared'));
      return { ...row, id };
    },
  };
  return {
    listVerificationQueue: { request: () => ({}) },
    verifyVehicle: { ...vehicles, request: ({ id }) => ({ params: { id }, body: { stageBasis: 'vehicle_list' } }) },
    refuseVehicle: {
      ...vehicles,
      request: ({ id }) => ({ params: { id }, body: { reason: `清单不清晰 ${freshNumber()}` } }),
    },
  };
}
