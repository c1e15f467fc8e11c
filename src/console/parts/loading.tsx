import { Spin } from 'antd';
import { useT, w } from '../session/language.ts';

const W = { loading: w('加载中…', 'Loading…') };

/** Something is on its way; told to screen readers too. */
export function Loading() {
  const t = useT();
  return (
    <div role="status" aria-live="polite" style={{ display: 'grid', placeItems: 'center', minHeight: 240 }}>
      <Spin />
      <span className="visually-hidden">{t(W.loading)}</span>
    </div>
  );
}
