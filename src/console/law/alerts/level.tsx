import { AlertFilled } from '@ant-design/icons';
import type { AlertLevel } from '../../../domain/alerts/order.ts';
import { useT } from '../../session/language.ts';
import { LEVEL_COLOURS, LEVEL_NAMES } from './words.ts';

/** The level of an order: its colour, and its name in words. */
export function Level({ level, large = false }: { readonly level: AlertLevel; readonly large?: boolean }) {
  const t = useT();
  return (
    <span
      style={{
        ...LEVEL_COLOURS[level],
        display: 'inline-flex',
        alignItems: 'center',
        gap: 8,
        padding: large ? '8px 18px' : '1px 10px',
        borderRadius: large ? 10 : 6,
        fontSize: large ? 26 : 14,
        fontWeight: 600,
        whiteSpace: 'nowrap',
      }}
    >
      {large && <AlertFilled aria-hidden />}
      {t(LEVEL_NAMES[level])}
    </span>
  );
}
