import { creditCheckDigit } from '../domain/codes/credit-code.ts';

/** A credit code of a made-up organisation in a county, with its right check digits. */
export function creditCode(countyCode: string, serial: number): string {
  const body = `91${countyCode}${organisationCode(serial)}`;
  return `${body}${creditCheckDigit(body)}`;
}

/** A nine-character organisation code (GB 11714) with its check digit. */
function organisationCode(serial: number): string {
  const body = `MA0D${String(serial).padStart(4, '0')}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const value = (char: string) => (/\d/.test(char) ? Number(char) : char.charCodeAt(0) - 55);
  const sum = [...body].reduce((total, char, index) => total + value(char) * (weights[index] ?? 0), 0);
  const digit = 11 - (sum % 11);
  return `${body}${digit === 10 ? 'X' : digit === 11 ? '0' : String(digit)}`;
}

export type EnterpriseOfDemo = {
  readonly key: string;
  readonly name: string;
  readonly countyCode: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly cargo: string;
};

/** Enterprises round Yangquan, all made up: one of each sort that the plan tells apart. */
export const ENTERPRISES: readonly EnterpriseOfDemo[] = [
  {
    key: 'power',
    name: '桃河热电有限公司（演示）',
    countyCode: '140302',
    cargo: '原煤',
    facts: {
      sector: 'power',
      inPlanningArea: true,
      annualFreightTonnes: 3_200_000,
      railLineCompletedOn: '2020-11-30',
      keyVehicleUser: true,
      performanceGrade: 'B',
    },
  },
  {
    key: 'coking',
    name: '北山焦化有限公司（演示）',
    countyCode: '140322',
    cargo: '焦炭',
    facts: {
      sector: 'coking',
      inPlanningArea: false,
      annualFreightTonnes: 1_800_000,
      railLineCompletedOn: null,
      keyVehicleUser: true,
      performanceGrade: 'C',
    },
  },
  {
    key: 'cement',
    name: '冠山水泥有限公司（演示）',
    countyCode: '140321',
    cargo: '水泥熟料',
    facts: {
      sector: 'cement',
      inPlanningArea: false,
      annualFreightTonnes: 1_600_000,
      railLineCompletedOn: '2021-10-01',
      keyVehicleUser: true,
      performanceGrade: 'B',
    },
  },
  {
    key: 'foundry',
    name: '荫营铸造有限公司（演示）',
    countyCode: '140311',
    cargo: '铸件',
    facts: {
      sector: 'foundry',
      inPlanningArea: false,
      annualFreightTonnes: 90_000,
      railLineCompletedOn: null,
      keyVehicleUser: false,
    },
  },
];

export type Truck = {
  readonly plate: string;
  readonly plateColour: string;
  readonly stage: string;
  readonly fuel: string;
  readonly usage: string;
  readonly vehicleType: string;
  readonly registeredOn: string;
  /** Whether an officer has verified it; others are known by the gate's word alone, or not at all. */
  readonly known: 'verified' | 'asserted' | 'unknown';
};

const SORTS = [
  { stage: '3', registeredOn: '2011-04-18', share: 4 },
  { stage: '4', registeredOn: '2015-09-02', share: 10 },
  { stage: '5', registeredOn: '2019-05-06', share: 22 },
  { stage: '6', registeredOn: '2021-03-22', share: 18 },
  { stage: 'D', registeredOn: '2021-02-08', share: 5 },
] as const;

/** Trucks of all stages; the same ones at every start. */
export function trucks(): Truck[] {
  let number = 10_200;
  return SORTS.flatMap(({ stage, registeredOn, share }) =>
    Array.from({ length: share }, (_, index): Truck => {
      number += 37;
      const electric = stage === 'D';
      return {
        plate: electric ? `晋C${number}D` : `晋C${number}`,
        plateColour: electric ? 'yellow_green' : 'yellow',
        stage,
        fuel: electric ? 'electric' : stage === '6' && index % 4 === 0 ? 'natural_gas' : 'diesel',
        usage: 'operating',
        vehicleType: index % 3 === 0 ? 'Q11' : 'H17',
        registeredOn,
        known: index % 5 === 4 ? 'unknown' : index % 2 === 0 ? 'verified' : 'asserted',
      };
    }),
  );
}

/** The day before and the day of each date in the plan that passages turn on. */
export const DAYS = ['2021-06-30', '2021-07-01', '2021-09-30', '2021-10-01', '2021-12-31', '2022-01-01'] as const;
