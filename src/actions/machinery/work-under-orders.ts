import { usesOf } from '../../domain/machinery/machine-subject.ts';
import { type DecidedWork, workOf } from '../../domain/machinery/machine-work.ts';
import type { Stay } from '../../domain/machinery/stay.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { JudgedSubject } from './machine-case.ts';

type From = Pick<Reader, 'machines' | 'alerts' | 'exemptions'>;
type Met = { readonly siteId: string; readonly countyCode: string };

/**
 * What the orders in force make of a machine's uses in its stays (3.3), one subject a stay. Reads orders only for a machine
 * that was used, and exemptions only where an order bears on it. `met` tells the county of each site.
 */
export async function workUnderOrders(
  reader: From,
  policies: PolicySet,
  machineId: string,
  stays: readonly Stay[],
  met: readonly Met[],
): Promise<JudgedSubject[]> {
  const times = stays.flatMap(usesOf).map(({ at }) => at);
  if (times.length === 0) return [];
  const [first, end] = [Math.min(...times), Math.max(...times) + 1];
  const revisions = await reader.alerts.touching(first, end);
  const machine = revisions.length === 0 ? undefined : await reader.machines.find(machineId);
  if (!machine) return [];
  const counties = new Map(met.map(({ siteId, countyCode }) => [siteId, countyCode]));
  const judge = (exemptions: Parameters<typeof workOf>[4]['exemptions']): DecidedWork[] =>
    stays.flatMap((stay) => {
      const alerts = { revisions, exemptions };
      return workOf(policies, stay, counties.get(stay.siteId) ?? '', machine, alerts) ?? [];
    });
  let work = judge([]);
  if (work.length > 0) {
    const ids = [machineId, ...new Set(stays.map(({ siteId }) => siteId))];
    const exemptions = await reader.exemptions.touching({ ids, plates: [] }, first, end);
    if (exemptions.length > 0) work = judge(exemptions);
  }
  return work.map(({ subject, policy, decisions }) => {
    const legalDay = legalDayOf(subject.occurredAt);
    const publishedOn = policies.get(policy)?.publishedOn;
    return {
      subject,
      legalDay,
      policy,
      beforePublication: publishedOn !== undefined && legalDay < publishedOn,
      decisions,
    };
  });
}
