import { Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { HOLDING_NAMES } from '../../../domain/machinery/machine-life.ts';
import { MACHINE_USES } from '../../../domain/machinery/machine-use.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { afterTreatmentText } from '../after-treatment.ts';
import { Category, OrganisationName } from '../names.tsx';

const W = {
  category: w('类型', 'Kind'),
  environmentalCode: w('环保登记号码', 'Environmental code'),
  mein: w('机械环保代码（MEIN）', 'MEIN'),
  pin: w('产品识别码（PIN）', 'PIN'),
  manufacturer: w('生产厂家', 'Manufacturer'),
  serialNumber: w('出厂编号', 'Serial number'),
  model: w('机械型号', 'Model'),
  producedOn: w('生产日期', 'Produced on'),
  fuel: w('燃料', 'Fuel'),
  disclosure: w('环保信息公开编号', 'Disclosure number'),
  engine: w('发动机', 'Engine'),
  power: w('额定净功率', 'Rated net power'),
  after: w('后处理装置', 'After-treatment'),
  use: w('用途', 'Use'),
  holding: w('持有方式', 'Held as'),
  lessor: w('出租单位', 'Leased from'),
  holder: w('登记单位', 'Holder'),
  nobody: w('未登记，仅检查时见过', 'Nobody registered it; it was only seen'),
  owner: w('所有人', 'Owner'),
  unknown: w('未填写', 'Not told'),
  since: w('建档时间', 'On record since'),
};

/** What is on record of a machine; and what nobody told. `holder`: what its holder is called, where that is known already. */
export function MachineRecord({
  machine,
  holder,
}: {
  readonly machine: Schema<'Machine'>;
  readonly holder?: string | undefined;
}) {
  const t = useT();
  const { engine, owner } = machine;
  const motor = [engine?.manufacturer, engine?.model, engine?.number].filter(Boolean).join(' · ');
  const facts: readonly (readonly [ReturnType<typeof w>, ReactNode])[] = [
    [W.category, <Category key="category" of={machine.category} other={machine.otherCategory} />],
    [W.environmentalCode, machine.environmentalCode],
    [W.mein, machine.mein],
    [W.pin, machine.pin],
    [W.manufacturer, machine.manufacturer],
    [W.serialNumber, machine.serialNumber],
    [W.model, machine.model],
    [W.producedOn, machine.producedOn],
    [W.fuel, machine.fuel && t(FUEL_NAMES[machine.fuel])],
    [W.engine, motor],
    [W.power, engine?.powerKw === undefined ? undefined : `${engine.powerKw} kW`],
    [W.after, machine.afterTreatment && t(afterTreatmentText(machine.afterTreatment))],
    [W.disclosure, machine.disclosureNumber],
    [W.use, machine.use && t(MACHINE_USES[machine.use])],
    [W.holding, machine.holding && t(HOLDING_NAMES[machine.holding])],
    ...(machine.holding === 'leased' ? ([[W.lessor, machine.lessorName]] as const) : []),
    [
      W.holder,
      machine.organisationId ? (holder ?? <OrganisationName key="holder" id={machine.organisationId} />) : t(W.nobody),
    ],
    [W.owner, [owner?.name, owner?.phone].filter(Boolean).join(' · ')],
    [W.since, <Instant key="since" at={machine.createdAt} />],
  ];
  const unknown = facts.filter(([, known]) => !known).map(([label]) => t(label));
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        bordered
        styles={{ label: { width: '10em' }, content: { overflowWrap: 'anywhere' } }}
        items={facts
          .filter(([, known]) => Boolean(known))
          .map(([label, children]) => ({ key: label.en, label: t(label), children }))}
      />
      {unknown.length > 0 && (
        <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
          {t(W.unknown)}：{unknown.join('、')}
        </Typography.Paragraph>
      )}
    </>
  );
}
