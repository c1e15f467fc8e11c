/** An exemption as far as time goes: [from, until), ms. */
export type Term = { readonly from: number; readonly until: number };

/** How exemptions stand to a time: whether they cover all of it, and until when the last of them holds that covers some. */
export function exemptDuring(
  terms: readonly Term[],
  { from, until }: Term,
): { readonly throughout: boolean; readonly until: number } | undefined {
  const some = terms.filter((term) => term.from < until && from < term.until).sort((a, b) => a.from - b.from);
  if (some.length === 0) return undefined;
  let covered = from;
  for (const term of some) if (term.from <= covered) covered = Math.max(covered, term.until);
  return { throughout: covered >= until, until: Math.max(...some.map((term) => term.until)) };
}
