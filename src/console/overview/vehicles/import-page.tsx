import { Page } from '../../parts/page.tsx';
import { w } from '../../session/language.ts';
import { TableImport } from '../import/table-import.tsx';

const W = {
  title: w('批量导入车辆', 'Import vehicles'),
  list: w('车辆档案', 'Vehicles'),
};
const OUTCOMES = {
  created: w('新建档案', 'put on file'),
  verified: w('核实申报', 'verified'),
  declared: w('申报', 'declared'),
  unchanged: w('无变化', 'unchanged'),
};

/** A table of vehicles is tried, mended and imported. */
export function VehicleImportPage() {
  return (
    <Page title={W.title} trail={[{ to: '/vehicles', title: W.list }]}>
      <TableImport path="/api/v1/vehicles" name="vehicles" outcomes={OUTCOMES} done="/vehicles" />
    </Page>
  );
}
