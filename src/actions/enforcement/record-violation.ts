import type { DesiredFlag, ViolationStatus } from '../../domain/enforcement/violation.ts';
import { mayBecome, stateForbids } from '../../domain/enforcement/violation-states.ts';
import type { ManualWhy } from '../../domain/enforcement/why.ts';
import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { manualKindOn } from '../../domain/policy/manual-kinds.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getSite } from '../machinery/get-site.ts';
import { getOrganisation } from '../registry/get-organisation.ts';
import { tell } from '../tell.ts';
import { getViolation } from './get-violation.ts';
import { setViolationStatus } from './set-violation-status.ts';

/** What an officer saw of a vehicle (人工记录), of a kind that the policy of its day lists. */
export type SeenViolation = {
  readonly kind: string;
  /** Normalised. */
  readonly plate: string;
  readonly plateColour: string;
  readonly occurredAt: number;
  readonly countyCode: string;
  readonly place: string;
  readonly seen: string;
  /** Who answers for it, where it is known. */
  readonly organisationId: string | null;
  /** The site it came from or went to. */
  readonly siteId: string | null;
};

/** No passage, vehicle or machine is judged under this key. */
const MANUAL = 'manual:';

/**
 * Puts a violation on record that a person saw (二（五）: muck trucks). Nothing judges it again: a person withdraws it, or an
 * appeal cancels it. Invalid where the policy of its day has no such kind; not-found about an organisation or site the actor
 * may not see.
 */
export async function recordViolation(
  tx: Writer,
  actor: Actor,
  seen: SeenViolation,
  { policies, at }: { readonly policies: PolicySet; readonly at: At },
): Promise<ViolationRow> {
  const { kind, plate, plateColour, occurredAt, countyCode } = seen;
  if (!covers(scopeOf(actor, 'violation.record'), { countyCode })) throw forbidden();
  const legalDay = legalDayOf(occurredAt);
  const policy = policies.on(legalDay);
  const law = policy && manualKindOn(policy, kind, legalDay);
  if (!policy || !law) throw invalid('#/kind', NO_KIND);
  const organisation =
    seen.organisationId === null ? null : await getOrganisation(tx, actor, seen.organisationId, '#/organisationId');
  const site = seen.siteId === null ? null : await getSite(tx, actor, seen.siteId, 'site.read', '#/siteId');
  const carrier = holderOf(holdersOn(await tx.vehicles.holdersOf(plate), legalDay), plateColour);
  const id = at.newId();
  const why: ManualWhy = { manual: law.title, citation: law.citation.zh, place: seen.place, seen: seen.seen };
  const flag: DesiredFlag = {
    kind,
    subjectKey: `${MANUAL}${id}`,
    effect: law.effect,
    rule: law.rule,
    clause: law.clause,
    alsoRules: [],
    policy: policy.ref,
    occurredAt,
    legalDay,
    beforePublication: legalDay < policy.publishedOn,
    countyCode,
    enterpriseId: organisation?.kind === 'enterprise' ? organisation.id : null,
    organisationId: organisation?.id ?? null,
    vehicleId: carrier?.vehicleId ?? null,
    plate,
    plateColour,
    siteId: site?.id ?? null,
    evidence: { place: seen.place, recordedBy: actor.id },
    why,
  };
  await tx.violations.insert(id, flag, at.now);
  const detail = { kind, plate, plateColour, occurredAt, countyCode, place: seen.place };
  await record(tx, actor, at, 'violation.record', { type: 'violation', id }, detail);
  await tell(tx, at, {
    topic: 'violation.opened',
    subject: { type: 'violation', id },
    countyCodes: [countyCode],
    organisationIds: organisation ? [organisation.id] : [],
    summary: law.title,
    data: { kind, clause: law.clause },
  });
  return getViolation(tx, actor, id);
}

/** Takes back what a person recorded wrongly; conflict about what judging raised, and where its state forbids it. */
export async function withdrawViolation(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  at: At,
): Promise<ViolationRow> {
  const row = await getViolation(tx, actor, id, 'violation.settle');
  if (!isManual(row)) throw conflict(JUDGED);
  await setViolationStatus(tx, actor, row, { to: 'withdrawn', reason }, at);
  return getViolation(tx, actor, id);
}

/** Confirms a violation (确认), or notes that it was put right (整改), with the officer's reason. Conflict while an appeal runs. */
export async function settleViolation(
  tx: Writer,
  actor: Actor,
  id: string,
  { to, reason }: { readonly to: 'confirmed' | 'rectified'; readonly reason: string },
  at: At,
): Promise<ViolationRow> {
  const row = await getViolation(tx, actor, id, 'violation.settle');
  const from = row.status as ViolationStatus;
  if (from === 'appealed' || !mayBecome(from, to)) throw stateForbids(from);
  await setViolationStatus(tx, actor, row, { to, reason }, at);
  return getViolation(tx, actor, id);
}

/** Whether a person recorded it. */
export const isManual = ({ subjectKey }: Pick<ViolationRow, 'subjectKey'>): boolean => subjectKey.startsWith(MANUAL);

const NO_KIND = {
  en: 'The policy of that day lists no such kind to be recorded by hand.',
  zh: '当日政策中没有可人工记录的该类违规。',
};
const JUDGED = {
  en: 'Judging raised this violation: correct the fact, or grant an appeal.',
  zh: '该违规线索由系统判定产生，请更正事实或支持申诉。',
};
