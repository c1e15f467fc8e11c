import { type Offender, type OffenderType, offenderAs } from '../../domain/cases/offender.ts';
import { Failure, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import type { CaseContext } from './case-context.ts';
import { MOST_VIOLATIONS } from './change-violations.ts';
import { describeOffender, type KnownOffender } from './describe-offender.ts';
import { openCase } from './open-case.ts';

/** A case that could be opened: whom it would be against, with what, and whether that is a repeat offender. */
export type Proposal = {
  readonly offender: Offender;
  readonly known: KnownOffender;
  readonly countyCode: string | undefined;
  readonly violations: readonly ViolationRow[];
  /** How many open breaches of it are in no case, which may be more than one case takes. */
  readonly free: number;
  readonly repeat: boolean;
};

export type Gathering = { readonly by: OffenderType; readonly countyCode?: string | undefined; readonly limit: number };

/** Proposes cases (按政策归集): repeat offenders by the policy first, then who has most open breaches that are in no case. */
export async function proposeCases(
  reader: Reader,
  actor: Actor,
  { by, countyCode, limit }: Gathering,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<Proposal[]> {
  const scope = scopeOf(actor, 'case.write');
  if (countyCode !== undefined && !covers(scope, { countyCode })) throw forbidden();
  const { breaches, days } = policyAt(policies, now).parameter('repeatOffender');
  const found = await reader.cases.candidates(scope, by, { countyCode, since: now - days * DAY_MS, breaches }, limit);
  const proposals: Proposal[] = [];
  for (const { key, second, free, recent } of found) {
    const offender = { type: by, key: by === 'vehicle' ? `vehicle:${key} ${second}` : `${by}:${key}` };
    const violations = await reader.cases.freeOf(scope, offender, countyCode, MOST_VIOLATIONS);
    const [first] = violations;
    if (!first || offenderAs(by, first)?.key !== offender.key) continue;
    const known = await describeOffender(reader, offender, first, first.legalDay);
    proposals.push({ offender, known, countyCode, violations, free, repeat: recent >= breaches });
  }
  return proposals;
}

/** Opens the proposed cases; one whose violations went elsewhere in the meantime is left out. */
export async function openProposed(
  tx: Writer,
  actor: Actor,
  proposals: readonly Proposal[],
  context: CaseContext,
): Promise<(CaseRow | undefined)[]> {
  const opened: (CaseRow | undefined)[] = [];
  for (const { offender, violations, countyCode } of proposals) {
    const violationIds = violations.map(({ id }) => id);
    const wanted = { violationIds, offenderType: offender.type, ...(countyCode === undefined ? {} : { countyCode }) };
    opened.push(
      await openCase(tx, actor, wanted, context).catch((error: unknown) => {
        if (error instanceof Failure && error.kind === 'conflict') return undefined;
        throw error;
      }),
    );
  }
  return opened;
}
