import { Form, Select } from 'antd';
import { COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { Fault } from '../../parts/fault.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { recentSites, useSites } from '../known-sites.ts';

const W = {
  label: w('所在工地', 'Site'),
  choose: w('选择或搜索工地', 'Choose or search a site'),
  recent: w('最近检查', 'Recent'),
  all: w('全部在建工地', 'All open sites'),
  none: w('没有符合的在建工地', 'No open site matches'),
};

/** Which site the inspector stands on: those of the last days first, all by name or address. */
export function SiteChoice({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const t = useT();
  const me = useMe();
  const { data: sites = [], isPending, error, refetch } = useSites();
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  const recent = recentSites(me.id).flatMap((id) => sites.find((site) => site.id === id) ?? []);
  const optionOf = (site: (typeof sites)[number]) => ({
    value: site.id,
    label: `${site.name}（${t(COUNTY_NAMES[site.countyCode])}）`,
    search: `${site.name} ${site.address} ${COUNTY_NAMES[site.countyCode].zh}`,
  });
  const others = sites.filter((site) => !recent.includes(site));
  const options = [
    ...(recent.length > 0 ? [{ label: t(W.recent), options: recent.map(optionOf) }] : []),
    { label: t(W.all), options: others.map(optionOf) },
  ];
  return (
    <Form.Item label={t(W.label)} htmlFor="site" layout="vertical" style={{ marginBottom: 0 }}>
      <Select
        id="site"
        size="large"
        showSearch={{
          filterOption: (text, option) =>
            String(option && 'search' in option ? option.search : '').includes(text.trim()),
        }}
        loading={isPending}
        placeholder={t(W.choose)}
        notFoundContent={t(W.none)}
        value={value ?? null}
        onChange={(id) => id && onChange(id)}
        options={options}
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}
