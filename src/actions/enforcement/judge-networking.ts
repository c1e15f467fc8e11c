import {
  breachAt,
  type GatesHeard,
  NOT_NETWORKED,
  networkingBreach,
  silenceLimit,
} from '../../domain/enforcement/networking.ts';
import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { formatInstant, legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { noteJudged, withdrawJudged } from './judged-change.ts';
import { raiseFlags } from './raise-flags.ts';

export type NetworkingContext = {
  readonly policies: PolicySet;
  readonly now: number;
  readonly newId: () => string;
  /** Since when the service has listened without a long break (ms): silence before that is nobody's. */
  readonly listeningSince: number;
  /** Judges intervals that ended as well, where facts were recorded since (ms). */
  readonly factsSince?: number;
};

type Place = { readonly id: string; readonly countyCode: string };

/**
 * Judges an enterprise by 2.4.2e as of now. One flag stands for one open interval, from the moment the law was broken;
 * it becomes `rectified` when a gate is heard again or the duty ends, because the breach was real and is over, and is
 * withdrawn only where facts, as corrected, say that it never was one.
 */
export async function judgeNetworking(tx: Writer, enterprise: Place, context: NetworkingContext): Promise<void> {
  const { policies, now } = context;
  const rows = await tx.enterpriseFacts.of(enterprise.id);
  const told = await tx.gates.heardOf(enterprise.id);
  const openKey = `networking:${enterprise.id}`;
  const [standing] = (await tx.violations.ofSubjects([openKey])).filter(({ kind }) => kind === NOT_NETWORKED);
  const heardAt = told.heardAt === null ? null : Math.max(told.heardAt, listenedFrom(standing, told, context));
  const breach = networkingBreach(policies, rows, { ...told, heardAt }, now);
  if (breach) {
    const flag = flagOf(enterprise, openKey, breach, told, now);
    const [raised] = await raiseFlags(tx, standing ? [standing] : [], [flag], context);
    await judgeEnded(tx, enterprise, rows, context, raised && { id: raised.id, from: breach.from });
    return;
  }
  if (standing && standing.status !== 'withdrawn') await end(tx, standing, rows, told, context);
  await judgeEnded(tx, enterprise, rows, context);
}

/** From when silence counts. One that stood before a break of ours goes on from where it was until somebody is heard. */
function listenedFrom(
  standing: ViolationRow | undefined,
  { heardAt }: GatesHeard,
  { policies, listeningSince }: NetworkingContext,
): number {
  if (!standing || standing.status === 'withdrawn' || (heardAt ?? 0) > standing.occurredAt) return listeningSince;
  return Math.min(listeningSince, standing.occurredAt - (silenceLimit(policies, standing.occurredAt) ?? 0));
}

function flagOf(
  { id, countyCode }: Place,
  subjectKey: string,
  { from, legalDay, policy, decision, facts }: NonNullable<ReturnType<typeof networkingBreach>>,
  { gates, heardAt }: GatesHeard,
  now: number,
): DesiredFlag {
  return {
    kind: NOT_NETWORKED,
    subjectKey,
    effect: decision.effect,
    rule: decision.rule,
    clause: decision.clause,
    alsoRules: [],
    policy: policy.ref,
    occurredAt: from,
    legalDay,
    // It goes on: what began before the policy was published and stands after is no matter of the past.
    beforePublication: legalDayOf(now) < policy.publishedOn,
    countyCode,
    enterpriseId: id,
    organisationId: id,
    evidence: {
      gates,
      lastHeardAt: heardAt === null ? null : formatInstant(heardAt),
      from: formatInstant(from),
      until: null,
    },
    why: { decision, also: [], facts },
  };
}

/** States that ending the interval settles; an appeal under way is decided by whoever decides it. */
const SETTLED: readonly string[] = ['open', 'notified', 'confirmed'];

async function end(
  tx: Writer,
  row: ViolationRow,
  rows: readonly EnterpriseFacts[],
  { heardAt }: GatesHeard,
  context: NetworkingContext,
): Promise<void> {
  const { policies, now } = context;
  // A cancelled one leaves the key free for the next interval, as one that is over does.
  if (row.status !== 'cancelled' && !wasBroken(policies, rows, row)) return withdrawJudged(tx, row, context);
  const until = heardAt !== null && heardAt > row.occurredAt ? heardAt : now;
  const status = SETTLED.includes(row.status) ? 'rectified' : row.status;
  await tx.violations.settle(
    row.id,
    {
      status,
      subjectKey: `${row.subjectKey}:${row.id}`,
      evidence: { ...(row.evidence as object), until: formatInstant(until) },
    },
    now,
  );
  if (status !== row.status) await noteJudged(tx, row.id, { from: row.status, to: status }, context);
}

/** Takes back what never was a breach by the facts as they are known now, or is part of the interval that stands. */
async function judgeEnded(
  tx: Writer,
  { id }: Place,
  rows: readonly (EnterpriseFacts & { readonly recordedAt: number })[],
  context: NetworkingContext,
  open?: { readonly id: string; readonly from: number },
): Promise<void> {
  const { policies, factsSince = Number.POSITIVE_INFINITY } = context;
  if (!rows.some(({ recordedAt }) => recordedAt >= factsSince)) return;
  for (const row of await tx.violations.ofEnterprise(id, NOT_NETWORKED)) {
    if (row.id === open?.id) continue;
    const swallowed = open !== undefined && row.occurredAt >= open.from;
    if (swallowed || !wasBroken(policies, rows, row)) await withdrawJudged(tx, row, context);
  }
}

const wasBroken = (policies: PolicySet, rows: readonly EnterpriseFacts[], { occurredAt }: ViolationRow): boolean =>
  breachAt(policies, rows, { gates: 0, heardAt: null }, occurredAt) !== undefined;
