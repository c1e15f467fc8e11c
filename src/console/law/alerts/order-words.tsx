import type { OrderTerms } from '../../../domain/alerts/order.ts';
import { useT, w } from '../../session/language.ts';
import { closedWords, restrictionWords } from './words.ts';

const W = {
  none: w('本令未设通行或作业限制', 'This order bars nothing'),
  barred: w('管控措施', 'What is barred'),
};

/** What an order bars, sentence by sentence. */
export function OrderWords({
  restrictions,
  closedHours,
  large = false,
}: Pick<OrderTerms, 'restrictions' | 'closedHours'> & { readonly large?: boolean }) {
  const t = useT();
  const lines = [...restrictions.map(restrictionWords), ...(closedHours.length > 0 ? [closedWords(closedHours)] : [])];
  if (lines.length === 0) return <p>{t(W.none)}</p>;
  return (
    <ol
      aria-label={t(W.barred)}
      style={{ margin: 0, paddingInlineStart: 22, fontSize: large ? 17 : 14, lineHeight: 1.7 }}
    >
      {lines.map((line) => (
        <li key={line.zh}>{t(line)}</li>
      ))}
    </ol>
  );
}
