import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Card, Flex, Grid } from 'antd';
import { useState } from 'react';
import { COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { KIND_NAMES } from '../../../domain/enforcement/kind-names.ts';
import { VIOLATION_STATUSES } from '../../../domain/enforcement/violation.ts';
import { VIOLATION_STATUS_NAMES } from '../../../domain/enforcement/violation-states.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { Choice } from '../parts/choice.tsx';
import { EFFECT_NAMES } from '../parts/marks.tsx';
import { Periods } from '../parts/periods.tsx';
import { clausesOf, useLaw } from '../parts/use-law.ts';
import { useOrganisations } from '../parts/use-names.ts';
import { MoreNarrowing } from './more-narrowing.tsx';
import { PlateSearch } from './plate-search.tsx';
import type { FilterChange, ViolationFilters } from './use-violation-filters.ts';

const W = {
  kind: w('违规类型', 'Kind'),
  clause: w('条款', 'Clause'),
  county: w('县区', 'County'),
  status: w('处理状态', 'State'),
  effect: w('性质', 'Effect'),
  enterprise: w('用车企业', 'Enterprise'),
  organisation: w('责任单位', 'Who answers'),
  more: w('筛选', 'Filters'),
};

/** Everything that the list of violations is narrowed by. On a phone all but the period waits behind a button. */
export function FilterBar({
  filters,
  set,
}: {
  readonly filters: ViolationFilters;
  readonly set: (change: FilterChange) => void;
}) {
  const t = useT();
  const me = useMe();
  const law = useLaw();
  const officer = me.role !== 'contractor' && me.role !== 'enterprise';
  const enterprises = useOrganisations('enterprise', officer);
  const contractors = useOrganisations('contractor', officer);
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const [open, setOpen] = useState(false);
  const narrowed = Object.keys(filters).filter((name) => name !== 'from' && name !== 'to').length;
  const options = (names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: t(name) }));
  const choice = (name: keyof ViolationFilters) => ({
    value: filters[name],
    onChange: (value: string | undefined) => set({ [name]: value }),
    width: roomy ? 176 : '100%',
  });
  const kinds = [
    ...options(KIND_NAMES),
    ...(law?.manualKinds ?? []).map(({ kind, title }) => ({ value: kind, label: t(title) })),
  ];
  return (
    <Card size="small" style={{ marginBottom: 16 }}>
      <Flex vertical gap={12}>
        <Flex gap={12} wrap align="center">
          <Periods from={filters.from} to={filters.to} onChange={set} />
          <PlateSearch />
          {!roomy && (
            <Badge count={narrowed} size="small" color="#0b5f57">
              <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
                {t(W.more)}
              </Button>
            </Badge>
          )}
        </Flex>
        {(roomy || open) && (
          <Flex gap={8} wrap>
            <Choice
              label={t(W.clause)}
              {...choice('clause')}
              options={clausesOf(law).map(({ clause, title }) => ({ value: clause, label: `${clause} ${t(title)}` }))}
            />
            <Choice label={t(W.kind)} {...choice('kind')} options={kinds} />
            <Choice
              label={t(W.status)}
              {...choice('status')}
              options={VIOLATION_STATUSES.map((value) => ({ value, label: t(VIOLATION_STATUS_NAMES[value]) }))}
            />
            <Choice label={t(W.effect)} {...choice('effect')} options={options(EFFECT_NAMES)} />
            {officer && me.role !== 'county_officer' && (
              <Choice label={t(W.county)} {...choice('countyCode')} options={options(COUNTY_NAMES)} />
            )}
            {officer && <Choice label={t(W.enterprise)} {...choice('enterpriseId')} options={enterprises} />}
            {officer && (
              <Choice
                label={t(W.organisation)}
                {...choice('organisationId')}
                options={[...contractors, ...enterprises]}
              />
            )}
          </Flex>
        )}
        <MoreNarrowing filters={filters} set={set} />
      </Flex>
    </Card>
  );
}
