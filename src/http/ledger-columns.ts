import type { PlantRow } from '../actions/ledgers/plant-ledger.ts';
import type { LedgerSide, NamedPhoto, TransportRow } from '../actions/ledgers/transport-ledger.ts';
import { stageNameOf } from '../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../domain/codes/machine-category.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import { USAGE_NAMES, usageCodeName } from '../domain/codes/usage.ts';
import type { Message } from '../domain/failure.ts';
import {
  LEDGER_FACT_NAMES,
  LEDGER_FACTS,
  LEDGER_SOURCES,
  type LedgerFact,
  type LedgerSource,
} from '../domain/ledgers/ledger-vehicle.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';
import type { Language } from './language.ts';

type Names = Readonly<Record<string, Message | undefined>>;

const heading = (zh: string, en: string): Message => ({ zh, en });
const named = (names: Names, code: string | null | undefined, language: Language): Cell =>
  code ? (names[code]?.[language] ?? code) : null;

/** The first of these is what officials write; the code alone is what HJ 1321 exchanges. */
const stageName = (stage: string | null | undefined, substage: string | undefined, language: Language): Cell => {
  if (!stage || stage === 'X') return null;
  if (stage === 'D') return language === 'zh' ? '电动' : 'zero-tailpipe';
  return `${stageNameOf(stage)[language]}${substage ?? ''}`;
};

/** As ledgers write moments: China time, without zone. */
const moment = (ms: number | undefined): Cell =>
  ms === undefined ? null : formatInstant(ms).slice(0, 19).replace('T', ' ');
const names = (photos: readonly NamedPhoto[] | undefined): Cell => photos?.map(({ name }) => name).join('; ') || null;

const SOURCES: Readonly<Record<LedgerSource, Message>> = {
  verified: heading('已核实', 'verified'),
  declared: heading('企业申报', 'declared'),
  asserted: heading('门禁上报', 'asserted by the gate'),
};

/** Who said it: one word where all facts have one source, else each source with its facts. */
function sourcesOf({ vehicle: { sources } }: TransportRow, language: Language): Cell {
  const [first, ...others] = Object.values(sources);
  if (first && others.every((one) => one === first)) return SOURCES[first][language];
  const told = LEDGER_SOURCES.map((source) => ({
    source,
    facts: LEDGER_FACTS.filter(
      (fact) => sources[fact] === source && fact !== 'emissionSubstage' && fact !== 'usageCode',
    ),
  })).filter(({ facts }) => facts.length > 0);
  const [colon, comma, stop] = language === 'zh' ? ['：', '、', '；'] : [': ', ', ', '; '];
  if (told.length <= 1) return told[0] ? SOURCES[told[0].source][language] : null;
  return told
    .map(
      ({ source, facts }) =>
        `${SOURCES[source][language]}${colon}${facts.map((fact) => LEDGER_FACT_NAMES[fact][language]).join(comma)}`,
    )
    .join(stop);
}

const fact = (name: LedgerFact, width?: number): Column<TransportRow> => ({
  heading: LEDGER_FACT_NAMES[name],
  ...(width ? { width } : {}),
  cell: ({ vehicle: { facts } }, language) => {
    switch (name) {
      case 'fuel':
        return named(FUEL_NAMES, facts.fuel, language);
      case 'emissionStage':
        return stageName(facts.emissionStage, facts.emissionSubstage, language);
      case 'usage':
        return (
          (language === 'zh' && facts.usageCode && usageCodeName(facts.usageCode)) ||
          named(USAGE_NAMES, facts.usage, language)
        );
      default:
        return facts[name] ?? null;
    }
  },
});

const EMPTY_TRUCK = heading('空车', 'empty');
const TONNES = heading('吨', 't');

function side(which: 'entry' | 'exit', zh: string, en: string): Column<TransportRow>[] {
  const of = (nameZh: string, nameEn: string, width: number, cell: (side: LedgerSide, language: Language) => Cell) => ({
    heading: heading(`${zh}${nameZh}`, `${en} ${nameEn}`),
    width,
    cell: (row: TransportRow, language: Language) => {
      const part = row[which];
      return part ? cell(part, language) : null;
    },
  });
  return [
    of('出入口', 'gate', 16, ({ gate }) => gate),
    of('道闸编号', 'barrier', 10, ({ lane }) => lane),
    of('时间', 'time', 20, ({ at }) => moment(at)),
    of('运输货物名称', 'cargo', 14, ({ cargo, empty }, language) => (empty ? EMPTY_TRUCK[language] : cargo)),
    of('运输量', 'quantity', 10, ({ kg }) => (kg === null ? null : kg / 1_000)),
    of('计量单位', 'unit', 8, ({ kg }, language) => (kg === null ? null : TONNES[language])),
    of('照片', 'photos', 30, ({ photos }) => names(photos)),
  ];
}

