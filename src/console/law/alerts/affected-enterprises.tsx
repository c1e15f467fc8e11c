import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import type { Schema } from '../../api/client.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import { countyName, nameIn } from '../parts/words.ts';
import { BarredCount } from './barred-count.tsx';

const W = {
  title: w('受影响企业', 'Enterprises bound'),
  name: w('企业', 'Enterprise'),
  county: w('县区', 'County'),
  sector: w('行业', 'Sector'),
  grade: w('绩效分级', 'Grade'),
  entries: w('进厂车次受限 / 总数', 'Entries barred / all'),
  vehicles: w('车辆受限 / 总数', 'Vehicles barred / all'),
  peak: w('错峰运输', 'Closed hours'),
  unknown: w('未登记', 'Not on record'),
};

/** Each enterprise that an order binds, those with most barred first. */
export function AffectedEnterprises({
  enterprises,
}: {
  readonly enterprises: readonly Schema<'AffectedEnterprise'>[];
}) {
  const t = useT();
  const rows = [...enterprises].sort((a, b) => b.passages.barred - a.passages.barred);
  return (
    <Listed
      title={t(W.title)}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { title: t(W.name), cell: ({ id, name }) => <OrganisationName id={id} name={name} /> },
        { title: t(W.county), cell: ({ countyCode }) => t(countyName(countyCode)) },
        { title: t(W.sector), cell: ({ sector }) => (sector ? t(nameIn(SECTOR_NAMES, sector)) : t(W.unknown)) },
        {
          title: t(W.grade),
          cell: ({ performanceGrade: grade }) => (grade ? t(nameIn(PERFORMANCE_GRADE_NAMES, grade)) : t(W.unknown)),
        },
        { title: t(W.entries), cell: ({ passages }) => <BarredCount count={passages} /> },
        { title: t(W.vehicles), cell: ({ vehicles }) => <BarredCount count={vehicles} /> },
        { title: t(W.peak), cell: ({ peakShift }) => (peakShift ? <Mark tone="warn">{t(W.peak)}</Mark> : '—') },
      ]}
    />
  );
}
