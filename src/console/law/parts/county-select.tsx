import { Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { useT, w } from '../../session/language.ts';
import { choices } from './words.ts';

const W = { county: w('县区', 'County'), all: w('全部县区', 'All counties') };

/** Chooses one county, or all of them. */
export function CountySelect({
  value,
  onChange,
}: {
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
}) {
  const t = useT();
  return (
    <Select
      aria-label={t(W.county)}
      allowClear
      value={value ?? null}
      placeholder={t(W.all)}
      options={choices(COUNTY_NAMES, t, COUNTY_CODES)}
      onChange={(code: string | undefined) => onChange?.(code)}
      style={{ minWidth: 140 }}
    />
  );
}
