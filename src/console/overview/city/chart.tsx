import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../session/language.ts';
import { chartOption } from './chart-option.ts';
import type { init } from './engine.ts';
import type { Figures } from './figures.ts';

type Drawn = ReturnType<typeof init>;

/** A chart; a bar or point opens the rows behind it. What it shows is told in words and a table beside it. */
export function Chart({
  figures,
  height,
  label,
}: {
  readonly figures: Figures;
  readonly height: number;
  readonly label: string;
}) {
  const t = useT();
  const go = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ figures, go });
  latest.current = { figures, go };
  const drawn = useRef<Promise<Drawn>>(undefined);
  useEffect(() => {
    const node = place.current;
    if (!node) return undefined;
    let gone = false;
    const making = import('./engine.ts').then((engine) => {
      const chart = engine.init(node, null, { renderer: 'canvas' });
      if (gone) chart.dispose();
      chart.on('click', ({ seriesIndex = 0, dataIndex }) => {
        const { page } = latest.current.figures.series[seriesIndex]?.points[dataIndex] ?? {};
        if (page !== undefined) void latest.current.go(page);
      });
      return chart;
    });
    drawn.current = making;
    const fit = new ResizeObserver(() => void making.then((chart) => !chart.isDisposed() && chart.resize()));
    fit.observe(node);
    return () => {
      gone = true;
      fit.disconnect();
      void making.then((chart) => !chart.isDisposed() && chart.dispose());
    };
  }, []);
  useEffect(() => {
    void drawn.current?.then((chart) => !chart.isDisposed() && chart.setOption(chartOption(figures, t), true));
  });
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />;
}
