import { AutoComplete, Form, Input, Select } from 'antd';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PLATE_COLOUR_NAMES } from '../../../domain/codes/plate-colour.ts';
import { isVerifiedBasis, STAGE_BASES, STAGE_BASIS_NAMES } from '../../../domain/codes/stage-basis.ts';
import { USAGE_NAMES } from '../../../domain/codes/usage.ts';
import { VEHICLE_TYPE_NAMES, vehicleTypeName } from '../../../domain/codes/vehicle-type-names.ts';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { INVOICE_KIND_NAMES, VEHICLE_STATUS_NAMES } from '../words.ts';
import { FACT_NAMES, type FactName } from './fact-words.ts';

const W = {
  must: w('必填', 'Needed'),
  typeHint: w('可输入名称或 GA/T 16.4 代码查找', 'Sought by name or GA/T 16.4 code'),
  divisionHint: w('六位行政区划代码，如 140302', 'Six digits, such as 140302'),
  useHint: w('GA/T 16.3 字母，如 F 货运、L 营转非', 'GA/T 16.3 letter, such as F'),
  substage: w('国六细分（a/b）', 'Step of China VI'),
  ownerName: w('所有人', 'Owner'),
  ownerPhone: w('所有人电话', 'Owner’s telephone'),
  sellerName: w('销售单位', 'Seller'),
  sellerCode: w('销售单位信用代码', 'Seller’s credit code'),
};

const holds = (text: string | undefined, part: string) =>
  text?.toLowerCase().includes(part.trim().toLowerCase()) === true;

type Names = Readonly<Record<string, Message>>;

/** Facts that everybody has to give, and those that one may. */
export type Depth = 'first' | 'all';

/** The fields of a vehicle for forms; officers choose a basis that counts as verified, enterprises declare. */
export function VehicleFields({ depth, needed }: { readonly depth: Depth; readonly needed: boolean }) {
  const t = useT();
  const may = useMay();
  const rules = needed ? [{ required: true, message: t(W.must) }] : [];
  const choice = (names: Names) => Object.entries(names).map(([value, name]) => ({ value, label: t(name) }));
  const select = (name: FactName, options: { value: string; label: string }[], must = needed) => (
    <Form.Item name={name} label={t(FACT_NAMES[name])} rules={must ? rules : []}>
      <Select showSearch={{ optionFilterProp: 'label' }} allowClear={!must} options={options} />
    </Form.Item>
  );
  const text = (name: FactName, more: { must?: boolean; type?: string; hint?: string; max?: number } = {}) => (
    <Form.Item name={name} label={t(FACT_NAMES[name])} rules={more.must ? rules : []} extra={more.hint}>
      <Input type={more.type ?? 'text'} maxLength={more.max ?? 100} autoComplete="off" />
    </Form.Item>
  );
  const line = (name: string[], label: Message) => (
    <Form.Item name={name} label={t(label)}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
  const types = Object.keys(VEHICLE_TYPE_NAMES).map((value) => ({ value, label: t(vehicleTypeName(value)) }));
  const bases = STAGE_BASES.filter((basis) => isVerifiedBasis(basis) === may('vehicle.verify'));
  return (
    <div
      style={{ display: 'grid', columnGap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))' }}
    >
      {text('plate', { must: needed, max: 20 })}
      {select('plateColour', choice(PLATE_COLOUR_NAMES))}
      {select('fuel', choice(FUEL_NAMES))}
      {select(
        'emissionStage',
        EMISSION_STAGES.map((stage) => ({ value: stage, label: t(stageNameOf(stage)) })),
      )}
      {select(
        'stageBasis',
        bases.map((basis) => ({ value: basis, label: t(STAGE_BASIS_NAMES[basis]) })),
      )}
      {select('usage', choice(USAGE_NAMES))}
      <Form.Item name="vehicleType" label={t(FACT_NAMES.vehicleType)} rules={rules} extra={t(W.typeHint)}>
        <AutoComplete
          options={types}
          showSearch={{ filterOption: (typed, option) => holds(option?.label, typed) }}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
      {text('vin', { max: 17 })}
      {text('registeredOn', { type: 'date' })}
      {depth === 'all' && (
        <>
          <Form.Item name="emissionSubstage" label={t(W.substage)}>
            <Select allowClear options={['a', 'b'].map((value) => ({ value, label: value }))} />
          </Form.Item>
          {text('usageCode', { max: 1, hint: t(W.useHint) })}
          {text('grossMassKg', { type: 'number' })}
          {text('registeredDivision', { max: 6, hint: t(W.divisionHint) })}
          {select('status', choice(VEHICLE_STATUS_NAMES), false)}
          {text('transferredTo', { max: 6, hint: t(W.divisionHint) })}
          {text('brandModel')}
          {text('engineNumber', { max: 32 })}
          {text('fleetName')}
          {text('networkStatus', { max: 50 })}
          {line(['owner', 'name'], W.ownerName)}
          {line(['owner', 'phone'], W.ownerPhone)}
          {text('certificateUploadedOn', { type: 'date' })}
          {text('invoiceOn', { type: 'date' })}
          {select('invoiceKind', choice(INVOICE_KIND_NAMES), false)}
          {line(['seller', 'name'], W.sellerName)}
          {line(['seller', 'creditCode'], W.sellerCode)}
        </>
      )}
    </div>
  );
}
