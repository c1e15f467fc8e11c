import { isCountyCode } from '../codes/county.ts';
import { formFaults } from '../form-faults.ts';
import type { ParameterValue } from './check-conditions.ts';
import { ruleFaults } from './check-rule.ts';
import { type PolicyDocument, policyDocument, policyParameter, policyRule } from './document.ts';
import { fault, type PolicyFault } from './faults.ts';
import { NEEDED_PARAMETERS } from './parameters.ts';

/** The document where it can be decided with, else every fault of it, each with its place. */
export function checkPolicy(
  input: unknown,
): { readonly document: PolicyDocument } | { readonly faults: readonly PolicyFault[] } {
  const parsed = policyDocument.safeParse(input);
  const form = parsed.success
    ? []
    : formFaults(parsed.error.issues, input).map((found) => ({ ...found, code: 'form' as const }));
  // What has the right form is looked at whatever is wrong elsewhere, so that all is told at once.
  const faults = [...form, ...countyFaults(input), ...parameterFaults(input), ...rulesFaults(input)];
  if (parsed.success && faults.length === 0) return { document: parsed.data };
  return { faults };
}

/** The document, or an error that lists what is wrong with it. */
export function loadPolicy(input: unknown): PolicyDocument {
  const checked = checkPolicy(input);
  if ('document' in checked) return checked.document;
  const told = checked.faults.map(({ path, detail }) => `${path.map(String).join('.')}: ${detail.en}`);
  throw new Error(`the policy document cannot be used: ${told.join('; ')}`);
}

/** A member of what may be no object at all. */
const member = (input: unknown, name: string): unknown =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, name)
    ? (input as Record<string, unknown>)[name]
    : undefined;

function countyFaults(input: unknown): PolicyFault[] {
  const counties = member(input, 'counties');
  if (typeof counties !== 'object' || counties === null) return [];
  return Object.keys(counties)
    .filter((code) => /^\d{6}$/.test(code) && !isCountyCode(code))
    .map((code) =>
      fault('county_unknown', ['counties', code], `${code} is no county of the city.`, `${code} 不是本市县区。`),
    );
}

/** A parameter that code asks for must not be found missing when the first truck comes. */
function parameterFaults(input: unknown): PolicyFault[] {
  const parameters = member(input, 'parameters');
  if (typeof parameters !== 'object' || parameters === null) return [];
  return Object.entries(NEEDED_PARAMETERS).flatMap(([name, form]) => {
    const given = member(parameters, name);
    if (given === undefined)
      return [fault('parameter_missing', ['parameters', name], `It is missing.`, `缺少参数 ${name}。`)];
    const parameter = policyParameter.safeParse(given);
    // What is no parameter at all has been told of.
    if (!parameter.success || form.safeParse(parameter.data.value).success) return [];
    const at = ['parameters', name, 'value'];
    return [fault('parameter_form', at, 'It has not the form that is asked for.', '参数值的形式不符合要求。')];
  });
}

function rulesFaults(input: unknown): PolicyFault[] {
  const rules = member(input, 'rules');
  if (!Array.isArray(rules)) return [];
  const parameters = member(input, 'parameters');
  const parameter: ParameterValue = (name) => {
    const found = member(parameters, name);
    return found === undefined ? undefined : { value: member(found, 'value') };
  };
  const ids = rules.map((rule: unknown) => member(rule, 'id'));
  return rules.flatMap((one: unknown, index) => {
    const rule = policyRule.safeParse(one);
    const twice = typeof ids[index] === 'string' && ids.indexOf(ids[index]) !== index;
    return [
      ...(twice ? [fault('rule_twice', ['rules', index, 'id'], 'This rule stands twice.', '条款编号重复。')] : []),
      ...(rule.success ? ruleFaults(rule.data, ['rules', index], parameter) : []),
    ];
  });
}
