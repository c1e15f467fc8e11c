import type { WhyNode } from '../../../domain/policy/evaluate.ts';
import type { OrderNote } from '../../../domain/policy/kernel.ts';
import { isFactName, VOCABULARY } from '../../../domain/policy/vocabulary.ts';
import type { Schema } from '../../api/client.ts';
import type { Language } from '../../session/language.ts';
import { factTitle, factValue, testWords } from './fact-words.ts';

export type Decision = Schema<'PassageDetail'>['decisions'][number];

/** What the service gives of why a rule decided as it did; the document leaves the tree open. */
export type Why = {
  readonly summary: string;
  readonly inForce: { readonly from: string; readonly until?: string } | null;
  readonly requires: WhyNode | null;
  readonly unless: readonly WhyNode[];
  readonly citation: { readonly zh: string; readonly en?: string };
  readonly orders?: readonly OrderNote[];
  readonly facts: readonly {
    readonly name: string;
    readonly value: boolean | number | string;
    readonly origin: string;
  }[];
};

export const whyOf = ({ why }: Decision): Why => why as unknown as Why;

/** Why a passage came out as it did, in one plain sentence for whoever stands at the gate. */
export function reasonOf(outcome: string, decisions: readonly Decision[], language: Language): string {
  const deciding = decisions.filter((one) => one.effect === 'breach' && one.outcome === outcome);
  const zh = language === 'zh';
  const said = deciding.map((one) => ruleReason(one, language)).filter((text) => text !== '');
  const text = [...new Set(said)].join(zh ? '；' : '; ');
  if (text !== '') return text + (zh ? '。' : '.');
  if (outcome === 'compliant') return zh ? '没有限制该车通行的条款。' : 'No rule keeps this vehicle out.';
  return '';
}

/** The same of one rule. */
export function ruleReason(decision: Decision, language: Language): string {
  const why = whyOf(decision);
  const zh = language === 'zh';
  const clause = zh ? `（${decision.clause}）` : ` (${decision.clause})`;
  switch (decision.outcome) {
    case 'violation':
    case 'review':
      return brokenBy(why, language) + clause;
    case 'unverified': {
      const unknown = decision.missing.map((name) => asQuestion(name, language)).join(zh ? '、' : ', ');
      return (zh ? `尚不清楚${unknown}，需核实` : `Not known: ${unknown}; to be verified`) + clause;
    }
    case 'exempt': {
      const grounds = leaves(why.unless, 'yes').map((leaf) => factTitle(leaf.fact ?? '', language));
      return `${zh ? '豁免：' : 'Exempt: '}${grounds.join(zh ? '，' : ', ')}${clause}`;
    }
    case 'compliant': {
      const met = leaves(why.requires ? [why.requires] : [], 'yes').map((leaf) => stated(leaf, language));
      return `${zh ? '符合要求：' : 'As required: '}${met.join(zh ? '，' : ', ')}${clause}`;
    }
    default:
      return '';
  }
}

/** Of each fact that is not as required: what it is, and what it had to be. */
function brokenBy({ requires, orders }: Why, language: Language): string {
  const zh = language === 'zh';
  const failed = leaves(requires ? [requires] : [], 'no');
  const facts = [...new Set(failed.map(({ fact }) => fact))];
  const parts = facts.flatMap((fact) => {
    const tests = failed.filter((leaf) => leaf.fact === fact);
    const [leaf] = tests;
    if (!leaf || fact === undefined) return [];
    if (typeof leaf.actual === 'boolean') return leaf.actual ? [factTitle(fact, language)] : [];
    const asked = tests.map((one) => testWords(one, language)).join(zh ? '或' : ' or ');
    return [`${stated(leaf, language)}${zh ? '，' : ', '}${zh ? '要求' : 'but must be '}${asked}`];
  });
  const numbers = (orders ?? []).flatMap(({ bearing, orderNumber }) =>
    bearing === 'barred' && orderNumber ? [orderNumber] : [],
  );
  if (numbers.length > 0) parts.push(`${zh ? '管控令' : 'order '}${numbers.join('、')}`);
  return parts.join(zh ? '；' : '; ') || (zh ? '不符合要求' : 'Not as required');
}

function stated({ fact, actual }: WhyNode, language: Language): string {
  if (fact === undefined) return '';
  if (typeof actual === 'boolean') return actual ? factTitle(fact, language) : asQuestion(fact, language);
  const value = actual === undefined ? '' : factValue(fact, actual, language);
  return language === 'zh' ? `${factTitle(fact, language)}为${value}` : `${factTitle(fact, language)} is ${value}`;
}

/** A fact as what one would ask about it: 是否为货车. */
export function asQuestion(name: string, language: Language): string {
  const title = factTitle(name, language);
  const yesNo = isFactName(name) && VOCABULARY[name].type === 'boolean';
  if (!yesNo) return title;
  return language === 'zh' ? `是否${title}` : `whether ${title}`;
}

const leaves = (nodes: readonly WhyNode[], value: WhyNode['value']): WhyNode[] =>
  nodes.flatMap((node) => {
    if (node.op === 'fact') return node.value === value ? [node] : [];
    return node.because ? leaves(node.because, value) : [];
  });
