import type { EChartsCoreOption } from 'echarts/core';
import type { Message } from '../../../domain/failure.ts';
import type { Figures, Series } from './figures.ts';
import { numberText } from './reports.ts';

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const INK = '#374151';
const PALETTE = ['#0b5f57', '#c2410c', '#1d4ed8', '#7c3aed', '#a16207', '#475569'];
const SIGNS = ['circle', 'triangle', 'rect', 'diamond', 'pin', 'roundRect'];

/** How figures are drawn: lines also differ by their signs, and hatched bars by their pattern. */
export function chartOption(figures: Figures, say: (message: Message) => string): EChartsCoreOption {
  const { labels, series, unit, lying = false } = figures;
  const categories = { type: 'category', data: [...labels], axisTick: { show: false }, axisLabel: { color: INK } };
  const values = {
    type: 'value',
    minInterval: unit === 'count' ? 1 : undefined,
    max: unit === 'percent' ? 100 : undefined,
    axisLabel: { color: INK, formatter: unit === 'percent' ? '{value}%' : '{value}' },
    splitLine: { lineStyle: { color: '#e5e9e9' } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    color: PALETTE,
    grid: { left: 8, right: lying ? 24 : 12, top: series.length > 1 ? 40 : 12, bottom: 4, containLabel: true },
    legend: { show: series.length > 1, type: 'scroll', top: 0, textStyle: { color: INK, fontFamily: FONT } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      textStyle: { fontFamily: FONT },
      valueFormatter: (value: unknown) => numberText(typeof value === 'number' ? value : null, unit, say),
    },
    xAxis: lying ? values : categories,
    yAxis: lying ? { ...categories, inverse: true } : values,
    series: series.map((one, place) => drawn(one, place, figures, say)),
  };
}

function drawn(one: Series, place: number, { stacked, lying, unit, series }: Figures, say: (m: Message) => string) {
  const data = one.points.map(({ value }) => value);
  const colour = one.colour ?? PALETTE[place % PALETTE.length];
  if (one.shape === 'line')
    return {
      ...{ name: one.name, type: 'line', data, symbol: SIGNS[place % SIGNS.length], symbolSize: 8 },
      ...{ itemStyle: { color: colour }, lineStyle: { color: colour, width: 2 }, connectNulls: false },
      triggerLineEvent: false,
    };
  return {
    ...{ name: one.name, type: 'bar', data, barMaxWidth: 36, cursor: 'pointer' },
    ...(stacked ? { stack: 'all' } : {}),
    itemStyle: { color: colour, ...(one.hatched ? { decal: HATCHING } : {}) },
    label: {
      show: (lying ?? false) && series.length === 1,
      position: 'right',
      color: INK,
      fontFamily: FONT,
      formatter: ({ value }: { value: unknown }) => numberText(typeof value === 'number' ? value : null, unit, say),
    },
  };
}

const HATCHING = {
  color: 'rgba(255,255,255,0.75)',
  dashArrayX: [1, 0],
  dashArrayY: [3, 4],
  rotation: -Math.PI / 4,
};
