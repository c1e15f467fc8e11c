import { freshNumber, type Holdings, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';
import { freshPlate } from './world.ts';

export function platePlans(held: Holdings): Record<string, Plan> {
  const passages = { rows: held.passage, seenBy: () => 'passage.read' as const };
  const byId = ({ id }: Row) => ({ params: { id } });
  const seen = ({ id }: Row) => ({
    params: { id },
    body: { plate: freshPlate(), plateColour: 'yellow', reason: `照片 ${freshNumber()}` },
  });
  return {
    listDoubtfulPassages: { request: () => ({}) },
    getPlateCandidates: { ...passages, request: byId },
    correctPlate: { ...passages, request: seen },
    proposePlate: { ...passages, request: seen },
    listPlateCorrections: { ...passages, request: byId },
    getPlateCorrection: {
      rows: held['plate correction'],
      seenBy: () => 'passage.read',
      request: ({ id: correctionId, parent: id = '' }) => ({ params: { id, correctionId } }),
    },
  };
}
