import { createHash } from 'node:crypto';
import type { Keys } from '../files/keys.ts';
import type { AuditSealRow } from '../store/audit-seals.ts';
import type { Reader, Writer } from '../store/store.ts';

/** Rows in one seal at most. */
const RANGE = 5_000;
/** Ids are made before their transaction commits; rows younger than this may still get older neighbours. */
const SETTLED_MS = 60_000;
const NO_SEAL = '0'.repeat(64);

/**
 * Seals the next range of audit rows: the Merkle root over their digests, chained to the seal before and signed. Gives
 * how many rows it sealed; 0 where none has settled yet.
 */
export async function sealAudit(tx: Writer, keys: Keys, at: { now: number; newId: () => string }): Promise<number> {
  const last = await tx.auditSeals.last();
  const range = { ...(last ? { after: last.lastId } : {}), before: at.now - SETTLED_MS };
  const rows = await tx.audit.digests(range, RANGE);
  const [first] = rows;
  const end = rows.at(-1);
  if (!first || !end) return 0;
  const root = merkleRoot(rows.map(({ digest }) => digest));
  const previous = last?.seal ?? NO_SEAL;
  const seal = sealOf({ firstId: first.id, lastId: end.id, count: rows.length, root, previous });
  await tx.auditSeals.insert({
    id: at.newId(),
    firstId: first.id,
    lastId: end.id,
    count: rows.length,
    root,
    previous,
    seal,
    signature: keys.current.sign(Buffer.from(seal, 'hex')).toString('base64'),
    keyId: keys.current.id,
    sealedAt: at.now,
  });
  return rows.length;
}

/** What is wrong with the chain of seals or the rows under it; empty where all holds. */
export async function verifyAuditSeals(reader: Reader, keys: Keys): Promise<string[]> {
  const faults: string[] = [];
  let previous = NO_SEAL;
  let after: string | undefined;
  for (const row of await reader.auditSeals.all()) {
    const range = { ...(after ? { after } : {}), upTo: row.lastId };
    const digests = (await reader.audit.digests(range, row.count + 1)).map(({ digest }) => digest);
    if (digests.length !== row.count)
      faults.push(`seal ${row.id}: ${digests.length} rows where it sealed ${row.count}`);
    else if (merkleRoot(digests) !== row.root) faults.push(`seal ${row.id}: a row was altered`);
    if (row.previous !== previous || sealOf(row) !== row.seal) faults.push(`seal ${row.id}: the chain is broken`);
    if (!keys.verify(row.keyId, Buffer.from(row.seal, 'hex'), Buffer.from(row.signature, 'base64')))
      faults.push(`seal ${row.id}: the signature does not hold`);
    previous = row.seal;
    after = row.lastId;
  }
  return faults;
}

function sealOf(row: Pick<AuditSealRow, 'firstId' | 'lastId' | 'count' | 'root' | 'previous'>): string {
  return sha256(['seal', row.firstId, row.lastId, String(row.count), row.root, row.previous].join('\n'));
}

/** Leaves and inner nodes hash under different prefixes, so that neither can pass for the other. */
function merkleRoot(digests: readonly string[]): string {
  let level = digests.map((digest) => sha256(`leaf\n${digest}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] ?? '';
      const right = level[index + 1];
      next.push(right === undefined ? left : sha256(`node\n${left}\n${right}`));
    }
    level = next;
  }
  return level[0] ?? NO_SEAL;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
