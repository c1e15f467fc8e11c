import { LRUCache } from 'lru-cache';

/** What lists tell of rows, as JSON: each row is written out once and again when it has changed. */
export type WrittenRows = {
  /**
   * The JSON array of these rows, in their order; `write` makes what is lacking, as JSON by id. What is told of a row changes
   * with `told`, which is of few values, with its instant and with the name in it.
   */
  arrayOf(
    told: string,
    rows: readonly Told[],
    write: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<Buffer>;
};

type Told = { readonly id: string; readonly changedAt: number; readonly organisationName: string | null };
/** Beside its key, so that a long name need not be read through for each row of each answer. */
type Written = Omit<Told, 'id'> & { readonly bytes: Buffer };

const MOST_BYTES = 32 * 1024 * 1024;
const COMMA = Buffer.from(',');

export function makeWrittenRows(): WrittenRows {
  const written = new LRUCache<string, Written>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }, key) => bytes.length + key.length,
  });
  return {
    arrayOf: async (told, rows, write) => {
      const keyOf = ({ id }: Told) => `${told} ${id}`;
      const found = rows.map((row) => {
        const known = written.get(keyOf(row));
        const isSame = known?.changedAt === row.changedAt && known.organisationName === row.organisationName;
        return isSame ? known.bytes : undefined;
      });
      const lacking = rows.flatMap(({ id }, index) => (found[index] ? [] : [id]));
      const made = lacking.length > 0 ? await write(lacking) : new Map<string, string>();
      const parts: Buffer[] = [];
      for (const [index, row] of rows.entries()) {
        const bytes = found[index] ?? bytesOf(made.get(row.id));
        // Gone between the two looks: it is not in the list any more.
        if (!bytes) continue;
        const { changedAt, organisationName } = row;
        if (!found[index]) written.set(keyOf(row), { changedAt, organisationName, bytes });
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
