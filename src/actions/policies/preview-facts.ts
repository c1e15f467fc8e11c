import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import { accessFacts } from '../../domain/gates/access-facts.ts';
import type { Access, Visit } from '../../domain/gates/visit.ts';
import type { Policy } from '../../domain/policy/policy-set.ts';
import { POLICY_FACTS } from '../../domain/policy/preview-limits.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { JudgedVisit } from '../../store/policy-previews.ts';
import type { Reader } from '../../store/store.ts';
import { readingOf } from '../gates/visit-window.ts';

/** Visits whose readings are looked up together. */
const AT_ONCE = 50;
/** A parked truck is read every few seconds. */
const READINGS = 100_000;

/**
 * The facts of visits as a draft would have found them: what hangs on its parameters or its retirement list, and the facts
 * of these other names, are found anew from the readings; all else is as it is kept with the visit.
 */
export async function factsUnder(
  bulk: Reader,
  draft: Policy,
  visits: readonly (JudgedVisit & { readonly known: Facts })[],
  others: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Facts>> {
  const readings = await readingsOf(bulk, visits);
  const plates = new Set(visits.map(({ plate }) => plate).filter((plate) => plate !== ''));
  const holders = await bulk.gateLists.holdersOf([...plates]);
  const enterprises = new Map<string, readonly EnterpriseFacts[]>();
  const found = new Map<string, Facts>();
  for (const { id, plate, lawAt, known: kept, enterpriseId } of visits) {
    const visit = visitOf(id, readings.get(id) ?? []);
    if (!visit) continue;
    let enterprise = enterprises.get(enterpriseId);
    if (!enterprise) {
      enterprise = await bulk.enterpriseFacts.of(enterpriseId);
      enterprises.set(enterpriseId, enterprise);
    }
    const known = { visit, plate, holders: holders.get(plate) ?? [], enterprise };
    const { facts } = accessFacts(draft, known, legalDayOf(lawAt));
    found.set(id, merged(kept, facts, others));
  }
  return found;
}

const isOfPolicy = (name: string): boolean => POLICY_FACTS.some((one) => one === name);

function merged(known: Facts, anew: Facts, others: ReadonlySet<string>): Facts {
  const kept = Object.entries(known).filter(([name]) => !isOfPolicy(name));
  const taken = Object.entries(anew).filter(([name]) => isOfPolicy(name) || (others.has(name) && !(name in known)));
  return Object.fromEntries([...kept, ...taken]);
}

async function readingsOf(bulk: Reader, visits: readonly JudgedVisit[]): Promise<Map<string, PassageRow[]>> {
  const found = new Map<string, PassageRow[]>();
  for (let at = 0; at < visits.length; at += AT_ONCE) {
    const some = visits.slice(at, at + AT_ONCE);
    const unread = some.filter(({ plate }) => plate === '').map(({ id }) => id);
    const read = some.filter(({ plate }) => plate !== '') as unknown as PassageRow[];
    for (const row of [
      ...(await bulk.visits.readings(unread)),
      ...(await bulk.visits.readingsOf(read, 'all', READINGS)),
    ])
      found.set(row.visitId, [...(found.get(row.visitId) ?? []), row]);
  }
  return found;
}

/** A visit as its readings were paired when they were judged. */
function visitOf(id: string, rows: readonly PassageRow[]): Visit | undefined {
  const accesses = new Map<string, PassageRow[]>();
  for (const row of rows) accesses.set(row.accessId, [...(accesses.get(row.accessId) ?? []), row]);
  const all = [...accesses].flatMap(([accessId, members]): Access[] => {
    const [first] = members;
    if (!first) return [];
    const readings = members.map(readingOf);
    return [{ id: accessId, direction: first.direction as Access['direction'], startedAt: first.passedAt, readings }];
  });
  const entry = all.find(({ direction }) => direction === 'in');
  const exit = all.find(({ direction }) => direction === 'out');
  if (!entry && !exit) return undefined;
  return { id, ...(entry ? { entry } : {}), ...(exit ? { exit } : {}) };
}
