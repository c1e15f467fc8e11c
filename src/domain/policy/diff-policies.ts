import { canonicalJson } from '../canonical.ts';
import type { Message } from '../failure.ts';
import { ruleChanges } from './diff-rule.ts';
import type { PolicyDocument } from './document.ts';
import { ORIGIN_NAMES } from './rule-words.ts';
import { countyWords, isPlain, plainWords, ruleTitles } from './value-words.ts';

export type DiffKind = 'added' | 'removed' | 'changed';

/** What became of one rule (条款), in sentences. */
export type RuleDiff = {
  readonly rule: string;
  readonly clause: string;
  readonly change: DiffKind;
  readonly title: Message;
  readonly sentences: readonly Message[];
};

export type ParameterDiff = {
  readonly parameter: string;
  readonly change: DiffKind;
  readonly title: Message;
  readonly sentence: Message;
};

/** How one policy differs from another: the plan as a whole, its rules and its parameters. Empty lists where they are alike. */
export type PolicyDiff = {
  readonly plan: readonly Message[];
  readonly rules: readonly RuleDiff[];
  readonly parameters: readonly ParameterDiff[];
};

/** What `after` changes of `before`, rules in the order of `after` and then those it drops. */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): PolicyDiff {
  return {
    plan: planChanges(before, after),
    rules: rulesDiff(before, after),
    parameters: parametersDiff(before, after),
  };
}

function rulesDiff(before: PolicyDocument, after: PolicyDocument): RuleDiff[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const told = after.rules.flatMap((rule): RuleDiff[] => {
    const { id, clause, title } = rule;
    const was = old.get(id);
    const sentences = ruleChanges(was && { rule: was, parameters: before.parameters }, {
      rule,
      parameters: after.parameters,
    });
    if (sentences.length === 0) return [];
    return [{ rule: id, clause, title, change: was ? 'changed' : 'added', sentences }];
  });
  const removed = before.rules
    .filter(({ id }) => !kept.has(id))
    .map(({ id, clause, title }): RuleDiff => ({ rule: id, clause, title, change: 'removed', sentences: [DROPPED] }));
  return [...told, ...removed];
}

const DROPPED: Message = { en: 'The rule is dropped.', zh: '该条款被取消。' };

function parametersDiff(before: PolicyDocument, after: PolicyDocument): ParameterDiff[] {
  const names = [...new Set([...Object.keys(after.parameters), ...Object.keys(before.parameters)])];
  const titles = { ...ruleTitles(before.rules), ...ruleTitles(after.rules) };
  const valueWords = ({ value, unit }: Parameter): Message => {
    if (isPlain(value)) return plainWords(value, unit, titles);
    const text = JSON.stringify(value);
    const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return { en: cut, zh: cut };
  };
  const told = (one: Parameter): Message => {
    const [value, origin] = [valueWords(one), ORIGIN_NAMES[one.origin]];
    return { en: `${value.en} (${origin.en})`, zh: `${value.zh}（${origin.zh}）` };
  };
  return names.flatMap((parameter): ParameterDiff[] => {
    const [was, is] = [before.parameters[parameter], after.parameters[parameter]];
    if (!is) {
      if (!was) return [];
      const { en, zh } = valueWords(was);
      const sentence = { en: `It is dropped; it was ${en}.`, zh: `该参数被取消，原为 ${zh}。` };
      return [{ parameter, change: 'removed', title: was.title, sentence }];
    }
    const { title } = is;
    const to = told(is);
    if (!was) {
      const sentence = { en: `It is new: ${to.en}.`, zh: `新增参数：${to.zh}。` };
      return [{ parameter, change: 'added', title, sentence }];
    }
    if (
      canonicalJson([was.value, was.unit, was.origin, was.cite]) ===
      canonicalJson([is.value, is.unit, is.origin, is.cite])
    )
      return [];
    const from = told(was);
    const sentence =
      from.en === to.en
        ? { en: 'Its citation or a part too long to show changes.', zh: '出处或未显示的部分有变更。' }
        : { en: `It changes from ${from.en} to ${to.en}.`, zh: `由 ${from.zh} 改为 ${to.zh}。` };
    return [{ parameter, change: 'changed', title, sentence }];
  });
}

type Parameter = PolicyDocument['parameters'][string];

/** Of a value that is told as it is written no more letters than this. */
const LONGEST = 200;

function planChanges(before: PolicyDocument, after: PolicyDocument): Message[] {
  const changes: Message[] = [];
  const said = (en: string, zh: string, was: Message, is: Message) => {
    if (was.zh === is.zh) return;
    changes.push({ en: `${en} changes from ${was.en} to ${is.en}.`, zh: `${zh}由 ${was.zh} 改为 ${is.zh}。` });
  };
  const told = (en: string, zh: string, was: string, is: string) =>
    said(en, zh, { en: was, zh: was }, { en: is, zh: is });
  told('The plan', '政策', `${before.id}@${before.version}`, `${after.id}@${after.version}`);
  told('The first day', '首个施行日', before.from, after.from);
  told('The English title', '英文名称', before.title.en, after.title.en);
  told('The title', '名称', before.title.zh, after.title.zh);
  told('The source', '来源', before.source.zh, after.source.zh);
  const counties = (one: PolicyDocument) => countyWords(Object.keys(one.counties).sort());
  said('The counties', '县区', counties(before), counties(after));
  return changes;
}
