import { Flex, Form, Input, Typography } from 'antd';
import { useT, w } from '../../session/language.ts';
import { Days } from '../days.tsx';

const W = {
  entry: w('计划进场日期', 'Planned entry'),
  exit: w('计划离场日期', 'Planned exit'),
  schedule: w('工地工期', 'Schedule of the site'),
};

/** The days on which a machine is to be on the site. */
export function PlannedDays({
  days,
  site,
  onChange,
}: {
  readonly days: { readonly plannedEntryOn: string; readonly plannedExitOn: string };
  readonly site?: { readonly startsOn: string; readonly endsOn: string } | undefined;
  readonly onChange: (days: { readonly from: string; readonly to: string }) => void;
}) {
  const t = useT();
  const { plannedEntryOn: from, plannedExitOn: to } = days;
  const bounds = site ? { min: site.startsOn, max: site.endsOn } : {};
  return (
    <Form layout="vertical" component="div">
      <Flex gap={12} wrap>
        <Form.Item label={t(W.entry)} htmlFor="planned-entry" style={{ flex: '1 1 150px', marginBottom: 12 }}>
          <Input
            id="planned-entry"
            type="date"
            size="large"
            {...bounds}
            value={from}
            onChange={(event) => event.target.value && onChange({ from: event.target.value, to })}
          />
        </Form.Item>
        <Form.Item label={t(W.exit)} htmlFor="planned-exit" style={{ flex: '1 1 150px', marginBottom: 12 }}>
          <Input
            id="planned-exit"
            type="date"
            size="large"
            {...bounds}
            value={to}
            onChange={(event) => event.target.value && onChange({ from, to: event.target.value })}
          />
        </Form.Item>
      </Flex>
      {site && (
        <Typography.Paragraph type="secondary">
          {t(W.schedule)}：<Days from={site.startsOn} to={site.endsOn} />
        </Typography.Paragraph>
      )}
    </Form>
  );
}
