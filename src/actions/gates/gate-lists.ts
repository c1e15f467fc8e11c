import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { canonicalJson } from '../../domain/canonical.ts';
import type { ListContent } from '../../domain/gates/gate-list.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS, legalDayOf } from '../../domain/time.ts';
import type { GateListRow } from '../../store/gate-lists.ts';
import type { Store } from '../../store/store.ts';
import { buildGateList } from './build-gate-list.ts';

/** Offline lists (离线名单) of enterprises, kept fresh as they are asked for. */
export type GateLists = {
  /** The list of an enterprise as it should be now; made anew, as a new version, only where something on it changed. */
  fresh(enterpriseId: string, now: number): Promise<GateListRow>;
};

/** How old a list may be before it is looked at again, ms: the gates of one enterprise ask one after another. */
const LOOKED_AT_EVERY_MS = 60_000;
/** Older versions are for deltas; who holds one that is gone gets the whole list. */
const KEPT_VERSIONS = 50;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export function makeGateLists(store: Store, policies: () => PolicySet, newId: () => string): GateLists {
  const looked = new Map<string, { readonly at: number; readonly set: PolicySet; readonly orders: string }>();
  const building = new Map<string, Promise<GateListRow>>();
  /** What orders and exemptions stand: a new one makes every list old at once. */
  const ordersNow = async (): Promise<string> => {
    const { alerts, exemptions } = store.read;
    return `${(await alerts.lastRevision()) ?? ''} ${await exemptions.lastChange()}`;
  };
  const build = async (enterpriseId: string, now: number, orders: string): Promise<GateListRow> => {
    const set = policies();
    const policy = set.on(legalDayOf(now)) ?? set.all[0];
    if (!policy) throw new Error('a policy is on record');
    const validMs = policy.parameter('gateListValidHours') * 3_600_000;
    const since = now - policy.parameter('gateListLookBackDays') * DAY_MS;
    const until = now + validMs;
    const { content, digest } = await buildGateList(store.bulk, enterpriseId, set, since, { now, until });
    const entries = await zip(canonicalJson(content));
    const row = await store.write(async (tx) => {
      const latest = await tx.gateLists.latest(enterpriseId);
      if (latest?.digest === digest && latest.policy === policy.ref && latest.expiresAt > now) {
        // Moved on rarely, so that who holds it is told for hours that nothing changed.
        if (latest.expiresAt - now > validMs / 2 && latest.expiresAt <= until) return latest;
        await tx.gateLists.prolong(latest.id, { createdAt: latest.createdAt, expiresAt: until });
        return { ...latest, expiresAt: until };
      }
      const made: GateListRow = {
        id: newId(),
        enterpriseId,
        version: (latest?.version ?? 0) + 1,
        policy: policy.ref,
        createdAt: now,
        expiresAt: until,
        count: content.vehicles.length,
        digest,
        entries,
      };
      await tx.gateLists.insert(made, KEPT_VERSIONS);
      return made;
    });
    looked.set(enterpriseId, { at: now, set, orders });
    return row;
  };
  return {
    fresh: async (enterpriseId, now) => {
      const orders = await ordersNow();
      const last = looked.get(enterpriseId);
      const age = now - (last?.at ?? Number.NEGATIVE_INFINITY);
      // A policy that was published or withdrawn since may say otherwise of a day before the list expires.
      const same = last?.set === policies() && last.orders === orders;
      const fresh = age >= 0 && age < LOOKED_AT_EVERY_MS && same;
      const known = fresh ? await store.read.gateLists.latest(enterpriseId) : undefined;
      if (known) return known;
      const name = `${enterpriseId} ${orders}`;
      let under = building.get(name);
      if (!under) {
        under = build(enterpriseId, now, orders).finally(() => building.delete(name));
        building.set(name, under);
      }
      return under;
    },
  };
}

/** What a stored version says. */
export async function contentOf({ entries }: Pick<GateListRow, 'entries'>): Promise<ListContent> {
  return JSON.parse((await unzip(entries)).toString('utf8')) as ListContent;
}
