import { Alert, Empty, Flex } from 'antd';
import { api, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { EnterprisePicker } from '../parts/pickers.tsx';
import { useNames } from '../parts/places.ts';
import { InsideTabs } from './inside-tabs.tsx';
import { type Visit, VisitCard, visitColumns } from './visit-rows.tsx';

const W = {
  title: w('在厂车辆', 'Vehicles inside'),
  choose: w('请选择一家企业，查看现在有哪些车辆在厂。', 'Choose an enterprise to see who is inside it now.'),
  empty: w('现在没有车辆在厂。', 'No vehicle is inside now.'),
  count: w('现在在厂车辆', 'Inside now'),
  over: w('超时在厂', 'too long inside'),
  more: w('以上（列表未读完）', 'or more (the list goes on)'),
};

const FILTERS = ['enterpriseId'] as const;
/** The list follows the gates this often, ms. */
const EVERY_MS = 30_000;

/** Who is inside an enterprise now, since when, and of which stage. */
export function InsideList() {
  const t = useT();
  const me = useMe();
  const [{ enterpriseId: asked }, set] = useUrlFilters(FILTERS);
  const enterpriseId = me.role === 'enterprise' ? (me.organisationId ?? undefined) : asked;
  return (
    <Page title={W.title}>
      <InsideTabs />
      {me.role !== 'enterprise' && (
        <FilterBar>
          <EnterprisePicker value={enterpriseId} onChange={(next) => set({ enterpriseId: next })} />
        </FilterBar>
      )}
      {enterpriseId === undefined ? (
        <Alert type="info" showIcon title={t(W.choose)} />
      ) : (
        <Inside key={enterpriseId} enterpriseId={enterpriseId} />
      )}
    </Page>
  );
}

function Inside({ enterpriseId }: { readonly enterpriseId: string }) {
  const t = useT();
  const { language } = useLanguage();
  const names = useNames();
  const pages = usePages<Visit>(
    ['inside', enterpriseId],
    (cursor) =>
      told(
        api.GET('/api/v1/enterprises/{organisationId}/inside', {
          params: {
            path: { organisationId: enterpriseId },
            query: { limit: '200', ...(cursor === undefined ? {} : { cursor }) },
          },
        }),
      ),
    { every: EVERY_MS },
  );
  const over = pages.rows.filter(({ state }) => state === 'overstayed').length;
  return (
    <>
      {pages.rows.length > 0 && (
        <Flex gap={8} align="baseline" style={{ marginBottom: 12, fontSize: 16 }} role="status">
          {t(W.count)}
          <strong style={{ fontSize: 28 }}>{pages.rows.length}</strong>
          {pages.more && t(W.more)}
          {over > 0 && (
            <span style={{ color: '#8f4700' }}>
              {t(W.over)} <strong>{over}</strong>
            </span>
          )}
        </Flex>
      )}
      <Rows
        pages={pages}
        columns={visitColumns({ t, language, names, inside: true, several: false })}
        rowKey={({ id }) => id}
        label={t(W.title)}
        card={(visit) => <VisitCard visit={visit} gate={names.gate} />}
        empty={<Empty description={t(W.empty)} />}
      />
    </>
  );
}
