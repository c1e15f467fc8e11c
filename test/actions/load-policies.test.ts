import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../../src/actions/policies/load-policies.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { databases } from '../support/database.ts';

type Document = { readonly parameters: Record<string, unknown> };

describe.each(databases)('the policies on record on $name', ({ place }) => {
  const at = { now: Date.parse('2026-01-01T00:00:00+08:00'), newId: uuidv7, randomBytes, requestId: 'start' };

  it('lose nothing and gain what they lack, once, when the service asks for more than when they were written', async () => {
    const where = await place();
    const store = await where.open();
    const {
      repeatSeconds,
      cleanTransport: _,
      doubtfulConfidence: __,
      ...older
    } = structuredClone(shippedPolicies[0] as Document).parameters as Record<string, { value: unknown }>;
    const changed = { ...older, repeatSeconds: { ...repeatSeconds, value: 120 } };
    const written = { ...(shippedPolicies[0] as Document), parameters: changed };
    const set = await loadPolicies(store, [written], at).catch((error: Error) => error);
    // Where the shipped documents lack it too, the start is refused.
    expect(set).toBeInstanceOf(Error);
    const policies = await loadPolicies(store, shippedPolicies, at);
    expect(policies.all).toHaveLength(1);
    expect(policies.all[0]?.parameter('repeatSeconds')).toBe(120);
    expect(policies.all[0]?.parameter('cleanTransport')).toEqual({
      modes: ['rail', 'water', 'pipe', 'belt'],
      newEnergyTrucks: false,
    });
    await loadPolicies(store, shippedPolicies, at);
    const trail = await store.read.audit.page({ subjectType: 'policy' }, { limit: 5 });
    expect(trail.map(({ action }) => action)).toEqual(['policy.complete']);
    await store.close();
    await where.remove();
  });
});
