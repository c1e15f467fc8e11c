import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import { Failure, type FieldError } from '../domain/failure.ts';
import type { Cursor, PageRequest } from '../store/page.ts';
import type { Request } from './route.ts';

/** Makes and reads the opaque cursors of lists. A cursor only goes on with the list and filters it was made for. */
export type Cursors = {
  seal(list: string, cursor: Cursor): string;
  /** Undefined where the text is not a cursor of this list. */
  open(list: string, text: string): Cursor | undefined;
};

export function makeCursors(secret: Buffer): Cursors {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'list cursors', 32));
  const macOf = (list: string, payload: string) =>
    createHmac('sha256', key).update(`${list}\n${payload}`).digest().subarray(0, 12);
  return {
    seal: (list, { id, at }) => {
      const payload = JSON.stringify(at === undefined ? [id] : [id, at]);
      return Buffer.concat([macOf(list, payload), Buffer.from(payload)]).toString('base64url');
    },
    open: (list, text) => {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= 12 || bytes.toString('base64url') !== text) return undefined;
      const payload = bytes.subarray(12).toString('utf8');
      if (!timingSafeEqual(bytes.subarray(0, 12), macOf(list, payload))) return undefined;
      const [id, at] = JSON.parse(payload) as [string, number?];
      return at === undefined ? { id } : { id, at };
    },
  };
}

type PageInput = { readonly limit: number; readonly cursor?: string | undefined };

/**
 * One page of a list. `input` is the route's query or search body (`pageQuery`, `pageBody`): all of it but `limit` and
 * `cursor` counts as the filters. `fetch` gives rows newest first; `keyOf` tells where a row stands (`at` in lists by
 * time). A cursor of another list or of other filters is a 400.
 */
export async function page<Row>(
  req: Pick<Request, 'env' | 'operation' | 'query'>,
  input: PageInput,
  fetch: (request: PageRequest) => Promise<Row[]>,
  keyOf: (row: Row) => Cursor,
): Promise<{ readonly rows: Row[]; readonly next?: string }> {
  return pageUpTo(req, input, async ({ limit, ...on }) => {
    const rows = await fetch({ limit: limit + 1, ...on });
    const last = rows[limit - 1];
    return rows.length > limit && last !== undefined ? { rows: rows.slice(0, limit), reached: keyOf(last) } : { rows };
  });
}

/** The same where a page may end before it is full: `fetch` gives at most `limit` rows and how far it came, unless it came to the end. */
export async function pageUpTo<Row>(
  req: Pick<Request, 'env' | 'operation' | 'query'>,
  input: PageInput,
  fetch: (request: PageRequest) => Promise<{ readonly rows: Row[]; readonly reached?: Cursor }>,
): Promise<{ readonly rows: Row[]; readonly next?: string }> {
  const { limit, cursor, ...filters } = input;
  const list = `${req.operation} ${canonicalJson(filters)}`;
  const after = cursor === undefined ? undefined : req.env.cursors.open(list, cursor);
  if (cursor !== undefined && after === undefined) throw wrongCursor(input === req.query ? 'query' : 'body');
  const { rows, reached } = await fetch({ limit, ...(after ? { after } : {}) });
  return reached === undefined ? { rows } : { rows, next: req.env.cursors.seal(list, reached) };
}

function wrongCursor(place: NonNullable<FieldError['in']>): Failure {
  const detail = {
    en: 'This is not a cursor of this list with these filters. Start again without it.',
    zh: '该游标不属于此列表或其筛选条件，请去掉游标重新查询。',
  };
  return new Failure('invalid-request', detail, { errors: [{ pointer: '#/cursor', detail, in: place }] });
}
