import { Typography } from 'antd';
import { type ReactNode, useId } from 'react';

export type Choice<V extends string> = { readonly value: V; readonly label: ReactNode; readonly note?: ReactNode };

/**
 * One of a few, each large enough for a thumb. A control of a form: `value` and `onChange` come from `Form.Item`; `label` names the
 * group to screen readers. `narrow` is the least width of one, pixels.
 */
export function Choices<V extends string>({
  options,
  label,
  value,
  onChange,
  narrow = 140,
}: {
  readonly options: readonly Choice<V>[];
  readonly label: string;
  readonly value?: V | undefined;
  readonly onChange?: (value: V) => void;
  readonly narrow?: number;
}) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      style={{ display: 'grid', gap: 8, gridTemplateColumns: `repeat(auto-fill, minmax(min(${narrow}px, 100%), 1fr))` }}
    >
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <label
            key={option.value}
            style={{
              display: 'flex',
              gap: 8,
              alignItems: 'flex-start',
              minHeight: 44,
              boxSizing: 'border-box',
              padding: '10px 12px',
              borderRadius: 8,
              cursor: 'pointer',
              border: `1px solid ${chosen ? '#0b5f57' : '#c9d1d1'}`,
              background: chosen ? '#e3f1ee' : '#fff',
            }}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={chosen}
              onChange={() => onChange?.(option.value)}
              style={{ accentColor: '#0b5f57', width: 18, height: 18, margin: '2px 0 0', flex: 'none' }}
            />
            <span style={{ minWidth: 0 }}>
              {option.label}
              {option.note && (
                <Typography.Text type="secondary" style={{ display: 'block', fontSize: 13 }}>
                  {option.note}
                </Typography.Text>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
