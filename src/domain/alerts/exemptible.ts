import { factsIn } from '../policy/conditions.ts';
import type { PolicySet } from '../policy/policy-set.ts';

/** The clauses from which an officer may exempt, by any policy: those whose rules know an exemption (豁免). */
export function exemptibleClauses({ all }: PolicySet): string[] {
  const rules = all.flatMap(({ document }) => document.rules);
  const knowing = rules.filter(({ unless = [] }) =>
    unless.some(({ when }) => factsIn(when).includes('exemption.granted')),
  );
  return [...new Set(knowing.map(({ clause }) => clause))];
}

/** Those of them that are about vehicles and the enterprise they enter, by what their rules judge. */
export function clausesOf({ all }: PolicySet, judges: 'passage' | 'machine_work'): string[] {
  return all.flatMap((policy) => policy.rulesFor(judges).map(({ clause }) => clause));
}
