import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import { countyName } from '../parts/words.ts';
import { BarredCount } from './barred-count.tsx';

const W = {
  title: w('受影响工地', 'Sites bound'),
  site: w('工地', 'Site'),
  contractor: w('施工单位', 'Contractor'),
  county: w('县区', 'County'),
  machines: w('机械受限 / 总数', 'Machines barred / all'),
};

/** Each site that an order binds. */
export function AffectedSites({ sites }: { readonly sites: readonly Schema<'AffectedSite'>[] }) {
  const t = useT();
  return (
    <Listed
      title={t(W.title)}
      rows={sites}
      rowKey={({ id }) => id}
      columns={[
        { title: t(W.site), cell: ({ id, name }) => <Link to={`/sites/${id}`}>{name}</Link> },
        {
          title: t(W.contractor),
          cell: ({ organisationId, organisationName }) => (
            <OrganisationName id={organisationId} name={organisationName} />
          ),
        },
        { title: t(W.county), cell: ({ countyCode }) => t(countyName(countyCode)) },
        { title: t(W.machines), cell: ({ machines }) => <BarredCount count={machines} /> },
      ]}
    />
  );
}