/** The ledger of transport vehicles in and out, in the order of the field list that gate systems share, HJ 1321's fields among them. */
export const TRANSPORT_COLUMNS: readonly Column<TransportRow>[] = [
  { heading: heading('企业名称', 'Enterprise'), width: 24, cell: ({ enterprise }) => enterprise },
  { heading: heading('车牌号码', 'Plate'), width: 12, cell: ({ plate }) => plate || null },
  {
    heading: heading('车牌颜色', 'Plate colour'),
    width: 10,
    cell: ({ plateColour }, language) => named(PLATE_COLOUR_NAMES, plateColour, language),
  },
  fact('vin', 20),
  fact('engineNumber'),
  fact('registeredOn', 12),
  fact('brandModel', 20),
  fact('fuel', 10),
  fact('vehicleType', 10),
  fact('networkStatus', 10),
  fact('emissionStage', 10),
  fact('usage', 10),
  fact('owner', 20),
  ...side('entry', '进厂', 'Entry'),
  ...side('exit', '出厂', 'Exit'),
  { heading: heading('随车清单照片', 'Vehicle list'), width: 30, cell: ({ list }) => names(list) },
  { heading: heading('行驶证照片', 'Driving licence'), width: 30, cell: ({ licence }) => names(licence) },
  fact('fleetName', 20),
  { heading: heading('信息来源', 'Source'), width: 24, cell: sourcesOf },
  { heading: heading('通行记录编号', 'Visit'), width: 38, cell: ({ id }) => id },
];

type Plant = Column<PlantRow>;
const plant = (zh: string, en: string, width: number, cell: Plant['cell']): Plant => ({
  heading: heading(zh, en),
  width,
  cell,
});
const P = {
  enterprise: plant('企业名称', 'Enterprise', 24, ({ enterprise }) => enterprise),
  environmentalCode: plant('环保登记号码', 'Environmental code', 16, (row) => row.environmentalCode),
  plate: plant('车牌号码（内部号牌）', 'Plate (own)', 14, ({ plate }) => plate),
  producedOn: plant('生产日期', 'Produced', 12, (row) => row.producedOn),
  registeredOn: plant('注册登记日期', 'First registration', 12, (row) => row.registeredOn),
  fuel: plant('燃料种类', 'Fuel', 10, ({ fuel }, language) => named(FUEL_NAMES, fuel, language)),
  stage: plant('排放标准', 'Emission stage', 10, (row, language) => stageName(row.emissionStage, undefined, language)),
  owner: plant('所有人', 'Owner', 20, ({ ownerName }) => ownerName),
  engineNumber: plant('发动机编号', 'Engine number', 16, (row) => row.engineNumber),
  enteredOn: plant('进厂日期', 'Came', 12, (row) => row.enteredOn),
  leftOn: plant('离厂日期', 'Left', 12, (row) => row.leftOn),
  id: plant('台账编号', 'Row', 38, ({ id }) => id),
};

/** The ledger of vehicles that work in the plant (厂内车辆). */
export const IN_PLANT_COLUMNS: readonly Plant[] = [
  P.enterprise,
  P.environmentalCode,
  P.plate,
  plant('车辆识别代号', 'VIN', 20, ({ vin }) => vin),
  P.producedOn,
  P.registeredOn,
  plant('品牌型号', 'Brand and model', 20, ({ brandModel }) => brandModel),
  P.fuel,
  P.stage,
  plant('联网状态', 'Remote monitoring', 10, ({ networkStatus }) => networkStatus),
  P.owner,
  P.engineNumber,
  plant('随车清单照片', 'Vehicle list', 30, ({ photos }) => names(photos.list)),
  plant('行驶证照片', 'Driving licence', 30, ({ photos }) => names(photos.licence)),
  P.enteredOn,
  P.leftOn,
  P.id,
];

/** The ledger of non-road mobile machinery (非道路移动机械). */
export const MACHINERY_COLUMNS: readonly Plant[] = [
  P.enterprise,
  P.environmentalCode,
  P.producedOn,
  P.plate,
  P.stage,
  P.fuel,
  plant('机械种类', 'Kind', 12, ({ category }, language) => named(MACHINE_CATEGORY_NAMES, category, language)),
  plant('产品识别码（PIN）', 'PIN', 20, ({ pin }) => pin),
  plant('机械环保代码', 'MEIN', 20, ({ mein }) => mein),
  plant('机械型号', 'Model', 16, ({ brandModel }) => brandModel),
  plant('发动机型号', 'Engine model', 16, ({ engineModel }) => engineModel),
  plant('发动机生产厂', 'Engine maker', 20, ({ engineManufacturer }) => engineManufacturer),
  P.engineNumber,
  plant('发动机功率（kW）', 'Engine power (kW)', 10, ({ powerW }) => (powerW === null ? null : powerW / 1_000)),
  P.owner,
  plant('机械生产厂', 'Maker', 20, ({ manufacturer }) => manufacturer),
  plant('环保信息公开编号', 'Disclosure number', 26, (row) => row.disclosureNumber),
  plant('整机铭牌照片', 'Machine nameplate', 30, ({ photos }) => names(photos.machine_plate)),
  plant('发动机铭牌照片', 'Engine nameplate', 30, ({ photos }) => names(photos.engine_plate)),
  plant('环保信息标签照片', 'Environmental label', 30, ({ photos }) => names(photos.label)),
  P.enteredOn,
  P.leftOn,
  P.id,
];
