import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Flex, Input, Typography } from 'antd';
import { useParams } from 'react-router';
import { isDay } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';
import { today } from '../../parts/china-time.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { SubNav } from '../parts/sub-nav.tsx';
import { DraftPage } from './draft-page.tsx';
import { type Law, useLawOn } from './law-on.ts';
import { LawView } from './law-view.tsx';
import { POLICIES, POLICY_PAGES } from './pages.ts';
import { PublishedActions } from './published-actions.tsx';
import { STATUSES } from './words.ts';

const W = {
  on: w('查看哪一天施行的规则', 'Rules in force on'),
  none: w('该日没有施行的规则。', 'No policy was in force on that day.'),
};

const ON = ['on'] as const;

/** The rules in force on a chosen day, or one policy or draft. */
export function LawPage() {
  const { id } = useParams();
  return id === undefined ? <LawOnDay /> : <OnePolicy id={id} />;
}

function LawOnDay() {
  const t = useT();
  const [{ on }, setFilters] = useUrlFilters(ON);
  const day = on && isDay(on) ? on : today();
  const { data, error, asking, again } = useLawOn(day);
  return (
    <Page title={POLICIES}>
      <SubNav pages={POLICY_PAGES} />
      <Card size="small" style={{ marginBottom: 16 }}>
        <Flex component="label" gap={8} wrap align="center">
          <Typography.Text>{t(W.on)}</Typography.Text>
          <Input
            type="date"
            value={day}
            onChange={({ target }) => isDay(target.value) && setFilters({ on: target.value })}
            style={{ width: 170 }}
          />
        </Flex>
      </Card>
      {error ? (
        <Fault error={error} onRetry={again} />
      ) : asking ? (
        <Loading />
      ) : data ? (
        <LawView law={data} day={day} />
      ) : (
        <Empty description={t(W.none)} />
      )}
    </Page>
  );
}

function OnePolicy({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'policy', id],
    queryFn: () => told(api.GET('/api/v1/policies/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  if (data.document !== undefined) return <DraftPage id={id} />;
  const [word, tone] = STATUSES[data.status];
  const title = data.title ?? { zh: data.policy ?? '', en: data.policy ?? '' };
  return (
    <Page
      title={title}
      trail={[
        { to: '/policies', title: POLICIES },
        { to: '/policies/all', title: w('版本与草案', 'Versions and drafts') },
      ]}
      actions={<PublishedActions policy={data} />}
    >
      <Flex vertical gap={12}>
        <div>
          <Mark tone={tone}>{t(word)}</Mark>
        </div>
        <LawView law={data as unknown as Law} day={(data.from ?? '') > today() ? (data.from ?? '') : today()} />
      </Flex>
    </Page>
  );
}
