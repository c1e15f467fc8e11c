import { Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useEnterprises, useGates } from './places.ts';

const W = {
  enterprise: w('企业', 'Enterprise'),
  gate: w('门禁', 'Gate'),
  county: w('县区', 'County'),
  all: w('全部', 'All'),
};

type Picked = {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly allowClear?: boolean;
};

const WIDTH = { width: '100%', minWidth: 120 };

/** Which enterprise; nothing is shown to people of an enterprise, who see their own alone. */
export function EnterprisePicker({ value, onChange, allowClear = true }: Picked) {
  const t = useT();
  const me = useMe();
  const enterprises = useEnterprises();
  if (me.role === 'enterprise') return null;
  return (
    <Labelled label={t(W.enterprise)} wide>
      <Select
        aria-label={t(W.enterprise)}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={allowClear}
        placeholder={t(W.all)}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
        loading={enterprises === undefined}
        options={enterprises?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        style={WIDTH}
      />
    </Labelled>
  );
}

/** Which gate, of the enterprise where one is chosen. */
export function GatePicker({ enterpriseId, value, onChange }: Picked & { readonly enterpriseId?: string | undefined }) {
  const t = useT();
  const gates = useGates(enterpriseId);
  const enterprises = useEnterprises();
  const nameOf = (id: string) => enterprises?.find((one) => one.id === id)?.name;
  const several = new Set(gates?.map((gate) => gate.enterpriseId)).size > 1;
  return (
    <Labelled label={t(W.gate)}>
      <Select
        aria-label={t(W.gate)}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={t(W.all)}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
        options={
          gates?.map((gate) => ({
            value: gate.id,
            label: several ? `${gate.name} · ${nameOf(gate.enterpriseId) ?? ''}` : gate.name,
          })) ?? []
        }
        style={WIDTH}
      />
    </Labelled>
  );
}

/** Which county; shown to those who see more than one. */
export function CountyPicker({ value, onChange }: Picked) {
  const t = useT();
  const me = useMe();
  if (!['admin', 'city_officer', 'department'].includes(me.role)) return null;
  return (
    <Choice
      label={t(W.county)}
      value={value}
      onChange={onChange}
      options={COUNTY_CODES.map((code) => ({ value: code, label: t(COUNTY_NAMES[code]) }))}
    />
  );
}

/** One of a few words, or all. */
export function Choice({
  label,
  value,
  onChange,
  options,
}: Picked & {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) {
  const t = useT();
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        allowClear
        placeholder={t(W.all)}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
        options={[...options]}
        style={WIDTH}
      />
    </Labelled>
  );
}

/** A control of a filter under its label, which grows with the room there is. */
export function Labelled({
  label,
  wide = false,
  children,
}: {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <div style={{ flex: wide ? '1 1 220px' : '1 1 132px', maxWidth: wide ? 320 : 220, minWidth: 0 }}>
      <div aria-hidden style={{ fontSize: 12, color: 'rgba(0, 0, 0, 0.68)', marginBottom: 2 }}>
        {label}
      </div>
      {children}
    </div>
  );
}
