import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

type Day = { readonly day: string; readonly declared: number; readonly received: number; readonly rate: number };

/** Declared and received by day as columns, the rate as a line. The same stands in the table below it. */
export default function RateChart({
  days,
  names,
  required,
  label,
}: {
  readonly days: readonly Day[];
  readonly names: { readonly declared: string; readonly received: string; readonly rate: string };
  readonly required: number | undefined;
  readonly label: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: 'svg' });
    const text = { color: '#1f2937', fontSize: 12 };
    const percent = (value: number) => Math.floor(value * 1_000) / 10;
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      legend: { top: 0, textStyle: text },
      grid: { top: 40, left: 48, right: 48, bottom: 28 },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)), axisLabel: text },
      yAxis: [
        { type: 'value', minInterval: 1, axisLabel: text },
        { type: 'value', min: 0, max: 100, axisLabel: { ...text, formatter: '{value}%' }, splitLine: { show: false } },
      ],
      series: [
        {
          name: names.declared,
          type: 'bar',
          data: days.map(({ declared }) => declared),
          itemStyle: { color: '#b9c8c6' },
        },
        {
          name: names.received,
          type: 'bar',
          data: days.map(({ received }) => received),
          itemStyle: { color: '#0b5f57' },
        },
        {
          name: names.rate,
          type: 'line',
          yAxisIndex: 1,
          symbolSize: 7,
          data: days.map(({ rate }) => percent(rate)),
          itemStyle: { color: '#0958d9' },
          ...(required === undefined
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: '#b42318', type: 'dashed' },
                  label: { formatter: '{c}%', color: '#b42318' },
                  data: [{ yAxis: percent(required) }],
                },
              }),
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [days, names, required]);
  return <div ref={place} role="img" aria-label={label} style={{ height: 260, width: '100%' }} />;
}
