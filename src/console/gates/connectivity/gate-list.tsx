import { Card, Empty, Flex } from 'antd';
import { useNavigate } from 'react-router';
import { api, told } from '../../api/client.ts';
import { NewGate } from '../../parts/gates/gate-acts.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Choice, CountyPicker, EnterprisePicker } from '../parts/pickers.tsx';
import { useNames } from '../parts/places.ts';
import { GATE_STATE_WORDS, optionsOf } from '../parts/words.ts';
import { ConnectivityTabs } from './connectivity-tabs.tsx';
import { type Connectivity, GateCard, gateColumns } from './gate-rows.tsx';

const W = {
  title: w('联网状态', 'Connectivity'),
  state: w('状态', 'State'),
  silent: w('静默门禁', 'Silent gates'),
  never: w('从未联网的门禁', 'Never heard from'),
  heard: w('在线门禁', 'Heard from'),
  noneSilent: w('没有静默的门禁。', 'No gate is silent.'),
  noneNever: w('登记的门禁都联过网。', 'Every gate on record has been heard from.'),
  noneHeard: w(
    '没有在线的门禁。请检查门禁电脑和网络。',
    'No gate is heard from. Check the gate computers and the network.',
  ),
};

const FILTERS = ['countyCode', 'enterpriseId', 'state'] as const;
const STATES = ['silent', 'never', 'heard'] as const;
const EMPTY = { silent: W.noneSilent, never: W.noneNever, heard: W.noneHeard };
const EVERY_MS = 60_000;

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** Every gate: the silent ones first, then those never heard from, then the others. */
export function GateList() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { organisationId } = useMe();
  const [filters, set] = useUrlFilters(FILTERS);
  const states = STATES.filter((state) => filters.state === undefined || filters.state === state);
  return (
    <Page
      title={W.title}
      actions={
        may('gate.write') &&
        organisationId && (
          <NewGate enterpriseId={organisationId} after={({ id }) => void go(`/connectivity/gates/${id}`)} />
        )
      }
    >
      <ConnectivityTabs />
      <FilterBar>
        <CountyPicker value={filters.countyCode} onChange={(countyCode) => set({ countyCode })} />
        <EnterprisePicker value={filters.enterpriseId} onChange={(enterpriseId) => set({ enterpriseId })} />
        <Choice
          label={t(W.state)}
          value={filters.state}
          onChange={(state) => set({ state })}
          options={optionsOf(GATE_STATE_WORDS, t)}
        />
      </FilterBar>
      <Flex vertical gap={16}>
        {states.map((state) => (
          <GatesOf key={state} state={state} filters={filters} />
        ))}
      </Flex>
    </Page>
  );
}

function GatesOf({ state, filters }: { readonly state: (typeof STATES)[number]; readonly filters: Filters }) {
  const t = useT();
  const { language } = useLanguage();
  const { role } = useMe();
  const names = useNames();
  const pages = usePages<Connectivity>(
    ['connectivity', filters, state],
    (cursor) =>
      told(
        api.GET('/api/v1/connectivity', {
          params: { query: { ...(filters as object), state, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    { every: EVERY_MS },
  );
  const count = pages.asking ? '' : `（${pages.rows.length}${pages.more ? '+' : ''}）`;
  const none = !pages.asking && !pages.error && pages.rows.length === 0;
  return (
    <section aria-label={t(W[state])}>
      <h2 style={{ fontSize: 16, margin: '0 0 8px' }}>{`${t(W[state])}${count}`}</h2>
      {none && state !== 'heard' ? (
        <Card size="small">{t(EMPTY[state])}</Card>
      ) : (
        <Rows
          pages={pages}
          columns={gateColumns({ t, language, enterprise: role === 'enterprise' ? undefined : names.enterprise })}
          rowKey={({ id }) => id}
          label={t(W[state])}
          card={(row) => <GateCard row={row} enterprise={names.enterprise(row.enterpriseId)} />}
          empty={<Empty description={t(EMPTY[state])} />}
        />
      )}
    </section>
  );
}
