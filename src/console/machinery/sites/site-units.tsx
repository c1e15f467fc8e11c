import { Button, Empty, Flex, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { UNIT_ROLE_NAMES, UNIT_STATE_NAMES } from '../../../domain/machinery/site-unit.ts';
import { api, type Row, type Schema, told } from '../../api/client.ts';
import { Rows } from '../../parts/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { InviteUnit } from './invite-unit.tsx';

const W = {
  title: w('参建单位', 'Units on the site'),
  invite: w('邀请参建单位', 'Invite a unit'),
  add: w('登记参建单位', 'Add a unit'),
  name: w('单位', 'Organisation'),
  role: w('角色', 'Role'),
  state: w('状态', 'State'),
  since: w('起', 'Since'),
  until: w('止', 'Until'),
  end: w('移出工地', 'Take off the site'),
  leave: w('退出工地', 'Leave the site'),
  endWhat: w(
    '之后不能再为该工地申报；已有申报仍由该单位报告进出场。',
    'It files no more for this site; its entries and exits stay its own to report.',
  ),
  ended: w('已退出', 'Done'),
  empty: w(
    '没有其他参建单位。分包单位加入后可以自己申报机械。',
    'No other units. A subcontractor that joins files its own machines.',
  ),
};

type Unit = Row<'/api/v1/site-units'>;

/** Who works on a site besides the organisation whose site it is. */
export function SiteUnits({
  site,
  own,
  mayInvite,
}: {
  readonly site: Schema<'Site'>;
  readonly own: boolean;
  readonly mayInvite: boolean;
}) {
  const t = useT();
  const me = useMe();
  const [inviting, setInviting] = useState(false);
  const query = { siteId: site.id };
  const pages = usePages<Unit>(['site-units', query], (cursor) =>
    told(api.GET('/api/v1/site-units', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } } })),
  );
  const end = useAct(
    (id: string, key) =>
      told(api.POST('/api/v1/site-units/{id}/end', { params: { path: { id }, header: keyed(key) }, body: {} })),
    { done: t(W.ended) },
  );
  const official = me.organisationId === null;
  const endOf = (unit: Unit) => {
    const itself = unit.organisation.id === me.organisationId;
    const standing = unit.status === 'invited' || unit.status === 'confirmed';
    if (!standing || !(own || itself || (official && mayInvite))) return null;
    return (
      <Popconfirm title={t(itself ? W.leave : W.end)} description={t(W.endWhat)} onConfirm={() => end.mutate(unit.id)}>
        <Button danger>{t(itself ? W.leave : W.end)}</Button>
      </Popconfirm>
    );
  };
  const state = ({ status, reason }: Unit) => (
    <>
      <Mark tone={status === 'confirmed' ? 'good' : status === 'invited' ? 'warn' : 'plain'}>
        {t(UNIT_STATE_NAMES[status])}
      </Mark>
      {reason && <Typography.Text type="secondary"> {reason}</Typography.Text>}
    </>
  );
  return (
    <Section
      title={t(W.title)}
      actions={
        mayInvite &&
        site.status === 'open' && <Button onClick={() => setInviting(true)}>{t(official ? W.add : W.invite)}</Button>
      }
    >
      <Rows<Unit>
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.name), render: (_, { organisation }) => organisation.name },
          { title: t(W.role), render: (_, { role }) => t(UNIT_ROLE_NAMES[role]) },
          { title: t(W.state), render: (_, unit) => state(unit) },
          { title: t(W.since), dataIndex: 'since' },
          { title: t(W.until), render: (_, { until }) => until ?? '—' },
          { title: '', render: (_, unit) => endOf(unit) },
        ]}
        card={(unit) => (
          <Flex vertical gap={6}>
            <strong>{unit.organisation.name}</strong>
            <span>
              {t(UNIT_ROLE_NAMES[unit.role])} · {unit.since} – {unit.until ?? ''}
            </span>
            <Flex justify="space-between" align="center" gap={8}>
              <span>{state(unit)}</span>
              {endOf(unit)}
            </Flex>
          </Flex>
        )}
      />
      {inviting && <InviteUnit siteId={site.id} official={official} onDone={() => setInviting(false)} />}
    </Section>
  );
}
