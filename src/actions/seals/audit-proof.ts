import type { AuditRow } from '../../store/audit.ts';
import type { SealRow } from '../../store/seals.ts';
import type { Reader } from '../../store/store.ts';
import { unpackLeaves } from './leaves.ts';
import { merkleProof, type ProofStep } from './merkle.ts';
import { STREAMS } from './streams.ts';

/** The seal over an audit row, and with which neighbours its digest gives the root; undefined while it is not sealed. */
export async function proofOf(
  reader: Reader,
  { id }: Pick<AuditRow, 'id'>,
): Promise<{ readonly seal: SealRow; readonly proof: readonly ProofStep[] } | undefined> {
  const seal = await reader.seals.covering('audit', id);
  if (!seal) return undefined;
  const packed = await reader.seals.leaves(seal.id);
  const leaves = packed ? unpackLeaves(packed) : await leavesNow(reader, seal);
  const index = leaves.findIndex((leaf) => leaf.id === id);
  return index === -1
    ? undefined
    : {
        seal,
        proof: merkleProof(
          leaves.map(({ digest }) => digest),
          index,
        ),
      };
}

/** Of a seal that is older than the keeping of its list. */
function leavesNow(reader: Reader, { firstId, lastId, count }: SealRow) {
  return STREAMS.audit.read(reader, { from: firstId, upTo: lastId }, count);
}
