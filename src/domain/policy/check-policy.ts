import { type Condition, type PolicyDocument, policyDocument, type Rule } from './document.ts';
import { NEEDED_PARAMETERS } from './parameters.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

/** Every fault of a policy document, each with its place; none means that it can be loaded. */
export function checkPolicy(
  input: unknown,
): { readonly document: PolicyDocument } | { readonly faults: readonly string[] } {
  const parsed = policyDocument.safeParse(input);
  if (!parsed.success)
    return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const document = parsed.data;
  const ids = document.rules.map((rule) => rule.id);
  const faults = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `rule ${id}: stands twice`),
    ...neededFaults(document),
    ...document.rules.flatMap((rule) => ruleFaults(rule, document).map((fault) => `rule ${rule.id}: ${fault}`)),
  ];
  return faults.length > 0 ? { faults } : { document };
}

/** The document, or an error that lists what is wrong with it. */
export function loadPolicy(input: unknown): PolicyDocument {
  const checked = checkPolicy(input);
  if ('document' in checked) return checked.document;
  throw new Error(`the policy document cannot be used: ${checked.faults.join('; ')}`);
}

/** A parameter that code asks for must not be found missing when the first truck comes. */
function neededFaults({ parameters }: PolicyDocument): string[] {
  return Object.entries(NEEDED_PARAMETERS).flatMap(([name, form]) => {
    const parameter = parameters[name];
    if (!parameter) return [`parameter ${name}: is missing`];
    return form.safeParse(parameter.value).success ? [] : [`parameter ${name}: has the wrong form`];
  });
}

function ruleFaults(rule: Rule, document: PolicyDocument): string[] {
  const conditions = [
    ...rule.versions.flatMap(({ when, requires, flags }) => [
      when,
      requires,
      ...flags.flatMap((flag) => (flag.when ? [flag.when] : [])),
    ]),
    ...(rule.unless ?? []).map(({ when }) => when),
  ];
  return [
    ...spanFaults(rule),
    ...rule.versions.flatMap(({ from, flags }) =>
      flags.at(-1)?.when ? [`version ${from}: the last flag must have no condition`] : [],
    ),
    ...conditions.flatMap((one) => conditionFaults(one, document)),
  ];
}

function spanFaults(rule: Rule): string[] {
  const faults: string[] = [];
  rule.versions.forEach((version, index) => {
    const before = rule.versions[index - 1];
    if (version.until !== undefined && version.until <= version.from)
      faults.push(`version ${version.from}: empty span`);
    if (!before) return;
    if (version.from <= before.from) faults.push(`version ${version.from}: out of order`);
    else if (before.until === undefined || before.until > version.from)
      faults.push(`version ${version.from}: overlaps the one before`);
    else if (before.until < version.from && !rule.gapsDeclared)
      faults.push(`version ${version.from}: leaves a gap after ${before.until}`);
  });
  return faults;
}

function conditionFaults(condition: Condition, document: PolicyDocument): string[] {
  if ('all' in condition) return condition.all.flatMap((inner) => conditionFaults(inner, document));
  if ('any' in condition) return condition.any.flatMap((inner) => conditionFaults(inner, document));
  if ('not' in condition) return conditionFaults(condition.not, document);
  if (!isFactName(condition.fact)) return [`unknown fact ${condition.fact}`];
  const { type, values } = VOCABULARY[condition.fact];
  const of = (what: string) => `fact ${condition.fact} cannot be ${what}`;
  const unknown = (codes: readonly string[]) => codes.filter((code) => values?.includes(code) === false);
  if ('is' in condition) {
    const fits = type === 'stage' || type === 'code' ? 'string' : type;
    const known = typeof condition.is !== 'string' || unknown([condition.is]).length === 0;
    return typeof condition.is === fits && known ? [] : [of(`compared with ${JSON.stringify(condition.is)}`)];
  }
  if ('oneOf' in condition) {
    if (type !== 'code' && type !== 'stage') return [of('one of a list')];
    const { oneOf } = condition;
    if (!('params' in oneOf)) return unknown(oneOf).map((code) => of(`compared with ${JSON.stringify(code)}`));
    const listed = (value: unknown) =>
      Array.isArray(value) && value.every((one) => typeof one === 'string' && unknown([one]).length === 0);
    return oneOf.params.flatMap((name) => parameterFault(document, name, listed));
  }
  if (type !== 'number' && type !== 'stage') return [of('measured')];
  const limit = 'atLeast' in condition ? condition.atLeast : condition.atMost;
  return typeof limit === 'number' ? [] : parameterFault(document, limit.param, (value) => typeof value === 'number');
}

function parameterFault(document: PolicyDocument, name: string, fits: (value: unknown) => boolean): string[] {
  const parameter = document.parameters[name];
  if (!parameter) return [`unknown parameter ${name}`];
  return fits(parameter.value) ? [] : [`parameter ${name} has the wrong form`];
}
