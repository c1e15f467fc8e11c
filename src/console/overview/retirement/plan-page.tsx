import { useQuery } from '@tanstack/react-query';
import { Empty, Flex, Select, Typography } from 'antd';
import { api, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { PlanRows } from './plan-rows.tsx';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  what: w(
    '每辆车从哪一天起不能再进厂或须淘汰，依据现行规则推算；重污染应急管控不在预测内。',
    'From which day each vehicle may no longer enter or has to be retired, by the law on record. Orders in heavy pollution are not foreseen.',
  ),
  enterprise: w('用车企业', 'Enterprise'),
  choose: w('请选择企业', 'Choose an enterprise'),
  bulk: w('是否运输散装物料', 'Bulk cargo'),
  yes: w('运输散装物料', 'carry bulk cargo'),
  no: w('不运输散装物料', 'carry none'),
  unknown: w('货物不明', 'cargo not known'),
  none: w('没有已申报的车辆。先在“车辆档案”申报。', 'No vehicles were declared. Declare them under “Vehicles”.'),
};

const NAMES = ['enterpriseId', 'bulk'] as const;

/** Which vehicle of an enterprise falls out when, and why. */
export function PlanPage() {
  const t = useT();
  const { role } = useMe();
  const own = role === 'enterprise';
  const [filters, set] = useUrlFilters(NAMES);
  const enterprises = useQuery({
    queryKey: ['organisations', 'enterprise'],
    enabled: !own,
    queryFn: () =>
      allPages((more) =>
        told(api.GET('/api/v1/organisations', { params: { query: { ...more, kind: 'enterprise' } } })),
      ),
  });
  const asked = own || filters.enterpriseId !== undefined;
  const plan = useQuery({
    queryKey: ['fleet-plan', filters],
    enabled: asked,
    queryFn: () =>
      told(
        api.POST('/api/v1/fleets/plan', {
          body: {
            ...(own ? {} : { enterpriseId: filters.enterpriseId }),
            ...(filters.bulk ? { bulkCargo: filters.bulk === 'true' } : {}),
          } as never,
        }),
      ),
  });
  return (
    <RetirementFrame>
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{t(W.what)}</Typography.Text>
        <Flex gap={8} wrap>
          {!own && (
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t(W.enterprise)}
              placeholder={t(W.choose)}
              value={filters.enterpriseId}
              onChange={(enterpriseId?: string) => set({ enterpriseId })}
              options={enterprises.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              style={{ minWidth: 'min(100%, 280px)' }}
            />
          )}
          <Select
            aria-label={t(W.bulk)}
            value={filters.bulk ?? ''}
            onChange={(bulk) => set({ bulk: bulk || undefined })}
            options={[
              { value: '', label: t(W.unknown) },
              { value: 'true', label: t(W.yes) },
              { value: 'false', label: t(W.no) },
            ]}
            style={{ minWidth: 170 }}
          />
        </Flex>
        {!asked && <Empty description={t(W.choose)} />}
        {asked && plan.isPending && <Loading />}
        {plan.error && <Fault error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data?.vehicles.length === 0 && <Empty description={t(W.none)} />}
        {plan.data && plan.data.vehicles.length > 0 && <PlanRows vehicles={plan.data.vehicles} />}
      </Flex>
    </RetirementFrame>
  );
}
