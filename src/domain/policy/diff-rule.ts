import { canonicalJson } from '../canonical.ts';
import { KIND_NAMES } from '../enforcement/kind-names.ts';
import type { Message } from '../failure.ts';
import { conditionWords } from './condition-words.ts';
import type { Condition, PolicyDocument, Rule, RuleVersion } from './document.ts';
import { EFFECT_NAMES, GATE_NAMES, JUDGES_NAMES } from './rule-words.ts';
import { listWords } from './value-words.ts';

/** A rule with the parameters of its own policy. */
export type RuleIn = { readonly rule: Rule; readonly parameters: PolicyDocument['parameters'] };

/** What a rule changes of what it was, sentence by sentence; of a new one, what it says. Empty where nothing changes. */
export function ruleChanges(was: RuleIn | undefined, is: RuleIn): Message[] {
  if (!was) return is.rule.versions.flatMap((version) => versionTold(version, is));
  return [...headChanges(was.rule, is.rule), ...versionChanges(was, is), ...exceptionChanges(was, is)];
}

const sentence = (en: string, zh: string): Message => ({ en: `${en}.`, zh: `${zh}。` });

function span({ from, until }: Pick<RuleVersion, 'from' | 'until'>): Message {
  if (until === undefined) return { en: `from ${from} on`, zh: `自${from}起` };
  return { en: `from ${from} to before ${until}`, zh: `自${from}起至${until}前` };
}

function versionTold(version: RuleVersion, { parameters }: RuleIn): Message[] {
  const [when, requires] = [conditionWords(version.when, parameters), conditionWords(version.requires, parameters)];
  const { en, zh } = span(version);
  return [
    sentence(
      `It is new, in force ${en}: where ${when.en}, it requires: ${requires.en}`,
      `新增条款，${zh}施行：当${when.zh}时，要求${requires.zh}`,
    ),
  ];
}

function headChanges(was: Rule, is: Rule): Message[] {
  const parts: [string, string, Message, Message][] = [
    ['The clause', '条款号', same(was.clause), same(is.clause)],
    ['What it judges', '判定对象', JUDGES_NAMES[was.judges], JUDGES_NAMES[is.judges]],
    ['The effect', '效力', EFFECT_NAMES[was.effect], EFFECT_NAMES[is.effect]],
    ['What a gate does', '门禁措施', GATE_NAMES[was.gate ?? 'hold'], GATE_NAMES[is.gate ?? 'hold']],
    ['Who answers for it', '负责单位', same(was.answerable.join('、')), same(is.answerable.join('、'))],
    ['The citation', '引文', same(was.citation.zh), same(is.citation.zh)],
    ['The title', '标题', same(was.title.zh), same(is.title.zh)],
  ];
  return parts
    .filter(([, , before, after]) => before.zh !== after.zh)
    .map(([en, zh, before, after]) =>
      sentence(`${en} changes from “${before.en}” to “${after.en}”`, `${zh}由“${before.zh}”改为“${after.zh}”`),
    );
}

/** Versions that begin on the same day belong together, then the others in their order. */
function pairs(was: readonly RuleVersion[], is: readonly RuleVersion[]): [RuleVersion?, RuleVersion?][] {
  const same = is.flatMap((after): [RuleVersion, RuleVersion][] => {
    const before = was.find(({ from }) => from === after.from);
    return before ? [[before, after]] : [];
  });
  const oldOnes = was.filter((version) => !same.some(([before]) => before === version));
  const newOnes = is.filter((version) => !same.some(([, after]) => after === version));
  const others = Array.from({ length: Math.max(oldOnes.length, newOnes.length) }, (_, index) => {
    return [oldOnes[index], newOnes[index]] as [RuleVersion?, RuleVersion?];
  });
  return [...same, ...others];
}

function versionChanges(was: RuleIn, is: RuleIn): Message[] {
  return pairs(was.rule.versions, is.rule.versions).flatMap(([before, after]) => {
    if (before && after) return betweenVersions(before, after, was, is);
    if (after) {
      const { en, zh } = span(after);
      const requires = conditionWords(after.requires, is.parameters);
      return [
        sentence(
          `A version is added, in force ${en}, that requires: ${requires.en}`,
          `新增${zh}施行的版本，要求${requires.zh}`,
        ),
      ];
    }
    if (!before) return [];
    const { en, zh } = span(before);
    return [sentence(`The version in force ${en} is dropped`, `取消${zh}施行的版本`)];
  });
}

function betweenVersions(before: RuleVersion, after: RuleVersion, was: RuleIn, is: RuleIn): Message[] {
  const changes: Message[] = [];
  const [old, now] = [span(before), span(after)];
  if (old.en !== now.en)
    changes.push(sentence(`It is in force ${now.en}, no longer ${old.en}`, `施行期由${old.zh}改为${now.zh}`));
  changes.push(
    ...conditionChange('When it applies', '适用条件', [before.when, was], [after.when, is]),
    ...conditionChange('What it requires', '要求', [before.requires, was], [after.requires, is]),
  );
  const [flagsBefore, flagsAfter] = [flagWords(before), flagWords(after)];
  if (canonicalJson(before.flags) !== canonicalJson(after.flags))
    changes.push(
      flagsBefore.zh === flagsAfter.zh
        ? sentence('The conditions of its flags change', '标记条件有变更')
        : sentence(
            `It flags “${flagsAfter.en}”, no longer “${flagsBefore.en}”`,
            `标记类型由“${flagsBefore.zh}”改为“${flagsAfter.zh}”`,
          ),
    );
  return changes;
}

const same = (text: string): Message => ({ en: text, zh: text });

const flagWords = ({ flags }: RuleVersion): Message => listWords(flags.map(({ kind }) => KIND_NAMES[kind]));

type ConditionIn = readonly [Condition, RuleIn];

/** Also where only the value of a parameter that it asks for is another. */
function conditionChange(en: string, zh: string, [was, wasIn]: ConditionIn, [is, isIn]: ConditionIn): Message[] {
  const [before, after] = [conditionWords(was, wasIn.parameters), conditionWords(is, isIn.parameters)];
  if (before.en === after.en) return [];
  return [sentence(`${en} changes from “${before.en}” to “${after.en}”`, `${zh}由“${before.zh}”改为“${after.zh}”`)];
}

function exceptionChanges(was: RuleIn, is: RuleIn): Message[] {
  const [old, now] = [was.rule.unless ?? [], is.rule.unless ?? []];
  return [
    ...now.flatMap(({ id, when }) => {
      const before = old.find((one) => one.id === id);
      const words = conditionWords(when, is.parameters);
      if (!before) return [sentence(`An exception is added: ${words.en}`, `新增豁免情形：${words.zh}`)];
      return conditionChange('An exception', '豁免情形', [before.when, was], [when, is]);
    }),
    ...old
      .filter(({ id }) => !now.some((one) => one.id === id))
      .map(({ when }) => {
        const words = conditionWords(when, was.parameters);
        return sentence(`An exception is dropped: ${words.en}`, `取消豁免情形：${words.zh}`);
      }),
  ];
}
