import { leaveDeadLetter, newDevice } from './cameras.ts';
import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** Cameras at the gates of either side, and what they said that nobody understood. */
export function cameraPlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const devices = { rows: held.device, seenBy: () => 'device.read' as const };
  const letters = { rows: held['dead letter'], seenBy: () => 'dead-letter.read' as const };
  const byId = ({ id }: Row) => ({ params: { id } });
  const act = ({ id }: Row) => ({ params: { id }, body: {} });
  const plain: Plan = { request: () => ({}) };
  const fresh = async (row: Row): Promise<Row> => ({
    ...row,
    id: await leaveDeadLetter(cast.service, row.parent ?? ''),
  });
  return {
    registerDevice: {
      rows: held.gate,
      seenBy: () => 'gate.read',
      request: ({ id }) => ({ params: { id }, body: newDevice() }),
    },
    listDevices: plain,
    getDevice: { ...devices, request: byId },
    updateDevice: { ...devices, request: ({ id }) => ({ params: { id }, body: { name: `相机 ${freshNumber()}` } }) },
    revokeDevice: { ...devices, request: byId },
    listDeadLetters: plain,
    getDeadLetter: { ...letters, request: byId },
    getDeadLetterContent: { ...letters, request: byId },
    replayDeadLetter: { ...letters, fresh, request: act },
    dismissDeadLetter: { ...letters, fresh, request: act },
  };
}
