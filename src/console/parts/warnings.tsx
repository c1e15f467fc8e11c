import { WarningOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import type { WarningCode } from '../../domain/codes/warning.ts';
import type { Message } from '../../domain/failure.ts';
import { useT, w } from '../session/language.ts';

const WARNINGS: Readonly<Record<WarningCode, Message>> = {
  vin_check_digit: w('车辆识别代号校验位不符，请核对。', 'The check digit of the VIN is wrong. Look again.'),
  organisation_check_digit: w('统一社会信用代码校验位不符。', 'The check digit of the credit code is wrong.'),
  plate_colour_mismatch: w('号牌号码与号牌颜色不符。', 'The plate and its colour do not fit.'),
  stage_implausible: w('排放阶段与其他信息不相称，请核对。', 'The emission stage does not fit the rest of the record.'),
  stage_before_its_time: w(
    '生产日期早于该排放阶段实施之日，请核对排放阶段。',
    'It was made before this emission stage existed. Check the stage.',
  ),
  stage_against_fuel: w(
    '排放阶段与燃料种类矛盾，按“未知”处理。',
    'The stage and the fuel contradict each other; the stage counts as unknown.',
  ),
  category_unnamed: w('机械类型为“其他”，请写明是什么机械。', 'The kind is “other”: say what kind it is.'),
  machine_not_in_use: w('该机械已不在用。', 'The machine is in use no more.'),
  machine_code_stage_mismatch: w(
    '排放阶段与环保登记号码首位不符，请核对。',
    'The stage is not the one that the environmental code begins with.',
  ),
  outside_planned_days: w('进场日期不在计划日期内。', 'It came on a day that was not planned.'),
  exit_before_entry: w('离场时间早于进场时间。', 'It left before it came.'),
  pin_outside_boundary: w('工地坐标不在工地范围内。', 'The pin lies outside the outline of the site.'),
  filings_outside_schedule: w('有申报的计划日期超出工地工期。', 'Open filings plan days outside the schedule.'),
  below_zone_minimum: w('低于所在低排放区的最低排放要求。', 'Below the minimum of the low-emission zone.'),
  zone_unknown: w(
    '排放阶段或燃料未知，无法判断是否符合低排放区要求。',
    'Stage or fuel unknown: it cannot be told whether it meets the low-emission zone.',
  ),
  zone_place_unknown: w(
    '工地未标注位置，无法判断是否在低排放区内。',
    'The site has no location: it cannot be told whether it lies in a low-emission zone.',
  ),
  planned_entry_past: w(
    '计划进场日期已过。进场前申报方为有效。',
    'The planned entry is past. Only what is filed before the entry counts.',
  ),
  prohibition_open: w(
    '该机械处于禁止使用状态，复检合格前不得作业。',
    'The machine is under a prohibition: no work until it passes a re-test.',
  ),
  extension_unreviewed: w('延期后的日期尚未经县区审核。', 'The county has not looked at the extension yet.'),
};

/** What a doubt about a record is in words. */
export const warningText = (code: string): Message =>
  (WARNINGS as Readonly<Record<string, Message>>)[code] ?? w(code, code);

/** Doubts about a record: stored, not refused, and to be looked at. Nothing where there are none. */
export function Warnings({ of }: { readonly of: readonly { readonly code: string }[] }) {
  const t = useT();
  const codes = [...new Set(of.map(({ code }) => code))];
  if (codes.length === 0) return null;
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {codes.map((code) => (
        <li key={code}>
          <Typography.Text type="warning">
            <WarningOutlined /> {t(warningText(code))}
          </Typography.Text>
        </li>
      ))}
    </ul>
  );
}
