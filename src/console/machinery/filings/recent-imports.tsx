import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { ImportState } from './import-page.tsx';

const W = { title: w('最近的批量申报', 'Imports so far'), rows: w('行', 'rows') };

/** What the user had filed from tables before, to be found again. */
export function RecentImports() {
  const t = useT();
  const jobs = useQuery({
    queryKey: ['jobs', 'filing-import'],
    queryFn: () => told(api.GET('/api/v1/jobs', { params: { query: { limit: '50' } } })),
  });
  if (!jobs.data) return <PartFault of={jobs} />;
  const imports = jobs.data.items.filter(({ kind }) => kind === 'filing-import').slice(0, 10);
  if (imports.length === 0) return null;
  return (
    <Section title={t(W.title)}>
      {imports.map(({ id, status, done, total, createdAt }) => (
        <Flex key={id} gap={12} align="center" wrap style={{ padding: '6px 0' }}>
          <Link to={`/filings/imports/${id}`}>
            <Instant at={createdAt} />
          </Link>
          <ImportState of={status} />
          <span className="numbers">
            {done} / {total ?? '—'} {t(W.rows)}
          </span>
        </Flex>
      ))}
    </Section>
  );
}
