import type { NewVehicle } from '../actions/fleet/register-vehicle.ts';
import type { ImportColumn, ImportForm } from '../actions/imports/read-import.ts';
import { FUEL_NAMES, FUELS, fuelOfGaCode } from '../domain/codes/fuel.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { STAGE_BASES, STAGE_BASIS_NAMES } from '../domain/codes/stage-basis.ts';
import { isOperating, parseUsageCode, USAGE_NAMES, USAGES } from '../domain/codes/usage.ts';
import type { Message } from '../domain/failure.ts';
import { fieldErrors } from './issues.ts';
import { VEHICLE_STATUSES, vehicleIn } from './vehicle-schema.ts';

const STATUS_NAMES: Readonly<Record<(typeof VEHICLE_STATUSES)[number], Message>> = {
  active: { en: 'active', zh: '正常' },
  deregistered: { en: 'deregistered', zh: '注销' },
  scrapped: { en: 'scrapped', zh: '报废' },
  transferred_out: { en: 'transferred out', zh: '转出' },
};

type Column = ImportColumn & {
  /** The heading of the template. */
  readonly title: Message;
  readonly note: Message;
  /** What a cell's text is in a body as `POST /vehicles` takes it. */
  readonly read: (text: string) => Body;
};

type Body = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, Message>>;
const any: Message = { en: 'Text.', zh: '文本。' };
const DAY: Message = { en: 'A day, such as 2019-05-06.', zh: '日期，如 2019-05-06。' };

/** A code, its English or its Chinese name; 黄 as well as 黄色. */
function codeOf(text: string, codes: readonly string[], names: Names): string {
  const said = text.normalize('NFKC').trim().toLowerCase();
  const same = (name: string | undefined) => name !== undefined && (name === said || name === `${said}色`);
  return codes.find((code) => code === said || same(names[code]?.zh) || names[code]?.en.toLowerCase() === said) ?? text;
}
const namesOf = (codes: readonly string[], names: Names): Message => ({
  en: `One of: ${codes.map((code) => names[code]?.en ?? code).join(', ')}.`,
  zh: `可填：${codes.map((code) => names[code]?.zh ?? code).join('、')}。`,
});

/** Days as people and spreadsheets write them; anything else stays for the check to refuse. */
function dayOf(text: string): string {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text;
}
const numberOf = (text: string): unknown => (/^\d{1,9}(?:\.0+)?$/.test(text) ? Number(text) : text);

const column = (
  name: string,
  title: Message,
  note: Message,
  more: { readonly also?: readonly string[]; readonly required?: boolean; readonly read?: Column['read'] } = {},
): Column => ({
  ...{ name, title, note, required: more.required ?? false },
  headings: [title.zh, title.en, name, ...(more.also ?? [])],
  read: more.read ?? ((text) => ({ [name]: text })),
});
const coded = (
  name: string,
  title: Message,
  codes: readonly string[],
  names: Names,
  also: readonly string[],
  required = true,
) =>
  column(name, title, namesOf(codes, names), {
    also,
    required,
    read: (text) => ({ [name]: codeOf(text, codes, names) }),
  });
const days = (name: string, title: Message, also: readonly string[] = []) =>
  column(name, title, DAY, { also, read: (text) => ({ [name]: dayOf(text) }) });

