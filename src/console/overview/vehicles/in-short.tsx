import { Card, Descriptions, Table, Typography } from 'antd';
import { RESULT_NAMES } from '../../../domain/observations/kinds.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('概况', 'In short'),
  years: w('逐年次数', 'By year'),
  network: w('联网状态', 'Remote monitoring'),
  inspection: w('最近检验', 'Last inspection'),
  valid: w('有效期至', 'valid until'),
  flags: w('未办结线索', 'Open findings'),
  breach: w('违规', 'breaches'),
  review: w('待核查', 'for review'),
  follow: w('待跟进监测', 'Observations to follow up'),
  declarants: w('申报单位', 'Declared by'),
  plates: w('曾用号牌', 'Plates'),
  now: w('至今', 'now'),
  year: w('年份', 'Year'),
  passages: w('通行', 'Passages'),
  violations: w('线索', 'Findings'),
  litres: w('尿素（升）', 'Urea, l'),
};

type File = Schema<'VehicleFile'>;

/** A vehicle in short: counts are of what the reader may list. */
export function InShort({ file }: { readonly file: File }) {
  const t = useT();
  const { network, lastInspection: last, openFlags, declarants, plates, openFollowUps, byYear } = file;
  const flags = (effect: 'breach' | 'review') => openFlags.filter((one) => one.effect === effect).length;
  const items = [
    {
      key: 'flags',
      label: t(W.flags),
      children: `${flags('breach')} ${t(W.breach)} · ${flags('review')} ${t(W.review)}`,
    },
    { key: 'network', label: t(W.network), children: network.status ?? '—' },
    {
      key: 'inspection',
      label: t(W.inspection),
      children: last ? (
        <>
          <Instant at={last.at} /> {t(RESULT_NAMES[last.result])} {last.station}{' '}
          {last.validUntil && `${t(W.valid)} ${last.validUntil}`}
        </>
      ) : (
        '—'
      ),
    },
    ...(openFollowUps > 0 ? [{ key: 'follow', label: t(W.follow), children: openFollowUps }] : []),
    {
      key: 'declarants',
      label: t(W.declarants),
      children: declarants.map(({ name, organisationId }) => name ?? organisationId).join('、') || '—',
    },
    ...(plates.length > 1
      ? [
          {
            key: 'plates',
            label: t(W.plates),
            children: plates.map(({ plate, plateColour, from, until }) => (
              <div key={`${plate}-${from}`}>
                <Plate plate={plate} colour={plateColour} /> {from ?? ''} – {until ?? t(W.now)}
              </div>
            )),
          },
        ]
      : []),
  ];
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      <Descriptions size="small" column={1} items={items} />
      {byYear.length > 0 && (
        <Table
          size="small"
          aria-label={t(W.years)}
          pagination={false}
          rowKey="year"
          dataSource={byYear}
          columns={[
            { title: t(W.year), dataIndex: 'year' },
            { title: t(W.passages), dataIndex: 'passages', align: 'right' },
            { title: t(W.violations), dataIndex: 'violations', align: 'right' },
            { title: t(W.litres), dataIndex: 'litres', align: 'right' },
          ]}
        />
      )}
    </Card>
  );
}
