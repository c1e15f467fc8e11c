import { judgeTransmission, transmissionOf } from '../../domain/gates/transmission.ts';
import { calledFor, type Verdict } from '../../domain/policy/compare.ts';
import type { Policy } from '../../domain/policy/policy-set.ts';
import type { Compared } from '../../domain/policy/preview-tally.ts';
import type { DeclaredDay } from '../../store/gate-counts.ts';
import type { Reader } from '../../store/store.ts';
import { gateDays } from '../gates/judge-transmission.ts';
import type { PreviewContext } from './preview-context.ts';

export type ComparedDay = { readonly enterpriseId: string; readonly compared: Compared };

/** Days for which an enterprise declared what its gates counted: whether enough of it arrived. */
export async function compareTransmission(
  bulk: Reader,
  { against, draft, countyCode }: PreviewContext,
  days: readonly DeclaredDay[],
): Promise<ComparedDay[]> {
  const compared: ComparedDay[] = [];
  for (const { enterpriseId, day } of days) {
    const counts = await bulk.gateCounts.ofEnterprise(enterpriseId, day);
    const [first] = counts;
    if (!first || (countyCode !== null && first.countyCode !== countyCode)) continue;
    const rate = transmissionOf(await gateDays(bulk, enterpriseId, day, counts));
    const verdictBy = (policy: Policy | undefined): Verdict => {
      const decision = policy && judgeTransmission(policy, day, rate).decision;
      return { flags: decision ? calledFor([decision]) : [] };
    };
    const [before, after] = [verdictBy(against.on(day)), verdictBy(draft.on(day))];
    const told = { what: 'transmission', countyCode: first.countyCode, legalDay: day } as const;
    compared.push({ enterpriseId, compared: { ...told, before, after } });
  }
  return compared;
}
