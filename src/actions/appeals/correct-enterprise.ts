import { Failure, type FieldError, invalid } from '../../domain/failure.ts';
import { type EnterpriseFacts, enterpriseOn } from '../../domain/fleet/enterprise.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { recordFacts } from '../fleet/record-facts.ts';
import type { Remedying } from './apply-remedy.ts';
import { judgeVisitsOf } from './judge-visits.ts';
import { rePointed } from './re-pointed.ts';
import type { Remedy } from './remedy.ts';

type OfEnterprise = Extract<Remedy, { readonly kind: 'enterprise' }>;

/**
 * Puts facts of the violations' enterprise right: a row like the one in force on the day of the violation, with what was wrong
 * replaced, from that row's own day unless another is given. Its passages from then on are judged again by the job.
 */
export async function correctEnterprise(
  tx: Writer,
  actor: Actor,
  { facts, validFrom }: OfEnterprise,
  violations: readonly ViolationRow[],
  context: Remedying,
): Promise<string[]> {
  const [violation] = violations;
  if (!violation?.enterpriseId) throw invalid('#/remedy/kind', NO_ENTERPRISE);
  const { enterpriseId, legalDay } = violation;
  const known = enterpriseOn(await tx.enterpriseFacts.of(enterpriseId), legalDay);
  const from = validFrom ?? known?.validFrom;
  if (from === undefined) throw invalid('#/remedy/validFrom', NO_DAY);
  const { jobId } = await rePointed('#/remedy', '#/remedy/kind', () =>
    recordFacts(tx, actor, enterpriseId, { ...whole(known, facts), validFrom: from }, context.at),
  );
  tx.afterCommit(context.wakeJobs);
  await judgeVisitsOf(tx, violations, context);
  return [jobId];
}

type Facts = Omit<EnterpriseFacts, 'id' | 'validFrom'>;

function whole(known: EnterpriseFacts | undefined, given: OfEnterprise['facts']): Facts {
  const { sector = known?.sector, inPlanningArea = known?.inPlanningArea } = given;
  if (sector === undefined || inPlanningArea === undefined) {
    const missing = Object.entries({ sector, inPlanningArea }).filter(([, value]) => value === undefined);
    const errors = missing.map(([name]): FieldError => ({ pointer: `#/remedy/facts/${name}`, detail: NEEDED }));
    throw new Failure('invalid-request', NEEDED, { errors });
  }
  const or = <N extends keyof Facts>(name: N, none: Facts[N]): Facts[N] => {
    const value = given[name];
    return value === undefined ? (known?.[name] ?? none) : value;
  };
  return {
    sector,
    inPlanningArea,
    annualFreightTonnes: or('annualFreightTonnes', null),
    railLineCompletedOn: or('railLineCompletedOn', null),
    keyVehicleUser: or('keyVehicleUser', false),
    performanceGrade: or('performanceGrade', null),
  };
}

const NO_ENTERPRISE = { en: 'These violations are about no enterprise.', zh: '这些违规线索与企业无关。' };
const NO_DAY = {
  en: 'Nothing is on record of that day: say from which day this holds.',
  zh: '当日没有企业信息，请填写生效日期。',
};
const NEEDED = { en: 'Nothing is on record of that day: this is needed.', zh: '当日没有企业信息，此项必填。' };
