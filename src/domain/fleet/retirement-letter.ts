import { z } from 'zod';
import { COUNTY_NAMES, isCountyCode } from '../codes/county.ts';
import { stageNameOf } from '../codes/emission-stage.ts';
import { PLATE_COLOUR_NAMES } from '../codes/plate-colour.ts';
import type { PrintedDocument } from '../documents/printed-document.ts';
import type { Message } from '../failure.ts';
import { formatInstant } from '../time.ts';

/** How letters are numbered and who signs them: words with {year} and {serial} in the number. */
export const letterForm = z.strictObject({
  number: z.string().includes('{year}').includes('{serial}'),
  issuer: z.string().min(1),
});
export type LetterForm = z.output<typeof letterForm>;

/** The number (文号) of the `serial`th letter of a year. */
export const letterNumber = ({ number }: LetterForm, year: number, serial: number): string =>
  number.replaceAll('{year}', String(year)).replaceAll('{serial}', String(serial));

/** A vehicle of another city that was met at our gates, as a letter tells of it. */
export type LetterVehicle = {
  readonly vehicleId: string;
  readonly plate: string;
  readonly plateColour: string;
  readonly vin: string | null;
  readonly emissionStage: string;
  readonly vehicleType: string | null;
  readonly registeredDivision: string | null;
  readonly registeredOn: string | null;
  /** At which enterprises it was met, the most often visited first. */
  readonly enterprises: readonly { readonly name: string; readonly countyCode: string; readonly sightings: number }[];
  readonly sightings: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** All that a letter (移送函) says. */
export type LetterContent = {
  readonly number: string;
  readonly addressee: string;
  readonly issuer: string;
  /** The legal days told of, both included. */
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly clause: { readonly source: string; readonly text: string };
  readonly vehicles: readonly LetterVehicle[];
};

/** The letter as it is printed: a Chinese paper. */
export function letterDocument(content: LetterContent, createdAt: number): PrintedDocument {
  const { number, addressee, issuer, from, to, today, clause, vehicles } = content;
  return {
    title: '国三及以下排放标准营运柴油货车线索移送函',
    number,
    addressee,
    blocks: [
      {
        paragraph:
          `${inWords(from)}至${inWords(to)}，我市重点用车单位门禁系统记录到登记地为贵市的国三及以下排放标准营运柴油货车 ` +
          `${vehicles.length} 辆进出。上述车辆不在我市淘汰名单范围内，现将有关线索移送贵单位，请依法依规处理，并将处理情况函复我局。`,
      },
      { paragraph: '车辆信息以登记核实为准，过车信息来自门禁系统记录。我市相关要求如下：' },
      { quote: clause },
      { heading: '车辆清单' },
      {
        table: {
          headings: ['序号', '号牌', '车辆识别代号', '排放', '登记地', '次数', '最近过车', '地点'],
          shares: [4, 11, 18, 5, 7, 5, 12, 22],
          rows: vehicles.map((one, index) => [
            String(index + 1),
            `${one.plate} ${nameOf(PLATE_COLOUR_NAMES, one.plateColour)}`,
            one.vin ?? '—',
            stageNameOf(one.emissionStage).zh,
            one.registeredDivision ?? '按号牌',
            String(one.sightings),
            formatInstant(one.lastAt).slice(0, 16).replace('T', ' '),
            one.enterprises.map(({ name, countyCode }) => `${name}（${countyOf(countyCode)}）`).join('、'),
          ]),
        },
      },
    ],
    stamp: { issuer, date: inWords(today) },
    createdAt,
  };
}

const nameOf = (names: Readonly<Record<string, Message>>, code: string): string => names[code]?.zh ?? code;
const countyOf = (code: string): string => (isCountyCode(code) ? COUNTY_NAMES[code].zh : code);

function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
