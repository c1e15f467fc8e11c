import { Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { api, type Row, told } from '../../api/client.ts';
import { Rows } from '../../parts/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { Days } from '../days.tsx';
import { FilingState } from '../filings/filing-state.tsx';

const W = {
  title: w('进场申报', 'Filings'),
  site: w('工地', 'Site'),
  days: w('计划在场', 'Planned days'),
  state: w('状态', 'State'),
  empty: w('还没有申报过。', 'It was never filed.'),
};

type Filing = Row<'/api/v1/filings'>;

/** What was filed of one machine, as far as the reader may see it. */
export function MachineFilings({ machineId }: { readonly machineId: string }) {
  const t = useT();
  const pages = usePages<Filing>(['filings', 'of machine', machineId], (cursor) =>
    told(api.GET('/api/v1/filings', { params: { query: { machineId, limit: '10', ...(cursor ? { cursor } : {}) } } })),
  );
  return (
    <Section title={t(W.title)}>
      <Rows<Filing>
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.site), render: (_, { id, siteName }) => <Link to={`/filings/${id}`}>{siteName}</Link> },
          { title: t(W.days), render: (_, row) => <Days from={row.plannedEntryOn} to={row.plannedExitOn} /> },
          { title: t(W.state), render: (_, { status }) => <FilingState of={status} /> },
        ]}
        card={({ id, siteName, status, plannedEntryOn, plannedExitOn }) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/filings/${id}`}>{siteName}</Link>
              <FilingState of={status} />
            </Flex>
            <Days from={plannedEntryOn} to={plannedExitOn} />
          </Flex>
        )}
      />
    </Section>
  );
}
