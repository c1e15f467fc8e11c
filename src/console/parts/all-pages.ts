/** Lists of places are short beside all else; more than so many pages of them are not read into a choice. */
const MOST_PAGES = 10;

/** All rows of a list that one chooses from; `page` asks for the page that follows a cursor. */
export async function allPages<T>(
  page: (more: { readonly limit: string; readonly cursor?: string }) => Promise<{
    readonly items: readonly T[];
    readonly next?: string | undefined;
  }>,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { items, next } = await page({ limit: '200', ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return rows;
}
