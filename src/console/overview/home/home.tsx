import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { Asked } from '../asked.tsx';
import { AlertsInForce } from './alerts-in-force.tsx';
import { DeskItems } from './desk-items.tsx';
import { NothingToDo } from './nothing-to-do.tsx';
import { QuickWays } from './quick-ways.tsx';
import { useDesk } from './use-desk.ts';

const W = {
  title: w('首页', 'Home'),
  todo: w('待办事项', 'What needs doing'),
  ways: w('常用操作', 'What you do most'),
  again: w('刷新', 'Refresh'),
};

const OFFICERS: readonly string[] = ['admin', 'city_officer', 'county_officer'];

/** What needs doing, and the ways to what is done most. */
export function Home() {
  const t = useT();
  const me = useMe();
  const desk = useDesk();
  // An order in force stands at the top, for whoever it may bind.
  const items = desk.data?.items.filter(({ topic }) => topic !== 'alerts-in-force') ?? [];
  // Officers come for what waits for them; others mostly to do one thing.
  const waits = OFFICERS.includes(me.role);
  const ways = (
    <section aria-labelledby="ways">
      <Heading id="ways">{t(W.ways)}</Heading>
      <QuickWays role={me.role} />
    </section>
  );
  return (
    <Page
      title={W.title}
      actions={
        <>
          <Asked at={desk.dataUpdatedAt} />
          <Button icon={<ReloadOutlined />} loading={desk.isFetching} onClick={() => void desk.refetch()}>
            {t(W.again)}
          </Button>
        </>
      }
    >
      <Flex vertical gap={20}>
        <AlertsInForce />
        {!waits && ways}
        <section aria-labelledby="todo">
          <Heading id="todo">{t(W.todo)}</Heading>
          {desk.isPending && <Loading />}
          {desk.isError && !desk.data && <Fault error={desk.error} onRetry={() => void desk.refetch()} />}
          {desk.data && items.length === 0 && <NothingToDo />}
          {items.length > 0 && <DeskItems items={items} />}
        </section>
        {waits && ways}
      </Flex>
    </Page>
  );
}

function Heading({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <Typography.Title id={id} level={2} style={{ fontSize: 16, margin: '0 0 8px' }}>
      {children}
    </Typography.Title>
  );
}
