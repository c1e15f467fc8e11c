import { sha256 } from './digests.ts';

/** The root of no rows, and what the first seal of a chain follows. */
export const NOTHING = '0'.repeat(64);

export type ProofStep = { readonly side: 'left' | 'right'; readonly hash: string };

/** Leaves and inner nodes hash under different prefixes, so that neither can pass for the other. */
const leafOf = (digest: string): string => sha256(`leaf\n${digest}`);
const nodeOf = (left: string, right: string): string => sha256(`node\n${left}\n${right}`);

/** The Merkle root over digests in their order. One without a neighbour goes up as it is. */
export function merkleRoot(digests: readonly string[]): string {
  return levelsOf(digests).at(-1)?.[0] ?? NOTHING;
}

/** The neighbours, from the leaf up, with which the digest at `index` gives the root. */
export function merkleProof(digests: readonly string[], index: number): ProofStep[] {
  const proof: ProofStep[] = [];
  let place = index;
  for (const level of levelsOf(digests)) {
    const isLeft = place % 2 === 0;
    const hash = level[isLeft ? place + 1 : place - 1];
    if (hash !== undefined) proof.push({ side: isLeft ? 'right' : 'left', hash });
    place = Math.floor(place / 2);
  }
  return proof;
}

function levelsOf(digests: readonly string[]): string[][] {
  let level = digests.map(leafOf);
  const levels = [level];
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = '', right] = [level[index], level[index + 1]];
      next.push(right === undefined ? left : nodeOf(left, right));
    }
    level = next;
    levels.push(level);
  }
  return levels;
}
