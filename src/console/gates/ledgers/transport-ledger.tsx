import { Alert, Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { ledgerFieldName } from '../../../domain/ledgers/completeness.ts';
import { api, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { LedgerExports, LedgerHead, useLedgerFilters } from './ledger-head.tsx';
import { type LedgerRow, useMissing } from './missing.ts';
import { transportColumns } from './transport-columns.tsx';

const W = {
  title: w('运输车辆进出厂台账', 'Ledger of transport vehicles'),
  empty: w('该时段没有进出厂记录。', 'No visit began in this period.'),
  rows: w('已读取', 'Read so far'),
  complete: w('其中完整', 'complete'),
  most: w('最常缺少', 'missing most'),
  unit: w('条', 'rows'),
};

/** Trucks in and out, one row a visit, with what a complete ledger would also have. */
export function TransportLedger() {
  const t = useT();
  const { role } = useMe();
  const [filters] = useLedgerFilters();
  const pages = usePages<LedgerRow>(['ledger', 'transport', filters], (cursor) =>
    told(
      api.GET('/api/v1/ledgers/transport', {
        params: { query: { ...filters, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  const missing = useMissing();
  return (
    <Page title={W.title} actions={<LedgerExports kind="transport" />}>
      <LedgerHead />
      {missing && pages.rows.length > 0 && <Completeness rows={pages.rows} missing={missing} />}
      <Rows
        pages={pages}
        columns={transportColumns({ t, missing: missing ?? (() => []), several: role !== 'enterprise' })}
        rowKey={({ id }) => id}
        label={t(W.title)}
        card={(row) => <LedgerCard row={row} missing={missing?.(row) ?? []} />}
        empty={<Empty description={t(W.empty)} />}
      />
    </Page>
  );
}

/** How many of the rows read are complete, and what they lack most often. */
function Completeness({
  rows,
  missing,
}: {
  readonly rows: readonly LedgerRow[];
  readonly missing: (row: LedgerRow) => readonly string[];
}) {
  const t = useT();
  const { language } = useLanguage();
  const lacks = rows.map(missing);
  const complete = lacks.filter((fields) => fields.length === 0).length;
  const counts = new Map<string, number>();
  for (const field of lacks.flat()) counts.set(field, (counts.get(field) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 5);
  const colon = language === 'zh' ? '：' : ': ';
  return (
    <Alert
      type={complete === rows.length ? 'success' : 'warning'}
      showIcon
      style={{ marginBottom: 12 }}
      title={`${t(W.rows)} ${rows.length} ${t(W.unit)} · ${t(W.complete)} ${complete} ${t(W.unit)}`}
      description={
        most.length > 0 &&
        `${t(W.most)}${colon}${most.map(([field, count]) => `${ledgerFieldName(field)[language]}（${count}）`).join(language === 'zh' ? '、' : ', ')}`
      }
    />
  );
}

function LedgerCard({ row, missing }: { readonly row: LedgerRow; readonly missing: readonly string[] }) {
  const { language } = useLanguage();
  return (
    <Link to={`/inside/visits/${row.id}`} style={{ color: 'inherit', display: 'block' }}>
      <Flex justify="space-between" gap={8} wrap align="center">
        <Plate plate={row.plate} colour={row.plateColour} />
        <Stage code={row.vehicle.emissionStage} />
      </Flex>
      <div style={{ margin: '8px 0' }}>
        <Instant at={row.entry?.at} /> → <Instant at={row.exit?.at} />
      </div>
      <Flex gap={4} wrap>
        {missing.map((field) => (
          <Mark key={field} tone="warn">
            {language === 'zh' ? '缺' : 'no '}
            {ledgerFieldName(field)[language]}
          </Mark>
        ))}
      </Flex>
    </Link>
  );
}
