import { EMISSION_STAGES, stageNameOf } from '../../domain/codes/emission-stage.ts';
import { decodeTally, matchesTally, type Tally, type TallySpec } from '../../domain/gates/tally.ts';
import { countFigure, type Figure, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import type { AccessSum } from '../../store/reports.ts';
import { byPattern } from './by-pattern.ts';
import {
  type Amount,
  type Answer,
  type Cells,
  linksOf,
  ownersOf,
  type Question,
  type ReportDef,
  rangeOf,
} from './report.ts';

const GOODS = { vehicleClass: 'goods' } as const;
const STAGES = EMISSION_STAGES.filter((stage) => stage !== 'X');
const BASES = [
  ['Verified', 'verified', '已核实', 'verified'],
  ['Asserted', 'asserted', '门禁上报', 'asserted by the gate'],
] as const;
const ACCESS_ZH = '一次进出计一次：同车、同向、同企业 300 秒内重复识别不重复计，被拒绝入厂的不计';
const ACCESS_EN = 'one for each access: repeats within the policy’s time count once, refused vehicles not at all';

type Counted = { readonly figure: Figure; readonly spec: TallySpec };

const byStage: readonly Counted[] = STAGES.flatMap((stage) =>
  BASES.map(([suffix, stageBasis, zh, en]) => {
    const { zh: nameZh, en: nameEn } = stageNameOf(stage);
    return {
      figure: countFigure(
        `stage${stage}${suffix}`,
        [`${nameZh}（${zh}）`, `${nameEn}, ${en}`],
        [
          `排放阶段为${nameZh}且依据为“${zh}”的货车进出次数。阶段不明的不在内。`,
          `Accesses of goods vehicles of this stage, ${en}. Unknown stages are not among them.`,
        ],
      ),
      spec: { ...GOODS, emissionStage: stage, stageBasis },
    };
  }),
);

const counted: readonly Counted[] = [
  {
    figure: countFigure(
      'accesses',
      ['货车进出次数', 'Accesses of goods vehicles'],
      [`货车进出次数，${ACCESS_ZH}。`, `Accesses of goods vehicles: ${ACCESS_EN}.`],
    ),
    spec: GOODS,
  },
  ...byStage,
  {
    figure: countFigure(
      'stageUnknown',
      ['阶段不明', 'Stage unknown'],
      [
        '排放阶段不明（含号牌未识别）的货车进出次数；从不计为国六。',
        'Accesses of goods vehicles of which nobody knows the stage, unread plates included; never counted as China VI.',
      ],
    ),
    spec: { ...GOODS, emissionStage: 'X' },
  },
  {
    figure: countFigure(
      'newEnergyVerified',
      ['新能源（已核实）', 'New-energy, verified'],
      ['登记燃料证实为新能源的货车进出次数。', 'Accesses of goods vehicles that are new-energy by the register.'],
    ),
    spec: { ...GOODS, newEnergy: 'verified' },
  },
  {
    figure: countFigure(
      'newEnergyAsserted',
      ['新能源（门禁上报）', 'New-energy, asserted'],
      [
        '仅由门禁上报为新能源的货车进出次数。',
        'Accesses of goods vehicles that are new-energy by the gate’s word alone.',
      ],
    ),
    spec: { ...GOODS, newEnergy: 'asserted' },
  },
  {
    figure: countFigure(
      'chinaViVerified',
      ['国六及新能源（已核实）', 'China VI or new-energy, verified'],
      [
        '经核实为国六及以上、零排放或新能源的货车进出次数；门禁上报和阶段不明的不计。',
        'Accesses of goods vehicles that by the register are China VI or better, zero-tailpipe or new-energy; neither the gate’s word nor unknown counts.',
      ],
    ),
    spec: { ...GOODS, chinaVi: 'verified' },
  },
  {
    figure: countFigure(
      'chinaViTold',
      ['国六及新能源（含门禁上报）', 'China VI or new-energy, the gate’s word included'],
      [
        '经核实或由门禁上报为国六及以上、零排放或新能源的货车进出次数；阶段不明的不计。',
        'The same by the register or by the gate’s word; unknown does not count.',
      ],
    ),
    spec: { ...GOODS, chinaVi: 'told' },
  },
  {
    figure: countFigure(
      'unclassified',
      ['车型不明', 'Class unknown'],
      [
        '无法判断是否为货车的进出次数；不在货车进出次数内。',
        'Accesses of vehicles of which nobody knows whether they are goods vehicles; in no other figure.',
      ],
    ),
    spec: { vehicleClass: 'unknown' },
  },
];

function figureNamed(name: string): Counted {
  const found = counted.find(({ figure }) => figure.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return found;
}

const ACCESSES = figureNamed('accesses');

const shares = [
  {
    figure: percentFigure(
      'chinaViShare',
      ['国六及新能源占比（已核实）', 'Share of China VI and new-energy, verified'],
      [
        '分子：国六及新能源（已核实）；分母：全部货车进出次数，阶段不明的留在分母。',
        'Numerator: China VI or new-energy, verified. Denominator: all accesses of goods vehicles; unknown stays in it.',
      ],
    ),
    of: figureNamed('chinaViVerified'),
  },
  {
    figure: percentFigure(
      'chinaViShareTold',
      ['国六及新能源占比（含门禁上报）', 'Share of China VI and new-energy, the gate’s word included'],
      [
        '分子：国六及新能源（含门禁上报）；分母：全部货车进出次数，阶段不明的留在分母。',
        'Numerator: China VI or new-energy, the gate’s word included. Denominator: all accesses of goods vehicles; unknown stays in it.',
      ],
    ),
    of: figureNamed('chinaViTold'),
  },
  {
    figure: percentFigure(
      'unknownShare',
      ['阶段不明占比', 'Share of unknown stages'],
      [
        '分子：阶段不明；分母：全部货车进出次数。',
        'Numerator: stage unknown. Denominator: all accesses of goods vehicles.',
      ],
    ),
    of: figureNamed('stageUnknown'),
  },
];

/** Passages by stage (分阶段过车统计) and the shares of China VI and new-energy. Clause 2.4.2. */
export const passageReport: ReportDef = {
  title: { zh: '过车排放阶段统计', en: 'Passages by stage' },
  action: 'report.read',
  rows: ['county', 'enterprise', 'month'],
  narrowedBy: ['countyCode', 'enterpriseId'],
  figures: [...shares, ...counted].map(({ figure }) => figure),
  count: async (question: Question): Promise<Answer> => {
    const sums = await question.bulk.reports.accesses(ownersOf(question), rangeOf(question), question.period);
    const values = new Map<string, number[]>();
    for (const sum of sums) add(values, sum);
    return byPattern({
      keys: [...values.keys()],
      pattern: (key, next) => cellsOf(question, key, next),
      numbers: (key) => numbersOf(values.get(key) ?? NOTHING),
    });
  },
};

const NOTHING = counted.map(() => 0);

/** Adds a sum to those figures of its row that count its tally. */
function add(values: Map<string, number[]>, { key, tally, count }: AccessSum): void {
  const own = values.get(key) ?? [...NOTHING];
  values.set(key, own);
  for (const figure of figuresOf(tally)) own[figure] = (own[figure] ?? 0) + count;
}

/** Which figures count a tally, by their places: there are a few hundred tallies at the most. */
const known = new Map<string, readonly number[]>();

function figuresOf(tally: string): readonly number[] {
  const figures = known.get(tally) ?? placesOf(decodeTally(tally));
  known.set(tally, figures);
  return figures;
}

const placesOf = (tally: Tally): number[] =>
  counted.flatMap(({ spec }, place) => (matchesTally(tally, spec) ? [place] : []));

/** The cells of a row, each share with its two amounts; `numbersOf` tells their numbers in the same order. */
function cellsOf(question: Question, key: string, next: () => number): Cells {
  const links = linksOf(question, key);
  const amount = ({ spec }: Pick<Counted, 'spec'>): Amount => ({
    value: next(),
    rows: links.during('/passages', { counted: 'true', ...spec }),
  });
  const share = (of: Counted) => ({ value: next(), numerator: amount(of), denominator: amount(ACCESSES) });
  return Object.fromEntries([
    ...shares.map(({ figure, of }) => [figure.name, share(of)] as const),
    ...counted.map((one) => [one.figure.name, amount(one)] as const),
  ]);
}

const PARTS = shares.map(({ of }) => counted.indexOf(of));

function numbersOf(values: readonly number[]): (number | null)[] {
  const whole = values[counted.indexOf(ACCESSES)] ?? 0;
  const told: (number | null)[] = [];
  for (const place of PARTS) {
    const part = values[place] ?? 0;
    told.push(percentOf(part, whole), part, whole);
  }
  return told.concat(values);
}
