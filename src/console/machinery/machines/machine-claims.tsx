import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CLAIM_GROUNDS } from '../../../domain/machinery/machine-claim.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { OrganisationName } from '../names.tsx';
import { ClaimMachine } from './claim-machine.tsx';
import { ClaimState } from './claim-state.tsx';

const W = {
  title: w('过户与归属', 'Holders'),
  claim: w('申请过户', 'Claim it'),
  since: w('起', 'since'),
};

/** Who held a machine, and the cases about it. */
export function MachineClaims({ machine, own }: { readonly machine: Schema<'Machine'>; readonly own: boolean }) {
  const t = useT();
  const may = useMay();
  const [claiming, setClaiming] = useState(false);
  const claims = useQuery({
    queryKey: ['machine-claims', machine.id],
    queryFn: () => told(api.GET('/api/v1/machine-claims', { params: { query: { machineId: machine.id } } })),
  });
  const mayClaim = !own && machine.organisationId !== undefined && may('machine-claim.create');
  return (
    <Section title={t(W.title)} actions={mayClaim && <Button onClick={() => setClaiming(true)}>{t(W.claim)}</Button>}>
      <ul style={{ margin: 0 }}>
        {machine.holders.map(({ organisationId, since, until }) => (
          <li key={since}>
            <OrganisationName id={organisationId} /> <Instant at={since} />{' '}
            {until ? <>– {<Instant at={until} />}</> : t(W.since)}
          </li>
        ))}
      </ul>
      <PartFault of={claims} />
      {claims.data?.items.map((one) => (
        <Flex key={one.id} gap={8} align="center" wrap style={{ marginTop: 8 }}>
          <Link to={`/machines/claims/${one.id}`}>{t(CLAIM_GROUNDS[one.grounds])}</Link>
          <ClaimState of={one.status} />
          <Instant at={one.openedAt} />
        </Flex>
      ))}
      {claiming && <ClaimMachine machineId={machine.id} onClose={() => setClaiming(false)} />}
    </Section>
  );
}
