import type { Message } from '../failure.ts';
import type { FormFault } from '../form-faults.ts';
import { addDays, startOfDay } from '../time.ts';
import { conditionsOf, factsIn } from './conditions.ts';
import type { Condition, PolicyDocument, Rule } from './document.ts';
import { POSSIBLE_FACTS } from './possible-facts.ts';

/** What may be meant and deserves a look before a policy is published; it keeps nobody from publishing. */
export type PolicyWarning = FormFault & {
  readonly code:
    | 'parameter_unconfirmed'
    | 'parameter_uncited'
    | 'rule_dropped'
    | 'rule_weakened'
    | 'version_over'
    | 'rule_never_applies'
    | 'rule_never_broken'
    | 'fact_never_known'
    | 'short_notice';
};

const warning = (code: PolicyWarning['code'], path: FormFault['path'], en: string, zh: string): PolicyWarning => ({
  code,
  path,
  detail: { en, zh },
});

/** What to look at in a sound document: against the policy it takes over from, where there is one, and as of `now` (ms). */
export function policyWarnings(
  document: PolicyDocument,
  before: PolicyDocument | undefined,
  now: number,
): PolicyWarning[] {
  return [
    ...noticeWarnings(document, now),
    ...parameterWarnings(document),
    ...document.rules.flatMap((rule, index) => ruleWarnings(rule, document.from, ['rules', index])),
    ...(before ? lostWarnings(document, before) : []),
  ];
}

/** Gates that hold a list made before would decide by the older law until it expires. */
function noticeWarnings({ from, parameters }: PolicyDocument, now: number): PolicyWarning[] {
  const hours = parameters.gateListValidHours?.value;
  if (typeof hours !== 'number' || startOfDay(from) - now >= hours * 3_600_000) return [];
  const en = `Gates that are offline may go by a list made before it was published, for up to ${hours} hours.`;
  return [warning('short_notice', ['from'], en, `离线门禁可能在 ${hours} 小时内仍使用发布前的名单。`)];
}

function parameterWarnings({ parameters }: PolicyDocument): PolicyWarning[] {
  return Object.entries(parameters).flatMap(([name, { origin, cite }]) => {
    const at = ['parameters', name];
    if (origin === 'unconfirmed')
      return [warning('parameter_unconfirmed', [...at, 'origin'], UNCONFIRMED.en, UNCONFIRMED.zh)];
    if (origin === 'plan' && cite === undefined) return [warning('parameter_uncited', at, UNCITED.en, UNCITED.zh)];
    return [];
  });
}

const UNCONFIRMED: Message = {
  en: 'It comes from a standard whose text was not read.',
  zh: '该参数来自未核对原文的标准。',
};
const UNCITED: Message = { en: 'It is called the plan’s and cites nothing of it.', zh: '标为政策规定，但未注明出处。' };

function ruleWarnings(rule: Rule, first: string, path: FormFault['path']): PolicyWarning[] {
  const possible = POSSIBLE_FACTS[rule.judges];
  const unknown = conditionsOf(rule).flatMap(({ condition, path: at }) =>
    [...new Set(factsIn(condition))]
      .filter((name) => possible && !possible(name))
      .map((name) =>
        warning(
          'fact_never_known',
          [...path, ...at],
          `${name} is never known of what this rule judges, so it stays undecided.`,
          `判定对象没有事实 ${name}，该条件始终无法判定。`,
        ),
      ),
  );
  const versions = rule.versions.flatMap(({ until, when, requires }, index) => {
    const at = [...path, 'versions', index];
    if (until !== undefined && until <= first)
      return [
        warning('version_over', [...at, 'until'], 'It is over before the policy begins.', '在政策施行前已失效。'),
      ];
    if (settled(when) === false)
      return [warning('rule_never_applies', [...at, 'when'], 'This can never be so.', '该条件永不成立。')];
    if (settled(requires) === true)
      return [warning('rule_never_broken', [...at, 'requires'], 'This is always so.', '该条件恒成立。')];
    return [];
  });
  return [...unknown, ...versions];
}

/** What a condition comes to whatever the facts are; undefined where that depends on them. */
function settled(condition: Condition): boolean | undefined {
  if ('fact' in condition) return undefined;
  if ('not' in condition) {
    const inner = settled(condition.not);
    return inner === undefined ? undefined : !inner;
  }
  const deciding = 'any' in condition;
  const parts = 'all' in condition ? condition.all : condition.any;
  const values = parts.map(settled);
  if (values.includes(deciding)) return deciding;
  if ('all' in condition && contradicts(parts)) return false;
  return values.every((value) => value === !deciding) ? !deciding : undefined;
}

/** Whether one fact is asked to be two things at once. */
function contradicts(parts: readonly Condition[]): boolean {
  const asked = new Map<string, unknown>();
  for (const part of flat(parts)) {
    if (!('is' in part)) continue;
    if (asked.has(part.fact) && asked.get(part.fact) !== part.is) return true;
    asked.set(part.fact, part.is);
  }
  return false;
}

const flat = (parts: readonly Condition[]): Condition[] =>
  parts.flatMap((part) => ('all' in part ? flat(part.all) : [part]));

/** Rules of the policy before that this one lets go of, or turns from breaches into reviews. */
function lostWarnings(document: PolicyDocument, before: PolicyDocument): PolicyWarning[] {
  const eve = addDays(document.from, -1);
  return before.rules.flatMap((old) => {
    const index = document.rules.findIndex(({ id }) => id === old.id);
    const inForce = old.versions.some(({ from, until }) => from <= eve && (until === undefined || eve < until));
    const name = `${old.id} (${old.clause})`;
    if (index < 0)
      return inForce
        ? [
            warning(
              'rule_dropped',
              ['rules'],
              `It drops rule ${name} of ${before.id}.`,
              `取消了 ${before.id} 的条款 ${name}。`,
            ),
          ]
        : [];
    if (old.effect === 'breach' && document.rules[index]?.effect === 'review')
      return [
        warning(
          'rule_weakened',
          ['rules', index, 'effect'],
          `It was a breach and becomes a review.`,
          '由违规改为仅供复核。',
        ),
      ];
    return [];
  });
}
