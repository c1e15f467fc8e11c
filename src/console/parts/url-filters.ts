import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';

/**
 * Filters that stand in the page's address, so that a view can be linked, saved and gone back to. Only the names given are
 * read; an empty value is none. `set` changes some and keeps the others, and what the page was given beside its address.
 */
export function useUrlFilters<Name extends string>(
  names: readonly Name[],
): readonly [Partial<Record<Name, string>>, (change: Partial<Record<Name, string | undefined>>) => void] {
  const [params, setParams] = useSearchParams();
  const state: unknown = useLocation().state;
  const text = params.toString();
  const filters = useMemo(() => {
    const asked = new URLSearchParams(text);
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = asked.get(name);
      if (value) found[name] = value;
    }
    return found;
    // Names are written out at the place of use and never change.
  }, [text, names]);
  const set = (change: Partial<Record<Name, string | undefined>>) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries<string | undefined>(change as Record<string, string | undefined>)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { state },
    );
  return [filters, set];
}
