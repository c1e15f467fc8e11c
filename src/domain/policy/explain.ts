import { stageNameOf } from '../codes/emission-stage.ts';
import { SECTOR_NAMES } from '../codes/sector.ts';
import type { WhyNode } from './evaluate.ts';
import type { OrderNote, RuleDecision } from './kernel.ts';
import { type FactName, type FactValue, type Origin, VOCABULARY } from './vocabulary.ts';

type Language = 'en' | 'zh';
type Words = Readonly<Record<Language, string>>;

const SECTORS: Readonly<Record<string, Words | undefined>> = SECTOR_NAMES;

const ORIGIN_WORDS: Readonly<Record<Origin, Words>> = {
  registry: { en: 'verified in the register', zh: '登记核实' },
  asserted: { en: 'asserted by the gate', zh: '门禁上报' },
  message: { en: 'as the passage says', zh: '过车记录' },
  enterprise_record: { en: 'by the enterprise record', zh: '企业档案' },
  record: { en: 'on record', zh: '有记录' },
  inferred: { en: 'inferred', zh: '推断' },
  closed_world: { en: 'none on record', zh: '无相关记录' },
};

/** Where a fact came from, in words. */
export const originWord = (origin: Origin, language: Language): string => ORIGIN_WORDS[origin][language];

const OUTCOME_WORDS: Readonly<Record<RuleDecision['outcome'], Words>> = {
  violation: { en: 'broken', zh: '违反' },
  review: { en: 'for review', zh: '待复核' },
  unverified: { en: 'cannot be decided', zh: '无法判定' },
  exempt: { en: 'exempt', zh: '豁免' },
  compliant: { en: 'complied with', zh: '符合' },
  not_applicable: { en: 'does not apply', zh: '不适用' },
};

/**
 * One line that says what was decided, by which facts and where they came from, what is missing, and since when the rule
 * is in force; in English or Chinese. A pure function of the decision.
 */
export function explain(decision: RuleDecision, language: Language): string {
  const head = `${decision.clause} ${OUTCOME_WORDS[decision.outcome][language]}`;
  const reasons = [...reasonsOf(decision, language), ...ordersOf(decision).map((order) => orderWords(order)[language])];
  const force = inForce(decision.why.inForce)[language];
  if (language === 'en') return `${head}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''} (${force})`;
  return `${head}${reasons.length > 0 ? `：${reasons.join('；')}` : ''}（${force}）`;
}

function inForce(span: RuleDecision['why']['inForce']): Words {
  if (!span) return { en: 'not in force on that day', zh: '当日未施行' };
  const { from, until } = span;
  if (until === undefined) return { en: `in force from ${from}`, zh: `自${from}起施行` };
  return { en: `in force from ${from} to before ${until}`, zh: `自${from}起施行，至${until}前` };
}

/** The orders that the outcome hangs on. */
function ordersOf({ outcome, why }: RuleDecision): readonly OrderNote[] {
  const bearing = { violation: 'barred', unverified: 'unknown', exempt: 'exempted' }[outcome as string];
  const orders = why.orders ?? [];
  const deciding = orders.filter((order) => order.bearing === bearing);
  return deciding.length > 0 || outcome !== 'unverified'
    ? deciding
    : orders.filter(({ bearing: one }) => one !== 'free');
}

function orderWords({ orderNumber, revision, startsAt, endsAt }: OrderNote): Words {
  const [from, to] = [startsAt, endsAt].map((instant) => instant?.slice(0, 16).replace('T', ' '));
  return {
    en: `order ${orderNumber ?? 'without number'}, revision ${revision}, from ${from} ${to ? `to ${to}` : 'until lifted'}`,
    zh: `管控令${orderNumber ?? '（无文号）'}，第${revision}版，自${from}${to ? `至${to}` : '起至解除'}`,
  };
}

function reasonsOf({ outcome, why, missing }: RuleDecision, language: Language): string[] {
  const unknown = missing.map((name) => {
    const title = VOCABULARY[name].title[language];
    return language === 'en' ? `unknown: ${title}` : `未知：${title}`;
  });
  const nodes =
    outcome === 'not_applicable'
      ? leaves(why.applies, 'no')
      : outcome === 'compliant'
        ? leaves(why.requires, 'yes')
        : [
            ...why.unless.flatMap((node) => leaves(node, 'yes')),
            ...leaves(why.requires, 'no'),
            ...(outcome === 'unverified' ? [] : leaves(why.applies, 'yes')),
          ];
  return [...unknown, ...byFact(nodes).map((group) => sentence(group, language))];
}

/** The conditions that came out `value` and so decided the group they stand in. */
function leaves(node: WhyNode | null, value: 'yes' | 'no'): WhyNode[] {
  if (!node || node.value !== value) return [];
  if (node.op === 'fact') return [node];
  const inner = node.op === 'not' ? (value === 'yes' ? 'no' : 'yes') : value;
  return (node.because ?? []).flatMap((part) => leaves(part, inner));
}

/** One fact is told once, with all that was asked of it. */
function byFact(nodes: readonly WhyNode[]): WhyNode[][] {
  const groups = new Map<FactName, WhyNode[]>();
  for (const node of nodes) if (node.fact) groups.set(node.fact, [...(groups.get(node.fact) ?? []), node]);
  return [...groups.values()];
}

function sentence(group: readonly WhyNode[], language: Language): string {
  const [first] = group;
  if (!first?.fact) return '';
  const title = VOCABULARY[first.fact].title[language];
  const actual =
    first.actual === undefined
      ? { en: 'unknown', zh: '未知' }[language]
      : valueWords(first.fact, first.actual, language);
  const from = first.origin ? ORIGIN_WORDS[first.origin][language] : undefined;
  const tests = group.flatMap(({ test = '' }) =>
    test === '= true' || test === '= false' ? [] : asking(first.fact, test, language),
  );
  const asked = [...new Set(tests)].join(language === 'en' ? ' or ' : '或');
  if (language === 'en') return `${title}: ${actual}${from ? ` (${from})` : ''}${asked ? `, asked ${asked}` : ''}`;
  return `${title}：${actual}${from ? `（${from}）` : ''}${asked ? `，要求${asked}` : ''}`;
}

const isStage = (fact: FactName | undefined): boolean => fact !== undefined && VOCABULARY[fact].type === 'stage';

/** What was asked of a fact: of stages by their names, as in 国六及以上. */
function asking(fact: FactName | undefined, test: string, language: Language): string {
  if (!isStage(fact)) return spell(test, language);
  const [sign, ...codes] = test.split(/,? /);
  const names = codes.map((code) => stageNameOf(code)[language]).join(language === 'en' ? ', ' : '、');
  if (sign === '≥') return language === 'en' ? `${names} or newer` : `${names}及以上`;
  if (sign === '≤') return language === 'en' ? `${names} or older` : `${names}及以下`;
  return names;
}

function valueWords(fact: FactName | undefined, value: FactValue, language: Language): string {
  if (isStage(fact)) return stageNameOf(String(value))[language];
  if (typeof value !== 'boolean') return spell(String(value), language);
  return language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
}

/** Sector codes by their names; all else stays. */
function spell(text: string, language: Language): string {
  return text.replace(/[a-z_]+/g, (code) => SECTORS[code]?.[language] ?? code);
}
