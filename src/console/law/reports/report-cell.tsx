import { Link } from 'react-router';
import { numberText } from '../../../domain/policy/value-words.ts';
import type { Schema } from '../../api/client.ts';
import { listPageOf } from '../../parts/api-links.ts';

type Amount = { readonly value: number | null; readonly rows?: readonly string[] };

/** A number of a report, which opens the rows behind it; of a share its two numbers do. */
export function ReportCell({
  cell,
  title,
}: {
  readonly cell: Schema<'ReportCell'> | undefined;
  readonly title: string;
}) {
  if (!cell) return <>—</>;
  if (!('numerator' in cell)) return <Opening of={cell} title={title} />;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <strong>{cell.value === null ? '—' : `${numberText(cell.value)}%`}</strong>
      <span style={{ display: 'block', fontSize: 12 }}>
        <Opening of={cell.numerator} title={title} /> / <Opening of={cell.denominator} title={title} />
      </span>
    </span>
  );
}

function Opening({ of, title }: { readonly of: Amount; readonly title: string }) {
  const { value, rows = [] } = of;
  if (value === null) return <>—</>;
  if (value === 0 || rows.length === 0) return <>{numberText(value)}</>;
  return <Link to={rowsPage(rows, title)}>{numberText(value)}</Link>;
}

/** Where the rows behind a number are seen: in the list of their own where that shows just them, else as the report's calls list them. */
function rowsPage(calls: readonly string[], title: string): string {
  const [call = '', ...others] = calls;
  const list = others.length === 0 ? listPageOf(call) : undefined;
  if (list !== undefined) return list;
  const query = new URLSearchParams([...calls.map((one) => ['call', one]), ['of', title]]);
  return `/reports/rows?${query.toString()}`;
}

/** Whether a cell says nothing but nought. */
export const isNought = (cell: Schema<'ReportCell'> | undefined): boolean =>
  cell === undefined ||
  ('numerator' in cell
    ? cell.numerator.value === 0 && cell.denominator.value === 0
    : cell.value === 0 || cell.value === null);
