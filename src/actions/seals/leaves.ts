/** A row as a seal covers it. */
export type Leaf = { readonly id: string; readonly digest: string };

const ID_BYTES = 16;
const DIGEST_BYTES = 32;
const LEAF_BYTES = ID_BYTES + DIGEST_BYTES;

/** 48 bytes a leaf: id, digest. */
export const packLeaves = (leaves: readonly Leaf[]): Buffer =>
  Buffer.concat(leaves.flatMap(({ id, digest }) => [packId(id), Buffer.from(digest, 'hex')]));

export function unpackLeaves(bytes: Buffer): Leaf[] {
  return partsOf(bytes, LEAF_BYTES).map((leaf) => ({
    id: unpackId(leaf.subarray(0, ID_BYTES)),
    digest: leaf.subarray(ID_BYTES).toString('hex'),
  }));
}

export const packIds = (ids: readonly string[]): Buffer => Buffer.concat(ids.map(packId));
export const unpackIds = (bytes: Buffer): string[] => partsOf(bytes, ID_BYTES).map(unpackId);

const partsOf = (bytes: Buffer, length: number): Buffer[] =>
  Array.from({ length: Math.floor(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );

const packId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function unpackId(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
