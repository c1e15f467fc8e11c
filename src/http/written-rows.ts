import { LRUCache } from 'lru-cache';

/** What lists tell of rows, as JSON: each row is written out once and again when it has changed. */
export type WrittenRows = {
  /** The JSON array of these rows, in their order; `write` makes what is lacking, as JSON by id. `keys` change with what is told. */
  arrayOf(
    rows: readonly { readonly id: string; readonly key: string }[],
    write: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<Buffer>;
};

const MOST_BYTES = 32 * 1024 * 1024;
const COMMA = Buffer.from(',');

export function makeWrittenRows(): WrittenRows {
  const written = new LRUCache<string, Buffer>({
    maxSize: MOST_BYTES,
    sizeCalculation: (bytes, key) => bytes.length + key.length,
  });
  return {
    arrayOf: async (rows, write) => {
      const found = rows.map(({ key }) => written.get(key));
      const lacking = rows.flatMap(({ id }, index) => (found[index] ? [] : [id]));
      const made = lacking.length > 0 ? await write(lacking) : new Map<string, string>();
      const parts: Buffer[] = [];
      for (const [index, { id, key }] of rows.entries()) {
        const bytes = found[index] ?? bytesOf(made.get(id));
        // Gone between the two looks: it is not in the list any more.
        if (!bytes) continue;
        if (!found[index]) written.set(key, bytes);
        parts.push(parts.length === 0 ? OPEN : COMMA, bytes);
      }
      return parts.length === 0 ? EMPTY : Buffer.concat([...parts, CLOSE]);
    },
  };
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');
const EMPTY = Buffer.from('[]');

// A copy of its own: small ones would each hold a whole shared slab of memory.
const bytesOf = (json: string | undefined): Buffer | undefined =>
  json === undefined ? undefined : Buffer.from(new Uint8Array(Buffer.from(json)));
