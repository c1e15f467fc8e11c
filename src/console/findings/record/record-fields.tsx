import { useQuery } from '@tanstack/react-query';
import { Collapse, Form, Input, Select, Typography } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../../domain/codes/plate-colour.ts';
import type { ManualKind } from '../../../domain/policy/manual-kinds.ts';
import { api, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { Choices } from '../../parts/choices.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useOrganisations } from '../parts/use-names.ts';
import { kindsOn, type RecordValues } from './record-values.ts';

const W = {
  kind: w('违规情形', 'What it is'),
  plate: w('号牌号码', 'Plate'),
  colour: w('号牌颜色', 'Plate colour'),
  at: w('发现时间', 'When'),
  county: w('县区', 'County'),
  place: w('地点', 'Place'),
  placeHint: w('路名、路口或标志物，如：德胜街与桃北路口', 'Street, crossing or landmark'),
  seen: w('看到的情况', 'What was seen'),
  seenHint: w('如：车厢未密闭，沿途抛洒渣土约 200 米', 'Such as: load not covered, spilling over about 200 m'),
  clause: w('条款', 'Clause'),
  needed: w('请填写此项', 'This is needed'),
  more: w('责任单位与工地（知道时填写）', 'Who answers, and the site, where known'),
  organisation: w('责任单位', 'Who answers'),
  site: w('渣土来自或运往的工地', 'The site it came from or went to'),
  unknown: w('不知道', 'Not known'),
};

/** What an inspector on the street fills in about a vehicle. */
export function RecordFields({ kinds }: { readonly kinds: readonly ManualKind[] }) {
  const t = useT();
  const me = useMe();
  const needed = [{ required: true, whitespace: true, message: t(W.needed) }];
  const kind = Form.useWatch<RecordValues['kind']>('kind');
  const at = Form.useWatch<RecordValues['occurredAt']>('occurredAt');
  const open = kindsOn(kinds, at);
  const law = open.find((one) => one.kind === kind);
  return (
    <>
      <Form.Item<RecordValues> name="kind" label={t(W.kind)} rules={needed}>
        <Choices
          label={t(W.kind)}
          narrow={240}
          options={open.map((one) => ({ value: one.kind, label: t(one.title) }))}
        />
      </Form.Item>
      {law && (
        <Typography.Paragraph type="secondary">
          {t(W.clause)} {law.clause}：<span lang="zh-CN">{law.citation.zh}</span>
        </Typography.Paragraph>
      )}
      <Form.Item<RecordValues> name="plate" label={t(W.plate)} rules={needed}>
        <Input
          size="large"
          placeholder="晋C12345"
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      </Form.Item>
      <Form.Item<RecordValues> name="plateColour" label={t(W.colour)} rules={needed}>
        <Choices
          label={t(W.colour)}
          narrow={132}
          options={PLATE_COLOURS.map((value) => ({ value, label: t(PLATE_COLOUR_NAMES[value]) }))}
        />
      </Form.Item>
      <Form.Item<RecordValues> name="occurredAt" label={t(W.at)} rules={needed}>
        <Input size="large" type="datetime-local" />
      </Form.Item>
      <Form.Item<RecordValues> name="countyCode" label={t(W.county)} rules={needed} hidden={me.countyCode !== null}>
        <Choices
          label={t(W.county)}
          narrow={104}
          options={COUNTY_CODES.map((value) => ({ value, label: t(COUNTY_NAMES[value]) }))}
        />
      </Form.Item>
      <Form.Item<RecordValues> name="place" label={t(W.place)} rules={needed}>
        <Input size="large" maxLength={200} placeholder={t(W.placeHint)} />
      </Form.Item>
      <Form.Item<RecordValues> name="seen" label={t(W.seen)} rules={needed}>
        <Input.TextArea rows={3} maxLength={2000} placeholder={t(W.seenHint)} />
      </Form.Item>
      <Collapse
        ghost
        styles={{ header: { paddingInline: 0 }, body: { paddingInline: 0 } }}
        items={[{ key: 'more', label: t(W.more), children: <Whose /> }]}
      />
    </>
  );
}

/** Whose it is, chosen from those that the officer may see. */
function Whose() {
  const t = useT();
  const contractors = useOrganisations('contractor');
  const enterprises = useOrganisations('enterprise');
  const { data: sites } = useQuery({
    queryKey: ['sites', 'names'],
    queryFn: () => allPages((more) => told(api.GET('/api/v1/sites', { params: { query: more } }))),
    staleTime: 300_000,
  });
  const list = {
    size: 'large',
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    placeholder: t(W.unknown),
  } as const;
  return (
    <>
      <Form.Item<RecordValues> name="organisationId" label={t(W.organisation)}>
        <Select {...list} options={[...contractors, ...enterprises]} />
      </Form.Item>
      <Form.Item<RecordValues> name="siteId" label={t(W.site)}>
        <Select {...list} options={sites?.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
      </Form.Item>
    </>
  );
}
