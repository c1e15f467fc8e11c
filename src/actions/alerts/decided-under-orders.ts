import { underOrders } from '../../domain/alerts/judge.ts';
import { decisionsOn } from '../../domain/gates/judge-visit.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';
import { type DecidedUnder, decisionsOf } from '../gates/passage-answer.ts';

type From = Pick<Reader, 'alerts' | 'exemptions' | 'vehicles'>;
type Passage = Pick<PassageRow, 'plate' | 'plateColour' | 'enterpriseId' | 'countyCode'>;

/**
 * The decisions of a stored passage, or those it had before, with the orders they turned on named. Only where the facts kept
 * with it name orders is anything read.
 */
export async function decidedUnderOrders(
  reader: From,
  policies: PolicySet,
  passage: Passage,
  decided: Pick<PassageRow, 'policy' | 'facts' | 'lawAt'>,
): Promise<DecidedUnder> {
  const under = decisionsOf(policies, decided);
  const named = under.facts['order.inForce']?.value;
  const policy = under.policy === null ? undefined : policies.get(under.policy);
  if (typeof named !== 'string' || !policy) return under;
  const refs = named.split('+');
  const serials = refs.map((ref) => Number(ref.split('.')[0]));
  const revisions = (await reader.alerts.ofSerials(serials)).filter(({ serial, revision }) =>
    refs.includes(`${serial}.${revision}`),
  );
  const { facts, legalDay } = under;
  const { lawAt: at } = decided;
  const { plate, plateColour, enterpriseId, countyCode } = passage;
  const exempted = facts['exemption.from'] !== undefined;
  const holders = exempted && plate !== '' ? await reader.vehicles.holdersOf(plate) : [];
  const vehicleId = holderOf(holdersOn(holders, legalDay), plateColour)?.vehicleId ?? null;
  const ids = [enterpriseId, ...(vehicleId === null ? [] : [vehicleId])];
  const names = { ids, plates: plate === '' ? [] : [plate] };
  const exemptions = exempted ? await reader.exemptions.touching(names, at, at + 1) : [];
  const met = { at, countyCode, enterpriseId, vehicleId, plateColour, ...(plate === '' ? {} : { plate }) };
  const orders = underOrders(policy, { revisions, exemptions, missed: new Map() }, met, 'vehicle', facts);
  return { ...under, decisions: decisionsOn(policy, legalDay, facts, orders) };
}
