import { useT, w } from '../session/language.ts';

const W = { to: w('至', 'to') };

/** A stretch of legal days, both included. */
export function Days({ from, to }: { readonly from: string; readonly to: string }) {
  const t = useT();
  return (
    <span className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {from} {t(W.to)} {to}
    </span>
  );
}
