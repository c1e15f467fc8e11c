import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Popconfirm, Typography } from 'antd';
import { UNIT_ROLE_NAMES } from '../../../domain/machinery/site-unit.ts';
import { api, told } from '../../api/client.ts';
import { PartFault } from '../../parts/part-fault.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';

const W = {
  title: w('待确认的参建邀请', 'Invitations to sites'),
  asks: w('邀请本单位为', 'invites your organisation as'),
  confirm: w('确认参建', 'Confirm'),
  decline: w('谢绝', 'Decline'),
  sure: w('谢绝后本单位不能为该工地申报机械。', 'Your organisation will not be able to file for this site.'),
  confirmed: w('已确认，可以为该工地申报机械。', 'Confirmed: you can file machines for this site.'),
  declined: w('已谢绝', 'Declined'),
};

/** Sites that want the reader's organisation as a unit, to be answered here. */
export function InvitationsToSites() {
  const t = useT();
  const { organisationId } = useMe();
  const query = { status: 'invited' as const, ...(organisationId ? { organisationId } : {}) };
  const invitations = useQuery({
    queryKey: ['site-units', query],
    queryFn: () => told(api.GET('/api/v1/site-units', { params: { query } })),
  });
  const confirm = useAct(
    (id: string, key) =>
      told(api.POST('/api/v1/site-units/{id}/confirm', { params: { path: { id }, header: keyed(key) } })),
    { done: t(W.confirmed) },
  );
  const decline = useAct(
    (id: string, key) =>
      told(api.POST('/api/v1/site-units/{id}/decline', { params: { path: { id }, header: keyed(key) }, body: {} })),
    { done: t(W.declined) },
  );
  const { data } = invitations;
  if (!data) return <PartFault of={invitations} />;
  if (data.items.length === 0) return null;
  return (
    <Section title={t(W.title)}>
      {data.items.map(({ id, site, role }) => (
        <Flex key={id} justify="space-between" align="center" gap={12} wrap style={{ padding: '8px 0' }}>
          <div>
            <strong>{site.name}</strong>
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {site.organisationName} {t(W.asks)} {t(UNIT_ROLE_NAMES[role])} · {site.address}
            </Typography.Text>
          </div>
          <Flex gap={8}>
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(id)}>
              {t(W.confirm)}
            </Button>
            <Popconfirm title={t(W.decline)} description={t(W.sure)} onConfirm={() => decline.mutate(id)}>
              <Button>{t(W.decline)}</Button>
            </Popconfirm>
          </Flex>
        </Flex>
      ))}
    </Section>
  );
}