const COLUMNS: readonly Column[] = [
  column(
    'plate',
    { en: 'Plate', zh: '号牌号码' },
    { en: 'Such as 晋C12345.', zh: '如 晋C12345。' },
    {
      also: ['车牌号码', '车牌号', '车牌'],
      required: true,
    },
  ),
  coded('plateColour', { en: 'Plate colour', zh: '号牌颜色' }, PLATE_COLOURS, PLATE_COLOUR_NAMES, ['车牌颜色']),
  column(
    'vin',
    { en: 'VIN', zh: '车辆识别代号' },
    { en: '17 letters and digits.', zh: '17 位字母和数字。' },
    {
      also: ['车架号', '车辆识别代号(VIN)'],
    },
  ),
  column('fuel', { en: 'Fuel', zh: '燃料种类' }, namesOf(FUELS, FUEL_NAMES), {
    also: ['燃料类型', '燃油种类'],
    required: true,
    read: (text) => ({ fuel: fuelOfGaCode(text) ?? codeOf(text, FUELS, FUEL_NAMES) }),
  }),
  column(
    'emissionStage',
    { en: 'Emission stage', zh: '排放阶段' },
    {
      en: '0 to 7, D (electric, hydrogen), X (unknown), or such as 国五, 国六b.',
      zh: '0 至 7、D（电动、氢）、X（未知），或国五、国六b 等。',
    },
    { also: ['排放标准'], required: true },
  ),
  coded(
    'stageBasis',
    { en: 'Basis of the stage', zh: '排放判定依据' },
    STAGE_BASES,
    STAGE_BASIS_NAMES,
    ['判定依据', 'stage basis'],
    false,
  ),
  column('usage', { en: 'Use', zh: '使用性质' }, namesOf(USAGES, USAGE_NAMES), {
    also: ['使用性质代码', 'usage code'],
    required: true,
    read: usageOf,
  }),
  column(
    'vehicleType',
    { en: 'Vehicle type', zh: '车辆类型' },
    { en: 'GA/T 16.4 code, such as H11, Q11.', zh: 'GA/T 16.4 代码，如 H11、Q11。' },
    {
      also: ['车辆类型代码'],
      required: true,
    },
  ),
  column(
    'grossMassKg',
    { en: 'Gross mass', zh: '总质量' },
    { en: 'kg.', zh: '千克。' },
    {
      also: ['最大总质量', '总质量kg'],
      read: (text) => ({ grossMassKg: numberOf(text) }),
    },
  ),
  days('registeredOn', { en: 'First registered', zh: '初次登记日期' }, ['注册登记日期', '注册日期']),
  column(
    'registeredDivision',
    { en: 'Registered in', zh: '登记地区划' },
    { en: 'GB/T 2260 code, such as 140302.', zh: '行政区划代码，如 140302。' },
    {
      also: ['登记地'],
    },
  ),
  days('invoiceOn', { en: 'Invoice day', zh: '发票日期' }),
  column('brandModel', { en: 'Brand and model', zh: '品牌型号' }, any),
  column('networkStatus', { en: 'Remote monitoring', zh: '联网状态' }, { en: 'Such as 已联网.', zh: '如 已联网。' }),
  column('ownerName', { en: 'Owner', zh: '所有人' }, any, { read: (text) => ({ owner: { name: text } }) }),
  column('ownerPhone', { en: 'Owner’s telephone', zh: '联系电话' }, any, {
    also: ["Owner's telephone", '所有人电话'],
    read: (text) => ({ owner: { phone: text } }),
  }),
  coded('status', { en: 'Status', zh: '车辆状态' }, VEHICLE_STATUSES, STATUS_NAMES, [], false),
];

/** 营运 or 非营运, or a GA/T 16.3 letter, which tells more. */
function usageOf(text: string): Body {
  const code = parseUsageCode(text);
  const operating = code === undefined ? undefined : isOperating(undefined, code);
  if (code === undefined || operating === undefined) return { usage: codeOf(text, USAGES, USAGE_NAMES) };
  return { usageCode: code, usage: operating ? 'operating' : 'non_operating' };
}

/** The columns of the template. */
export const VEHICLE_COLUMNS: readonly Pick<Column, 'title' | 'note' | 'required'>[] = COLUMNS;

/** A table of vehicles, each row as `POST /vehicles` would take it. */
export const VEHICLE_FORM: ImportForm<NewVehicle> = {
  columns: COLUMNS,
  parse: (cells) => {
    let body: Body = {};
    for (const { name, read } of COLUMNS) {
      const text = cells[name];
      if (text !== undefined) body = merged(body, read(text));
    }
    const parsed = vehicleIn.safeParse(body);
    if (parsed.success) return { value: parsed.data };
    return {
      faults: fieldErrors(parsed.error.issues, body, 'body').map(({ pointer, detail }) => ({
        column: columnAt(pointer),
        detail,
      })),
    };
  },
  keyOf: ({ plate, plateColour }) => `${plate} ${plateColour}`,
};

function columnAt(pointer: string): string | null {
  const [, name = '', inner = ''] = pointer.split('/');
  if (name === '') return null;
  return name === 'owner' && inner === 'phone' ? 'ownerPhone' : columnOf(name);
}

const BESIDE: Readonly<Record<string, string>> = {
  owner: 'ownerName',
  emissionSubstage: 'emissionStage',
  usageCode: 'usage',
};

/** The column in which a fact of a vehicle stands. */
export const columnOf = (fact: string): string => BESIDE[fact] ?? fact;

/** The owner comes from two columns. */
function merged(body: Body, more: Body): Body {
  const owner = { ...(body['owner'] as object | undefined), ...(more['owner'] as object | undefined) };
  return { ...body, ...more, ...(Object.keys(owner).length > 0 ? { owner } : {}) };
}
