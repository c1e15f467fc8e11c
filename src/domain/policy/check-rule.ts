import { conditionFaults, type ParameterValue } from './check-conditions.ts';
import { type ConditionAt, conditionsOf } from './conditions.ts';
import type { FLAG_KINDS, Judges, Rule } from './document.ts';
import { fault, type PolicyFault } from './faults.ts';

type Path = PolicyFault['path'];
type Kind = (typeof FLAG_KINDS)[number];

/** The kinds of flags that the registry raises about each thing judged; another kind would find nobody to raise it. */
const KINDS: Partial<Readonly<Record<Judges, readonly Kind[]>>> = {
  vehicle: ['china_iii_retirement_due', 'china_iii_retirement_overdue'],
  sale: ['non_china_vi_sale'],
  site_entry: ['unregistered_machine', 'late_registration'],
  inspection: ['machine_over_limit'],
  machine_use: ['prohibited_machine_in_use'],
  machine_work: ['alert_restriction_breach'],
  enterprise_day: ['gate_not_networked', 'low_transmission'],
  vehicle_month: ['urea_shortfall'],
};

/** What is wrong with one rule whose form is right: its dates, its flags, and what its conditions ask for. */
export function ruleFaults(rule: Rule, path: Path, parameter: ParameterValue): PolicyFault[] {
  return [
    ...spanFaults(rule, path),
    ...flagFaults(rule, path),
    ...conditionsOf(rule).flatMap(({ condition, path: inner }: ConditionAt) =>
      conditionFaults(condition, [...path, ...inner], parameter),
    ),
  ];
}

function spanFaults(rule: Rule, path: Path): PolicyFault[] {
  return rule.versions.flatMap(({ from, until }, index) => {
    const here = [...path, 'versions', index];
    const found: PolicyFault[] = [];
    if (until !== undefined && until <= from)
      found.push(
        fault(
          'version_empty',
          [...here, 'until'],
          `It ends on ${until}, before it began.`,
          `施行期为空：止于${until}。`,
        ),
      );
    const before = rule.versions[index - 1];
    if (!before) return found;
    const at = [...here, 'from'];
    if (from <= before.from)
      found.push(fault('version_order', at, `It begins before the one above it.`, '早于上一版本的施行日。'));
    else if (before.until === undefined || before.until > from)
      found.push(fault('version_overlap', at, 'It overlaps the one above it.', '与上一版本的施行期重叠。'));
    else if (before.until < from && !rule.gapsDeclared)
      found.push(
        fault(
          'version_gap',
          at,
          `Nothing is in force from ${before.until} to before ${from}; set gapsDeclared where that is meant.`,
          `自${before.until}至${from}前无有效版本；如确有间隔，请设 gapsDeclared。`,
        ),
      );
    return found;
  });
}

function flagFaults({ judges, versions }: Rule, path: Path): PolicyFault[] {
  const allowed = KINDS[judges];
  return versions.flatMap(({ flags }, index) => {
    const here = [...path, 'versions', index, 'flags'];
    const last = flags.length - 1;
    return [
      ...flags.flatMap(({ kind }, at) =>
        allowed && !allowed.includes(kind)
          ? [
              fault(
                'kind_misplaced',
                [...here, at, 'kind'],
                `Rules that judge ${judges} raise: ${allowed.join(', ')}.`,
                `判定对象为 ${judges} 的条款只能产生：${allowed.join('、')}。`,
              ),
            ]
          : [],
      ),
      ...(flags[last]?.when
        ? [
            fault(
              'flag_open',
              [...here, last, 'when'],
              'The last flag must have no condition, or a breach could go unflagged.',
              '最后一个标记不得带条件，否则违规可能漏标。',
            ),
          ]
        : []),
    ];
  });
}
