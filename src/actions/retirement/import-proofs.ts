import { conflict } from '../../domain/failure.ts';
import type { TableImport } from '../imports/table-import.ts';
import { type NewProof, recordProof, vehicleOfPlate, verifyProof } from './proofs.ts';

export type ProofOfTable = Omit<NewProof, 'vehicleId'> & {
  readonly plate: string;
  readonly plateColour: string;
  /** That whoever imports saw the entry in the system of recyclers or police. */
  readonly seenOnPlatform: boolean;
};

/** Proofs of retirement by the table (淘汰证明清单): recorded, and verified where the officer saw the entry itself. */
export const PROOF_IMPORT: TableImport<ProofOfTable, 'recorded' | 'verified' | 'unchanged'> = {
  kind: 'retirement-proof-import',
  outcomes: ['recorded', 'verified', 'unchanged'],
  importRow: async (tx, actor, { plate, plateColour, seenOnPlatform, ...proof }, context) => {
    const vehicleId = await vehicleOfPlate(tx, actor, { plate, plateColour });
    const [standing] = await tx.retirementProofs.standing([vehicleId]);
    const same = standing && SAME.every((name) => standing[name] === proof[name]);
    if (standing && !same) throw conflict(OTHER, '#/certificateNumber');
    const row = standing ?? (await recordProof(tx, actor, { vehicleId, ...proof }, context));
    if (!seenOnPlatform || row.status === 'verified') return standing ? 'unchanged' : 'recorded';
    await verifyProof(tx, actor, row.id, 'platform', context);
    return 'verified';
  },
};

const SAME = ['kind', 'certificateNumber', 'retiredOn'] as const;
const OTHER = {
  en: 'Another proof is on record for this vehicle.',
  zh: '该车辆已有不同的淘汰证明记录。',
};
