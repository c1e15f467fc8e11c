import { Select } from 'antd';

export type Option = { readonly value: string; readonly label: string };

/** One filter with a closed list of values; none chosen means all. */
export function Choice({
  label,
  value,
  options,
  onChange,
  width = 168,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string | undefined) => void;
  readonly width?: number | string;
}) {
  return (
    <Select<string>
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={[...options]}
      onChange={(next: string | undefined) => onChange(next)}
      style={{ width }}
      popupMatchSelectWidth={false}
    />
  );
}
