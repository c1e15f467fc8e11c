import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash, eventDigests, eventKey, isSameContent } from '../../src/actions/gates/event-key.ts';

const sha = (text: string, bytes: number) => createHash('sha256').update(text).digest().subarray(0, bytes);
const sorted = (value: object) => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
const text = fc.string({ maxLength: 5 });
const some = { requiredKeys: [] };

/** Events on record were hashed so: what is sent again years later has to be known by the same hash. */
describe('the hash of a message', () => {
  const vehicle = fc.record(
    {
      ...{ vin: text, emissionStage: text, emissionSubstage: text, fuel: text, usage: text, usageCode: text },
      ...{ vehicleType: text, grossMassKg: fc.nat(), registeredOn: text },
    },
    some,
  );
  const cargo = fc.record({ name: text, bulk: fc.boolean(), kg: fc.nat(), empty: fc.boolean() }, some);
  const message = fc.record({
    ...{ plate: text, passedAt: fc.nat(), direction: fc.constantFrom('in' as const, 'out' as const) },
    ...{ vehicle: fc.option(vehicle), cargo: fc.option(cargo) },
  });

  it('is that of its members in the order of the alphabet', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const { plate, passedAt, direction } = sent;
        const members = [plate, passedAt, direction, sorted(sent.vehicle ?? {}), sorted(sent.cargo ?? {})];
        expect(contentHash(sent)).toEqual(sha(JSON.stringify(members), 8));
      }),
    );
  });

  it('is known by what was kept of it before, which was twice as long', () => {
    const sent = { plate: '晋C12345', passedAt: 1, direction: 'in', vehicle: null, cargo: null };
    const kept = sha(JSON.stringify(['晋C12345', 1, 'in', [], []]), 16);
    expect(isSameContent(kept, contentHash(sent))).toBe(true);
    expect(isSameContent(kept.subarray(0, 8), contentHash(sent))).toBe(true);
    expect(isSameContent(kept, contentHash({ ...sent, direction: 'out' }))).toBe(false);
  });

  it('names an event by its gate and its id', () => {
    expect(eventKey('gate', 'event')).toEqual(sha('gate\u0000event', 16));
  });

  it('says the same as text', () => {
    const sent = { eventId: 'event', plate: '晋C12345', passedAt: 1, direction: 'in', vehicle: null, cargo: null };
    expect(eventDigests('gate', sent)).toEqual({
      key: eventKey('gate', 'event').toString('base64'),
      content: contentHash(sent).toString('base64'),
    });
  });
});
