import { loadPolicy } from './check-policy.ts';
import type { Judges, PolicyDocument, Rule } from './document.ts';
import type { ParameterValues } from './parameters.ts';

/** A policy ready to decide with. */
export type Policy = {
  /** `yangquan-2021@1`. */
  readonly ref: string;
  readonly from: string;
  readonly publishedOn: string;
  readonly document: PolicyDocument;
  rulesFor(judges: Judges): readonly Rule[];
  rule(id: string): Rule | undefined;
  parameter<N extends keyof ParameterValues>(name: N): ParameterValues[N];
  number(name: string): number;
  list(name: string): readonly string[];
};

/** The published policies. `on` gives the one in force on a legal day: the newest `from` not after it, the highest version of equals. */
export type PolicySet = {
  readonly all: readonly Policy[];
  on(day: string): Policy | undefined;
  get(ref: string): Policy | undefined;
};

/** Checks the documents and makes them ready; throws where one cannot be used. */
export function policySet(documents: readonly unknown[]): PolicySet {
  const all = documents
    .map((document) => makePolicy(loadPolicy(document)))
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : b.document.version - a.document.version));
  const byRef = new Map(all.map((policy) => [policy.ref, policy]));
  return { all, on: (day) => all.find((policy) => policy.from <= day), get: (ref) => byRef.get(ref) };
}

/** A sound document, ready to decide with. */
export function makePolicy(document: PolicyDocument): Policy {
  const rules = new Map(document.rules.map((rule) => [rule.id, rule]));
  const judged = new Map<Judges, Rule[]>();
  for (const rule of document.rules) judged.set(rule.judges, [...(judged.get(rule.judges) ?? []), rule]);
  const value = (name: string): unknown => {
    const parameter = document.parameters[name];
    if (!parameter) throw new Error(`policy ${document.id} has no parameter ${name}`);
    return parameter.value;
  };
  return {
    ref: `${document.id}@${document.version}`,
    from: document.from,
    publishedOn: document.publishedOn,
    document,
    rulesFor: (judges) => judged.get(judges) ?? [],
    rule: (id) => rules.get(id),
    parameter: (name) => value(name) as ParameterValues[typeof name],
    number: (name) => value(name) as number,
    list: (name) => value(name) as string[],
  };
}
