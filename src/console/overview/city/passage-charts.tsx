import { EMISSION_STAGES } from '../../../domain/codes/emission-stage.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { ChartCard } from './chart-card.tsx';
import { type About, definitionOf, hasAny, linesOf, seriesOf } from './figures.ts';
import { eachMonth } from './months.ts';
import { useReport } from './reports.ts';

const W = {
  stages: w('货车进出次数（按排放阶段）', 'Accesses of goods vehicles by stage'),
  shares: w('国六及新能源占比', 'Share of China VI and new-energy'),
  newEnergy: w('新能源货车进出次数', 'Accesses of new-energy goods vehicles'),
  month: w('月份', 'Month'),
};

const STAGE_COLOURS: Readonly<Record<string, string>> = {
  '0': '#7f1d1d',
  '1': '#991b1b',
  '2': '#b91c1c',
  '3': '#dc2626',
  '4': '#ea8a0c',
  '5': '#3b82c4',
  '6': '#0f8b7e',
  '7': '#0b5f57',
  D: '#4d9a2a',
  X: '#8b929a',
};

/** Accesses of each stage, month by month: what is verified and what gates say stand apart. */
export function StageChart({ months, county }: About) {
  const t = useT();
  const { language } = useLanguage();
  const asking = useReport('passages', 'month', months, county);
  const labels = eachMonth(months);
  const known = EMISSION_STAGES.filter((stage) => stage !== 'X');
  const names = known.flatMap((stage) => [
    [`stage${stage}Verified`, stage, false] as const,
    [`stage${stage}Asserted`, stage, true] as const,
  ]);
  const figures = asking.data && {
    ...{ unit: 'count' as const, labelTitle: t(W.month), labels, stacked: true },
    series: [...names, ['stageUnknown', 'X', false] as const]
      .map(([name, stage, hatched]) =>
        seriesOf(asking.data, name, labels, t, { shape: 'bar', colour: STAGE_COLOURS[stage] ?? '#475569', hatched }),
      )
      .filter(hasAny),
  };
  return (
    <ChartCard
      title={W.stages}
      height={400}
      asking={asking}
      figures={figures}
      note={definitionOf(asking.data, ['accesses'], language)}
    />
  );
}

/** Shares of China VI and new-energy, and of what nobody knows. */
export function ShareChart({ months, county }: About) {
  const t = useT();
  const { language } = useLanguage();
  const asking = useReport('passages', 'month', months, county);
  const names = ['chinaViShare', 'chinaViShareTold', 'unknownShare'];
  const figures = linesOf(asking.data, names, months, t(W.month), t);
  return (
    <ChartCard
      title={W.shares}
      asking={asking}
      figures={figures}
      note={definitionOf(asking.data, names.slice(0, 1), language)}
    />
  );
}

export function NewEnergyChart({ months, county }: About) {
  const t = useT();
  const { language } = useLanguage();
  const asking = useReport('passages', 'month', months, county);
  const labels = eachMonth(months);
  const figures = asking.data && {
    ...{ unit: 'count' as const, labelTitle: t(W.month), labels, stacked: true },
    series: [
      seriesOf(asking.data, 'newEnergyVerified', labels, t, { shape: 'bar', colour: '#4d9a2a' }),
      seriesOf(asking.data, 'newEnergyAsserted', labels, t, { shape: 'bar', colour: '#4d9a2a', hatched: true }),
    ],
  };
  return (
    <ChartCard
      title={W.newEnergy}
      asking={asking}
      figures={figures}
      note={definitionOf(asking.data, ['newEnergyVerified'], language)}
    />
  );
}
