import type { AlertKnowledge } from '../../domain/alerts/judge.ts';
import { inForce, type OrderRevision, withinHours } from '../../domain/alerts/order.ts';
import { type Judgement, judgeVisit, type VisitToJudge } from '../../domain/gates/judge-visit.ts';
import type { RuleDecision } from '../../domain/policy/kernel.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import type { AlertDesk } from './alert-desk.ts';
import { type Keeping, type LookBackReader, missedBefore } from './missed-transport.ts';

type From = Pick<Reader, 'exemptions'> & LookBackReader;

export type JudgingUnderOrders = {
  readonly policies: PolicySet;
  readonly desk: AlertDesk;
  readonly place: { readonly enterpriseId: string; readonly countyCode: string };
  readonly keeping?: Keeping;
};

/**
 * Judges a visit with what the orders in force at its entry make of it. What an order asks beyond the vehicle, the
 * enterprise's look-back (2.4.2d) and exemptions, is read only where the outcome hangs on it.
 */
export async function judgeUnderOrders(
  reader: From,
  visit: VisitToJudge,
  judging: JudgingUnderOrders,
): Promise<Judgement> {
  const { policies, desk, place } = judging;
  const at = visit.visit.entry?.startedAt;
  const revisions = at === undefined ? [] : await desk.around(at);
  const standing = at === undefined ? [] : inForce(revisions, place.countyCode, at);
  if (at === undefined || standing.length === 0) return judgeVisit(policies, visit);
  let known: AlertKnowledge = { revisions, exemptions: [], missed: new Map() };
  const judge = () => judgeVisit(policies, { ...visit, alerts: { ...known, ...place } });
  let judgement = judge();
  if (judgement.decisions.some(lacksLookBack)) {
    known = { ...known, missed: await missedBeforeEach(reader, judging, standing, at) };
    judgement = judge();
  }
  if (!judgement.decisions.some(couldBeExempted)) return judgement;
  const ids = [place.enterpriseId, ...(judgement.vehicleId === null ? [] : [judgement.vehicleId])];
  const plates = visit.plate === '' ? [] : [visit.plate];
  const exemptions = await reader.exemptions.touching({ ids, plates }, at, at + 1);
  if (exemptions.length === 0) return judgement;
  known = { ...known, exemptions };
  return judge();
}

/** The answer of each order that closes these hours, by its start. */
async function missedBeforeEach(
  reader: From,
  { policies, place, keeping }: JudgingUnderOrders,
  orders: readonly OrderRevision[],
  at: number,
): Promise<ReadonlyMap<number, boolean | undefined>> {
  const missed = new Map<number, boolean | undefined>();
  for (const { startsAt, closedHours } of orders)
    if (withinHours(closedHours, at) && !missed.has(startsAt))
      missed.set(startsAt, await missedBefore(reader, policies, place.enterpriseId, startsAt, keeping));
  return missed;
}

const lacksLookBack = ({ missing }: RuleDecision): boolean => missing.includes('enterprise.missedCleanTransport');

const couldBeExempted = ({ outcome, why }: RuleDecision): boolean =>
  why.unless.length > 0 && (outcome === 'violation' || outcome === 'unverified');
