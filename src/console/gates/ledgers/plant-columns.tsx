import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import type { Message } from '../../../domain/failure.ts';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';
import type { Equipment } from './plant-ledger.tsx';

const W = {
  code: w('环保登记号码', 'Environmental code'),
  plate: w('号牌或内部编号', 'Plate or own number'),
  category: w('机械种类', 'Kind'),
  vin: w('车辆识别代号', 'VIN'),
  pin: w('机械识别代号（PIN）', 'PIN'),
  mein: w('机械环保代码', 'MEIN'),
  stage: w('排放阶段', 'Stage'),
  fuel: w('燃料种类', 'Fuel'),
  model: w('品牌型号', 'Brand and model'),
  produced: w('生产日期', 'Produced on'),
  engine: w('发动机', 'Engine'),
  owner: w('所有人', 'Owner'),
  span: w('在厂起止', 'In the plant'),
  enterprise: w('企业', 'Enterprise'),
  actions: w('操作', 'Actions'),
  lack: w('缺', 'Missing'),
  now: w('至今', 'now'),
};

/** What one would call it: by plate, code or number. */
export const equipmentName = ({ plate, environmentalCode, pin, mein, vin, brandModel }: Equipment): string =>
  plate ?? environmentalCode ?? pin ?? mein ?? vin ?? brandModel ?? '—';

/** The columns of the two ledgers of what works in a plant. */
export function plantColumns({
  t,
  kind,
  several,
  act,
}: {
  readonly t: (message: Message) => string;
  readonly kind: 'vehicle' | 'machine';
  readonly several: boolean;
  readonly act: (row: Equipment) => ReactNode;
}): TableColumnsType<Equipment> {
  const or = (value: ReactNode): ReactNode => value ?? <Mark tone="warn">{t(W.lack)}</Mark>;
  const column = (title: Message, key: string, of: (row: Equipment) => ReactNode) => ({
    title: t(title),
    key,
    render: (_: unknown, row: Equipment) => or(of(row)),
  });
  const engine = ({ manufacturer, model, number, powerKw }: Equipment['engine']) =>
    [manufacturer, model, number, powerKw === null ? null : `${powerKw} kW`].filter(Boolean).join(' · ') || undefined;
  const own =
    kind === 'vehicle'
      ? [
          column(W.plate, 'plate', ({ plate, plateColour }) => plate && <Plate plate={plate} colour={plateColour} />),
          column(W.vin, 'vin', ({ vin }) => vin),
        ]
      : [
          column(W.category, 'category', ({ category }) => category && t(MACHINE_CATEGORY_NAMES[category])),
          column(W.pin, 'pin', ({ pin, mein }) => pin ?? mein),
        ];
  return [
    column(W.code, 'code', ({ environmentalCode }) => environmentalCode),
    ...own,
    ...(several ? [column(W.enterprise, 'enterprise', ({ enterprise }) => enterprise)] : []),
    column(W.stage, 'stage', ({ emissionStage }) => <Stage code={emissionStage} />),
    column(W.fuel, 'fuel', ({ fuel }) => fuel && t(FUEL_NAMES[fuel])),
    column(
      W.model,
      'model',
      ({ manufacturer, brandModel }) => [manufacturer, brandModel].filter(Boolean).join(' ') || undefined,
    ),
    column(W.produced, 'produced', ({ producedOn }) => producedOn),
    column(W.engine, 'engine', (row) => engine(row.engine)),
    column(W.owner, 'owner', ({ ownerName }) => ownerName),
    column(W.span, 'span', ({ enteredOn, leftOn }) => enteredOn && `${enteredOn} → ${leftOn ?? t(W.now)}`),
    { title: t(W.actions), key: 'act', fixed: 'right', render: (_, row) => act(row) },
  ];
}
