import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';

const W = {
  placeholder: w('输入单位名称查找', 'Type a name to search'),
  none: w('没有找到单位', 'No such organisation'),
  label: w('单位', 'Organisation'),
};

const OFFICERS: readonly string[] = ['admin', 'city_officer', 'county_officer'];

/** The name of an organisation, which opens its page for those who have one. Its id where it cannot be read. */
export function OrganisationName({ id, name }: { readonly id: string; readonly name?: string | null | undefined }) {
  const { role } = useMe();
  const { data } = useQuery({
    queryKey: ['law', 'organisation', id],
    queryFn: () => told(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } })),
    staleTime: 600_000,
    enabled: !name,
  });
  const shown = name ?? data?.name ?? '…';
  return OFFICERS.includes(role) ? <Link to={`/organisations/${id}`}>{shown}</Link> : shown;
}

/** Finds an organisation of a kind by a part of its name. */
export function OrganisationSelect({
  kind,
  value,
  onChange,
  id,
  label,
}: {
  readonly kind?: 'contractor' | 'enterprise' | 'department';
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
  readonly label?: string;
}) {
  const t = useT();
  const [search, setSearch] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['law', 'organisations', 'choose', kind, search],
    queryFn: () =>
      told(
        api.GET('/api/v1/organisations', {
          params: { query: { limit: '50', ...(kind ? { kind } : {}), ...(search ? { search } : {}) } },
        }),
      ),
    staleTime: 60_000,
  });
  const chosen = useQuery({
    queryKey: ['law', 'organisation', value],
    queryFn: () => told(api.GET('/api/v1/organisations/{id}', { params: { path: { id: value ?? '' } } })),
    enabled: value !== undefined && value !== '',
    staleTime: 600_000,
  });
  const items = data?.items ?? [];
  const shown = chosen.data && !items.some((one) => one.id === chosen.data.id) ? [chosen.data, ...items] : items;
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      allowClear
      loading={isFetching}
      value={value ?? null}
      placeholder={t(W.placeholder)}
      notFoundContent={t(W.none)}
      options={shown.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(next: string | undefined) => onChange?.(next)}
      style={{ minWidth: 220, width: '100%' }}
    />
  );
}
