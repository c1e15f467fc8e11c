import { Flex } from 'antd';
import { Download } from '../../parts/download.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Period } from '../parts/period.tsx';
import { EnterprisePicker } from '../parts/pickers.tsx';
import { PageTabs } from '../parts/tabs.tsx';

const W = {
  pages: w('台账种类', 'The ledgers'),
  transport: w('运输车辆进出厂', 'Transport vehicles'),
  vehicles: w('厂内运输车辆', 'In-plant vehicles'),
  machinery: w('非道路移动机械', 'Machinery'),
  csv: w('导出 CSV', 'CSV'),
  xlsx: w('导出 Excel', 'Excel'),
  photos: w('照片包（ZIP）', 'Photos (ZIP)'),
  recorded: w(
    '导出按所选企业和时段，且会留下记录。',
    'Exports follow the enterprise and period chosen, and are recorded.',
  ),
};

const FILTERS = ['from', 'to', 'enterpriseId'] as const;
export type LedgerKind = 'transport' | 'in-plant-vehicles' | 'machinery';

/** The period and enterprise of a ledger, kept in the page's address. */
export const useLedgerFilters = () => useUrlFilters(FILTERS);

/** Which ledger, of whom, and of which period. */
export function LedgerHead() {
  const t = useT();
  const [{ from, to, enterpriseId }, set] = useLedgerFilters();
  return (
    <>
      <PageTabs
        label={t(W.pages)}
        tabs={[
          { to: '/ledgers/transport', title: t(W.transport) },
          { to: '/ledgers/in-plant-vehicles', title: t(W.vehicles) },
          { to: '/ledgers/machinery', title: t(W.machinery) },
        ]}
      />
      <FilterBar>
        <Period from={from} to={to} onChange={set} />
        <EnterprisePicker value={enterpriseId} onChange={(next) => set({ enterpriseId: next })} />
        <span style={{ fontSize: 12, color: 'rgba(0, 0, 0, 0.68)', flex: '1 1 200px' }}>{t(W.recorded)}</span>
      </FilterBar>
    </>
  );
}

/** The whole ledger as a table, and its pictures as an archive; each tells how much has come and can be stopped. */
export function LedgerExports({ kind }: { readonly kind: LedgerKind }) {
  const t = useT();
  const { language } = useLanguage();
  const [filters] = useLedgerFilters();
  const query = (more: Record<string, string>) => new URLSearchParams({ ...filters, language, ...more }).toString();
  const path = `/api/v1/ledgers/${kind}`;
  return (
    <Flex gap={8} wrap>
      <Download path={`${path}/export?${query({ format: 'xlsx' })}`} fileName={`${kind}.xlsx`}>
        {t(W.xlsx)}
      </Download>
      <Download path={`${path}/export?${query({ format: 'csv' })}`} fileName={`${kind}.csv`}>
        {t(W.csv)}
      </Download>
      <Download path={`${path}/photos?${query({})}`} fileName={`${kind}.zip`}>
        {t(W.photos)}
      </Download>
    </Flex>
  );
}
