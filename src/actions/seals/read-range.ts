import type { IdRange } from '../../store/sealable.ts';
import type { Reader } from '../../store/store.ts';
import type { Read, ReadRows } from './streams.ts';

/** A row that cannot be read, such as one whose JSON was cut: the one known to stand at this id. */
export type Unreadable = { readonly upTo: string };

/** More than a seal can cover, so that inserted rows are seen as well. */
const AT_MOST = 10_000;

/**
 * The rows of a range. Where the text of one is no longer JSON nothing of the whole can be read, and it is sought between
 * the ids that are known to lie there.
 */
export async function readRange(
  reader: Reader,
  read: ReadRows,
  range: IdRange,
  knownIds: readonly string[],
): Promise<{ readonly rows: readonly Read[]; readonly unreadable: readonly Unreadable[] }> {
  const whole = await readable(() => read(reader, range, AT_MOST));
  if (whole) return { rows: whole, unreadable: [] };
  const rows: Read[] = [];
  const unreadable: Unreadable[] = [];
  let { after } = range;
  for (const upTo of knownIds) {
    const some = await readable(() => read(reader, { ...(after === undefined ? {} : { after }), upTo }, AT_MOST));
    if (some) rows.push(...some);
    else unreadable.push({ upTo });
    after = upTo;
  }
  if (unreadable.length === 0) unreadable.push({ upTo: `after ${after ?? 'the first'}` });
  return { rows, unreadable };
}

async function readable(read: () => Promise<Read[]>): Promise<Read[] | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
