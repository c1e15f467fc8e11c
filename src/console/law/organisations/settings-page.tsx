import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Descriptions, Flex, Form, InputNumber, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import type { Message } from '../../../domain/failure.ts';
import type { AutoAccept } from '../../../domain/machinery/county-settings.ts';
import { MACHINE_PHOTOS, type MachinePhoto } from '../../../domain/machinery/machine-photos.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { tagged } from '../../parts/tagged.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Listed } from '../parts/listed.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices } from '../parts/words.ts';
import { ORGANISATION_PAGES, ORGANISATIONS } from './words.ts';

const W = {
  title: w('机械备案审核设置', 'Review of machine filings'),
  county: w('县区', 'County'),
  accept: w('自动受理', 'Accepted automatically'),
  photos: w('要求的照片', 'Photos asked for'),
  days: w('审核期限（工作日）', 'Working days to review'),
  daysHelp: w(
    '不填为不设期限。到期不自动作出决定，只提醒审核人员。',
    'No deadline where empty. A deadline that passes decides nothing; officers are reminded.',
  ),
  none: w('无', 'none'),
  noDeadline: w('不设期限', 'No deadline'),
  change: w('修改设置', 'Change'),
  says: w(
    '只对此后提交的备案有效；正在等待审核的不受影响。',
    'It counts for what is submitted from now on; what waits is not touched.',
  ),
  since: w('自', 'Since'),
  unset: w(
    '该县区尚未设置：所有备案由人工审核，不设期限。',
    'This county set nothing: every filing waits for an officer.',
  ),
  history: w('历次设置', 'Earlier settings'),
  version: w('版本', 'Version'),
};

const ACCEPTS: Readonly<Record<AutoAccept, Message>> = {
  off: w('不自动受理，全部人工审核', 'None: all wait for an officer'),
  complete: w('资料齐全、无疑点的自动受理', 'Those that are complete and without doubts'),
  all: w(
    '全部自动受理（禁用中或与低排放区不符的除外）',
    'All, but prohibited machines and those a zone speaks against',
  ),
};

type Settings = Schema<'MachinerySettings'>;
type Values = { autoAccept: AutoAccept; requiredPhotos: MachinePhoto[]; reviewWorkingDays?: number | null };
type County = (typeof COUNTY_CODES)[number];

/** How a county handles filings of machines. */
export function SettingsPage() {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const [countyCode, setCounty] = useState<County>((me.countyCode as County | null) ?? COUNTY_CODES[0]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'machinery-settings', countyCode],
    queryFn: () =>
      tagged(api.GET('/api/v1/counties/{countyCode}/machinery-settings', { params: { path: { countyCode } } })),
  });
  const writes = may('county-settings.write') && (me.countyCode === null || me.countyCode === countyCode);
  return (
    <Page
      title={W.title}
      trail={[{ to: '/organisations', title: ORGANISATIONS }]}
      actions={data && writes && <Change settings={data.body} etag={data.etag} />}
    >
      <SubNav pages={ORGANISATION_PAGES} />
      <Flex vertical gap={12}>
        <Select
          aria-label={t(W.county)}
          value={countyCode}
          options={choices(COUNTY_NAMES, t, COUNTY_CODES)}
          onChange={(next: County) => setCounty(next)}
          style={{ width: 180 }}
        />
        {error && !data ? (
          <Fault error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <Loading />
        ) : (
          <Shown settings={data.body} />
        )}
      </Flex>
    </Page>
  );
}

function useWords() {
  const t = useT();
  return {
    photos: (kinds: readonly MachinePhoto[]) =>
      kinds.length === 0 ? t(W.none) : kinds.map((kind) => t(MACHINE_PHOTOS[kind])).join('、'),
    days: (days: number | null) => (days === null ? t(W.noDeadline) : String(days)),
  };
}

function Shown({ settings }: { readonly settings: Settings }) {
  const t = useT();
  const words = useWords();
  return (
    <>
      <Card>
        {settings.version === 0 && <Typography.Paragraph>{t(W.unset)}</Typography.Paragraph>}
        <Descriptions
          column={1}
          items={[
            { key: 'accept', label: t(W.accept), children: t(ACCEPTS[settings.autoAccept]) },
            { key: 'photos', label: t(W.photos), children: words.photos(settings.requiredPhotos) },
            { key: 'days', label: t(W.days), children: words.days(settings.reviewWorkingDays) },
            ...(settings.since ? [{ key: 'since', label: t(W.since), children: <Instant at={settings.since} /> }] : []),
          ]}
        />
      </Card>
      {settings.history.length > 0 && (
        <Listed
          title={t(W.history)}
          rows={settings.history}
          rowKey={({ id }) => id}
          columns={[
            { title: t(W.version), cell: ({ version }) => version },
            { title: t(W.since), cell: ({ since }) => <Instant at={since} /> },
            { title: t(W.accept), cell: ({ autoAccept }) => t(ACCEPTS[autoAccept]) },
            { title: t(W.photos), cell: ({ requiredPhotos }) => words.photos(requiredPhotos) },
            { title: t(W.days), cell: ({ reviewWorkingDays }) => words.days(reviewWorkingDays) },
          ]}
        />
      )}
    </>
  );
}

function Change({ settings, etag }: { readonly settings: Settings; readonly etag: string }) {
  const t = useT();
  const { countyCode, autoAccept, requiredPhotos, reviewWorkingDays } = settings;
  return (
    <Act<Values, unknown>
      label={W.change}
      says={t(W.says)}
      type="primary"
      initial={{ autoAccept, requiredPhotos, reviewWorkingDays }}
      fields={
        <>
          <Form.Item name="autoAccept" label={t(W.accept)}>
            <Radio.Group vertical options={choices(ACCEPTS, t)} />
          </Form.Item>
          <Form.Item name="requiredPhotos" label={t(W.photos)}>
            <Checkbox.Group options={choices(MACHINE_PHOTOS, t)} />
          </Form.Item>
          <Form.Item name="reviewWorkingDays" label={t(W.days)} extra={t(W.daysHelp)}>
            <InputNumber min={1} max={60} precision={0} />
          </Form.Item>
        </>
      }
      act={(values) =>
        told(
          api.PATCH('/api/v1/counties/{countyCode}/machinery-settings', {
            params: { path: { countyCode }, header: { 'If-Match': etag } },
            body: { ...values, reviewWorkingDays: values.reviewWorkingDays ?? null },
          }),
        )
      }
    />
  );
}
