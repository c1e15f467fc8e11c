import { Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { api, type Row, told } from '../../api/client.ts';
import { Rows } from '../../parts/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark, Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { FilingState } from '../filings/filing-state.tsx';
import { Category } from '../names.tsx';

const W = {
  title: w('已申报的机械', 'Machines filed'),
  note: w('各参建单位的申报都在内。', 'By any unit of the site.'),
  filings: w('查看申报', 'Filings'),
  machine: w('机械', 'Machine'),
  stage: w('排放阶段', 'Stage'),
  filing: w('申报', 'Filing'),
  days: w('计划在场', 'Planned days'),
  there: w('进场', 'On the site'),
  entered: w('已进场', 'On the site'),
  coming: w('未报进场', 'Entry not reported'),
  empty: w('还没有为该工地申报机械。', 'No machine is filed for this site yet.'),
};

type Filed = Row<'/api/v1/sites/{id}/machines'>;

/** The machines with an open filing for a site. */
export function SiteMachines({ siteId }: { readonly siteId: string }) {
  const t = useT();
  const may = useMay();
  const pages = usePages<Filed>(['sites', siteId, 'machines'], (cursor) =>
    told(api.GET('/api/v1/sites/{id}/machines', { params: { path: { id: siteId }, query: cursor ? { cursor } : {} } })),
  );
  const name = ({ machine }: Filed) =>
    may('machine.read') ? <Link to={`/machines/${machine.id}`}>{machine.name}</Link> : machine.name;
  const there = ({ entered }: Filed) => (
    <Mark tone={entered ? 'info' : 'plain'}>{t(entered ? W.entered : W.coming)}</Mark>
  );
  return (
    <Section
      title={t(W.title)}
      actions={may('filing.read') && <Link to={`/filings?site=${siteId}`}>{t(W.filings)}</Link>}
    >
      <Rows<Filed>
        pages={pages}
        label={t(W.title)}
        rowKey={({ machine, plannedEntryOn }) => `${machine.id} ${plannedEntryOn}`}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.machine), render: (_, row) => name(row) },
          { title: '', render: (_, { machine }) => <Category of={machine.category} /> },
          { title: t(W.stage), render: (_, { machine }) => <Stage code={machine.emissionStage} /> },
          { title: t(W.filing), render: (_, { status }) => <FilingState of={status} /> },
          { title: t(W.days), render: (_, row) => <Days from={row.plannedEntryOn} to={row.plannedExitOn} /> },
          { title: t(W.there), render: (_, row) => there(row) },
        ]}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <strong>{name(row)}</strong>
              <FilingState of={row.status} />
            </Flex>
            <Flex gap={8} wrap>
              <Category of={row.machine.category} />
              <Stage code={row.machine.emissionStage} />
              {there(row)}
            </Flex>
            <Days from={row.plannedEntryOn} to={row.plannedExitOn} />
          </Flex>
        )}
      />
    </Section>
  );
}
