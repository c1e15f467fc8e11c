import { Flex, Tag } from 'antd';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import type { Message } from '../../../domain/failure.ts';
import { DIRECTION_NAMES } from '../../../domain/gates/names.ts';
import { useT, w } from '../../session/language.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Period } from '../parts/period.tsx';
import { Choice, CountyPicker, EnterprisePicker, GatePicker } from '../parts/pickers.tsx';
import { BARRIER_WORDS, OUTCOME_WORDS, optionsOf } from '../parts/words.ts';

const W = {
  outcome: w('判定', 'Verdict'),
  direction: w('方向', 'Direction'),
  stage: w('排放阶段', 'Stage'),
  barrier: w('道闸', 'Barrier'),
  also: w('同时限定', 'Also only'),
};

/** Every filter of the list of passages; charts elsewhere link here with the finer ones. */
export const PASSAGE_FILTERS = [
  'from',
  'to',
  'enterpriseId',
  'gateId',
  'countyCode',
  'outcome',
  'direction',
  'barrier',
  'emissionStage',
  'counted',
  'vehicleClass',
  'stageBasis',
  'newEnergy',
  'load',
  'chinaVi',
] as const;
export type PassageFilters = Partial<Record<(typeof PASSAGE_FILTERS)[number], string>>;

const FINER: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  counted: { true: w('计数通行', 'Counted accesses'), false: w('重复识别或被拦停', 'Repeats and refusals') },
  vehicleClass: {
    goods: w('货车', 'Goods vehicles'),
    trailer: w('挂车', 'Trailers'),
    other: w('其他车辆', 'Other vehicles'),
    unknown: w('车型不明', 'Class unknown'),
  },
  stageBasis: {
    verified: w('阶段已核实', 'Stage verified'),
    asserted: w('阶段为门禁上报', 'Stage as the gate says'),
    unknown: w('阶段不明', 'Stage unknown'),
  },
  newEnergy: {
    verified: w('新能源（已核实）', 'New energy, verified'),
    asserted: w('新能源（门禁上报）', 'New energy, as the gate says'),
    no: w('非新能源', 'Not new energy'),
    unknown: w('是否新能源不明', 'New energy unknown'),
  },
  load: {
    weighed: w('已称重', 'Weighed'),
    unweighed: w('未称重', 'Not weighed'),
    empty: w('空车', 'Empty'),
    untold: w('未报载货', 'Load not told'),
    loaded: w('载货', 'Loaded'),
  },
  chinaVi: {
    verified: w('国六及新能源（已核实）', 'China VI, verified'),
    told: w('国六及新能源', 'China VI or new energy'),
  },
};

/** The filters of passages, kept in the page's address. */
export function PassageFilterBar({
  filters,
  onChange,
}: {
  readonly filters: PassageFilters;
  readonly onChange: (change: PassageFilters) => void;
}) {
  const t = useT();
  const of = (name: (typeof PASSAGE_FILTERS)[number]) => ({
    value: filters[name],
    onChange: (value: string | undefined) => onChange({ [name]: value }),
  });
  const finer = Object.entries(FINER).flatMap(([name, words]) => {
    const word = words[filters[name as keyof PassageFilters] ?? ''];
    return word ? [{ name, word }] : [];
  });
  return (
    <FilterBar>
      <Period from={filters.from} to={filters.to} onChange={(days) => onChange(days)} />
      <CountyPicker {...of('countyCode')} />
      <EnterprisePicker {...of('enterpriseId')} />
      <GatePicker {...of('gateId')} enterpriseId={filters.enterpriseId} />
      <Choice label={t(W.outcome)} {...of('outcome')} options={optionsOf(OUTCOME_WORDS, t)} />
      <Choice
        label={t(W.direction)}
        {...of('direction')}
        options={optionsOf({ in: DIRECTION_NAMES.in, out: DIRECTION_NAMES.out }, t)}
      />
      <Choice
        label={t(W.stage)}
        {...of('emissionStage')}
        options={EMISSION_STAGES.map((value) => ({ value, label: t(stageNameOf(value)) }))}
      />
      <Choice label={t(W.barrier)} {...of('barrier')} options={optionsOf(BARRIER_WORDS, t)} />
      {finer.length > 0 && (
        <Flex gap={4} wrap align="center" style={{ flexBasis: '100%' }}>
          {t(W.also)}：
          {finer.map(({ name, word }) => (
            <Tag key={name} closable onClose={() => onChange({ [name]: undefined })}>
              {t(word)}
            </Tag>
          ))}
        </Flex>
      )}
    </FilterBar>
  );
}
