import type { RetirementEntry } from '../actions/retirement/list-retirements.ts';
import type { Sighted } from '../actions/retirement/sightings.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';
import type { Language } from './language.ts';

const heading = (zh: string, en: string): Message => ({ zh, en });
const named = (names: Readonly<Record<string, Message>>, code: string, language: Language): Cell =>
  names[code]?.[language] ?? code;
const county = (code: string | null, language: Language): Cell =>
  code === null ? null : isCountyCode(code) ? COUNTY_NAMES[code][language] : code;
const moment = (ms: number): Cell => formatInstant(ms).slice(0, 19).replace('T', ' ');

const PLACES: Readonly<Record<string, Message>> = {
  due: heading('应淘汰', 'due'),
  overdue: heading('逾期未淘汰', 'overdue'),
  retired: heading('已淘汰', 'retired'),
};
const PROOFS: Readonly<Record<string, Message>> = {
  recorded: heading('证明待核实', 'recorded, not verified'),
  verified: heading('证明已核实', 'proven'),
};
const UNPROVEN = heading('无证明', 'unproven');

/** The retirement list (淘汰名单) as a table. */
export const RETIREMENT_COLUMNS: readonly Column<RetirementEntry>[] = [
  { heading: heading('号牌号码', 'Plate'), cell: ({ row }) => row.plate },
  {
    heading: heading('号牌颜色', 'Plate colour'),
    cell: ({ row }, language) => named(PLATE_COLOUR_NAMES, row.plateColour, language),
  },
  { heading: heading('车辆识别代号', 'VIN'), width: 22, cell: ({ facts }) => facts.vin ?? null },
  { heading: heading('排放阶段', 'Emission stage'), cell: ({ row }) => row.emissionStage },
  { heading: heading('车辆类型', 'Vehicle type'), cell: ({ facts }) => facts.vehicleType ?? null },
  { heading: heading('注册登记日期', 'First registration'), cell: ({ facts }) => facts.registeredOn ?? null },
  { heading: heading('所属县区', 'County'), cell: ({ row }, language) => county(row.retirementCounty, language) },
  { heading: heading('所有人', 'Owner'), width: 24, cell: ({ facts }) => facts.owner?.name ?? null },
  { heading: heading('联系电话', 'Telephone'), cell: ({ facts }) => facts.owner?.phone ?? null },
  { heading: heading('状态', 'Status'), cell: ({ status }, language) => named(PLACES, status, language) },
  { heading: heading('期限', 'Deadline'), cell: ({ deadline }) => deadline },
  {
    heading: heading('淘汰证明', 'Proof'),
    cell: ({ status, proof }, language) =>
      proof ? named(PROOFS, proof.status, language) : status === 'retired' ? UNPROVEN[language] : null,
  },
  { heading: heading('证明编号', 'Certificate'), width: 22, cell: ({ proof }) => proof?.certificateNumber ?? null },
  { heading: heading('淘汰日期', 'Retired on'), cell: ({ proof }) => proof?.retiredOn ?? null },
];

/** Passages of vehicles overdue for retirement, one row a vehicle and enterprise. */
export const SIGHTING_COLUMNS: readonly Column<Sighted & { readonly one: Sighted['at'][number] }>[] = [
  { heading: heading('号牌号码', 'Plate'), cell: ({ row }) => row?.plate ?? null },
  {
    heading: heading('号牌颜色', 'Plate colour'),
    cell: ({ row }, language) => (row ? named(PLATE_COLOUR_NAMES, row.plateColour, language) : null),
  },
  {
    heading: heading('所属县区', 'County of the vehicle'),
    cell: ({ row }, language) => county(row?.retirementCounty ?? null, language),
  },
  { heading: heading('企业', 'Enterprise'), width: 24, cell: ({ one }) => one.enterprise },
  {
    heading: heading('企业所在县区', 'County of the gate'),
    cell: ({ one }, language) => county(one.countyCode, language),
  },
  { heading: heading('过车次数', 'Sightings'), cell: ({ one }) => one.sightings },
  { heading: heading('首次过车', 'First seen'), width: 20, cell: ({ one }) => moment(one.firstAt) },
  { heading: heading('最近过车', 'Last seen'), width: 20, cell: ({ one }) => moment(one.lastAt) },
];
