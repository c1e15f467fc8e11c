import { explainFlag, type FlagWhy } from '../enforcement/why.ts';
import { originWord } from '../policy/explain.ts';
import type { Facts } from '../policy/vocabulary.ts';
import type { Found } from './aggravating.ts';
import template from './notice-template.json' with { type: 'json' };
import { dayWord, plateWord, stageWord, timeWord } from './words.ts';

/** A picture that a notice shows, by where it lies. */
export type NoticePicture = {
  readonly evidenceId: string;
  readonly folder: string;
  readonly sha256: string;
  readonly caption: string;
};

/** All that a notice (告知书) says, filled in; kept with it, so that it can be printed again just as it was. */
export type NoticeContent = {
  readonly template: string;
  readonly number: string;
  readonly addressee: string;
  /** The violations it tells of, each with its facts as printed. */
  readonly violations: readonly { readonly id: string; readonly facts: readonly (readonly [string, string])[] }[];
  readonly clauses: readonly { readonly source: string; readonly text: string }[];
  readonly findings: readonly string[];
  readonly pictures: readonly NoticePicture[];
  readonly morePictures: number;
  readonly rights: readonly string[];
  readonly answerable: readonly string[];
  readonly issuer: string;
  readonly date: string;
};

/** A violation as a notice tells of it. */
export type ToldViolation = {
  readonly id: string;
  readonly clause: string;
  readonly policy: string;
  readonly policyTitle: string;
  readonly citation: string;
  readonly title: string;
  readonly answerable: readonly string[];
  readonly occurredAt: number;
  readonly plate: string | null;
  readonly plateColour: string | null;
  /** Where it was: the gate or site and whose it is. */
  readonly place: string | null;
  readonly machine: string | null;
  readonly why: FlagWhy;
};

export type Told = {
  readonly number: string;
  readonly caseNumber: string;
  readonly offender: {
    readonly name?: string;
    readonly creditCode?: string;
    readonly plate?: string;
    readonly plateColour?: string;
  };
  /** The county's name; null for the city. */
  readonly county: string | null;
  readonly answerDays: number;
  readonly today: string;
  readonly violations: readonly ToldViolation[];
  readonly findings: readonly Found[];
  readonly pictures: readonly NoticePicture[];
  readonly morePictures: number;
};

/** Fills the template. A pure function of what is told. */
export function noticeContent(told: Told): NoticeContent {
  const { violations, county } = told;
  const clauses = new Map(
    violations.map(({ policyTitle, clause, citation }) => [
      `${policyTitle} ${clause}`,
      { source: `《${policyTitle}》第 ${clause} 条款`, text: citation },
    ]),
  );
  const rights = template.rightsText.map((text) =>
    text.replace('{days}', String(told.answerDays)).replace('{case}', told.caseNumber),
  );
  return {
    template: template.id,
    number: told.number,
    addressee: addressee(told.offender),
    violations: violations.map((one, index) => ({ id: one.id, facts: factsOf(one, index) })),
    clauses: [...clauses.values()],
    findings: told.findings.map(({ finding, reason }) => `${finding.title.zh}：${reason.zh}（依据：${finding.cite}）`),
    pictures: told.pictures,
    morePictures: told.morePictures,
    rights,
    answerable: [...new Set(violations.flatMap(({ answerable }) => answerable))],
    issuer: county === null ? template.cityIssuer : template.issuer.replace('{county}', county),
    date: dayWord(told.today),
  };
}

function addressee({ name, creditCode, plate, plateColour }: Told['offender']): string {
  const vehicle = plate === undefined ? undefined : plateWord(plate, plateColour);
  if (name === undefined) return vehicle === undefined ? '当事人' : `${vehicle} 车辆所有人`;
  if (creditCode !== undefined) return `${name}（统一社会信用代码 ${creditCode}）`;
  return vehicle === undefined ? name : `${name}（${vehicle} 车辆所有人）`;
}

function factsOf(one: ToldViolation, index: number): [string, string][] {
  const rows: [string, string | null][] = [
    ['序号', String(index + 1)],
    ['时间', timeWord(one.occurredAt)],
    ['地点', one.place],
    ['号牌', one.plate === null ? null : plateWord(one.plate, one.plateColour)],
    ['机械', one.machine],
    ['排放阶段及来源', stageOf(one.why)],
    ['涉嫌违反', `${one.clause} ${one.title}`],
    ['查明情况与要求', explainFlag(one.why, 'zh')],
    ['线索编号', one.id],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The stage that was judged by, with where it is from. */
function stageOf(why: FlagWhy): string | null {
  if (!('decision' in why)) return null;
  const facts: Facts = why.facts;
  const stage = facts['vehicle.emissionStage'] ?? facts['machine.emissionStage'];
  return stage ? `${stageWord(String(stage.value))}（${originWord(stage.origin, 'zh')}）` : null;
}
