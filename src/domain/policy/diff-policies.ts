import { canonicalJson } from '../canonical.ts';
import type { Message } from '../failure.ts';
import { valueWords } from './condition-words.ts';
import { ruleChanges } from './diff-rule.ts';
import type { PolicyDocument } from './document.ts';

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
  return names.flatMap((parameter): ParameterDiff[] => {
    const [was, is] = [before.parameters[parameter], after.parameters[parameter]];
    if (!is) {
      if (!was) return [];
      const value = valueWords(was);
      const sentence = { en: `It is dropped; it was ${value}.`, zh: `该参数被取消，原为 ${value}。` };
      return [{ parameter, change: 'removed', title: was.title, sentence }];
    }
    const value = valueWords(is);
    const { title } = is;
    if (!was) {
      const sentence = { en: `It is new: ${value} (${is.origin}).`, zh: `新增参数：${value}（${is.origin}）。` };
      return [{ parameter, change: 'added', title, sentence }];
    }
    if (
      canonicalJson([was.value, was.unit, was.origin, was.cite]) ===
      canonicalJson([is.value, is.unit, is.origin, is.cite])
    )
      return [];
    const [from, to] = [`${valueWords(was)} (${was.origin})`, `${value} (${is.origin})`];
    const same = from === to;
    const sentence = same
      ? { en: 'Its citation or a part too long to show changes.', zh: '出处或未显示的部分有变更。' }
      : { en: `It changes from ${from} to ${to}.`, zh: `由 ${from} 改为 ${to}。` };
    return [{ parameter, change: 'changed', title, sentence }];
  });
}

function planChanges(before: PolicyDocument, after: PolicyDocument): Message[] {
  const changes: Message[] = [];
  const told = (en: string, zh: string, was: string, is: string) => {
    if (was !== is) changes.push({ en: `${en} changes from ${was} to ${is}.`, zh: `${zh}由 ${was} 改为 ${is}。` });
  };
  told('The plan', '政策', `${before.id}@${before.version}`, `${after.id}@${after.version}`);
  told('The first day', '首个施行日', before.from, after.from);
  told('The English title', '英文名称', before.title.en, after.title.en);
  told('The title', '名称', before.title.zh, after.title.zh);
  told('The source', '来源', before.source.zh, after.source.zh);
  told(
    'The counties',
    '县区',
    Object.keys(before.counties).sort().join(', '),
    Object.keys(after.counties).sort().join(', '),
  );
  return changes;
}
