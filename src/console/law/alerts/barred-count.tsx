import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';

const W = { unverified: w('待核实', 'unverified') };

/** What is barred out of all, and what nobody can tell. */
export function BarredCount({ count }: { readonly count: Schema<'BarredCount'> }) {
  const t = useT();
  return (
    <span className="numbers">
      <strong>{count.barred}</strong> / {count.total}
      {count.unverified > 0 && `（${t(W.unverified)} ${count.unverified}）`}
    </span>
  );
}
