import { Empty } from 'antd';
import { api, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Period } from '../parts/period.tsx';
import { Choice, CountyPicker, EnterprisePicker, GatePicker } from '../parts/pickers.tsx';
import { useNames } from '../parts/places.ts';
import { optionsOf, VISIT_STATE_WORDS } from '../parts/words.ts';
import { InsideTabs } from './inside-tabs.tsx';
import { type Visit, VisitCard, visitColumns } from './visit-rows.tsx';

const W = {
  title: w('进出厂记录', 'Visits'),
  state: w('状态', 'State'),
  empty: w(
    '没有符合条件的进出厂记录。可放宽时段或清除筛选条件。',
    'No visit matches. Try a longer period or fewer filters.',
  ),
};

const FILTERS = ['from', 'to', 'enterpriseId', 'gateId', 'countyCode', 'state'] as const;

/** Entry and exit of each vehicle as one row, newest first. */
export function VisitList() {
  const t = useT();
  const { language } = useLanguage();
  const { role } = useMe();
  const names = useNames();
  const [filters, set] = useUrlFilters(FILTERS);
  const pages = usePages<Visit>(['visits', filters], (cursor) =>
    told(
      api.GET('/api/v1/visits', {
        params: { query: { ...(filters as object), ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <Page title={W.title}>
      <InsideTabs />
      <FilterBar>
        <Period from={filters.from} to={filters.to} onChange={set} />
        <CountyPicker value={filters.countyCode} onChange={(countyCode) => set({ countyCode })} />
        <EnterprisePicker value={filters.enterpriseId} onChange={(enterpriseId) => set({ enterpriseId })} />
        <GatePicker enterpriseId={filters.enterpriseId} value={filters.gateId} onChange={(gateId) => set({ gateId })} />
        <Choice
          label={t(W.state)}
          value={filters.state}
          onChange={(state) => set({ state })}
          options={optionsOf(VISIT_STATE_WORDS, t)}
        />
      </FilterBar>
      <Rows
        pages={pages}
        columns={visitColumns({ t, language, names, inside: false, several: role !== 'enterprise' })}
        rowKey={({ id }) => id}
        label={t(W.title)}
        card={(visit) => <VisitCard visit={visit} gate={names.gate} />}
        empty={<Empty description={t(W.empty)} />}
      />
    </Page>
  );
}
