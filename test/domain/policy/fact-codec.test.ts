import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECTORS } from '../../../src/domain/codes/sector.ts';
import { decodeFacts, encodeFacts, encodeOutcomes } from '../../../src/domain/policy/fact-codec.ts';
import { type Facts, VOCABULARY } from '../../../src/domain/policy/vocabulary.ts';
import { coal, judged, powerPlantByRoad, registered } from '../gates/builders.ts';
import { someFacts } from './generators.ts';

describe('facts as a passage keeps them', () => {
  it('are short, readable and in the order of the vocabulary', () => {
    const facts: Facts = {
      'enterprise.annualFreightTonnes': { value: 1_600_000, origin: 'enterprise_record' },
      'vehicle.emissionStage': { value: '5', origin: 'asserted' },
      'plate.readable': { value: true, origin: 'message' },
      'vehicle.goods': { value: false, origin: 'inferred' },
    };
    expect(encodeFacts(facts)).toBe('pm1 gi0 sa5 fe1600000');
    expect(decodeFacts('pm1 gi0 sa5 fe1600000')).toEqual(facts);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
      }),
      { seed: 2021, numRuns: 300 },
    );
  });

  it('give equal text for equal facts, in whatever order they were gathered', () => {
    fc.assert(
      fc.property(someFacts(), (facts) => {
        expect(encodeFacts(Object.fromEntries(Object.entries(facts).reverse()))).toBe(encodeFacts(facts));
      }),
      { seed: 2021, numRuns: 100 },
    );
  });

  it('take at most 100 bytes for the largest passage there can be', () => {
    const [longest = ''] = [...SECTORS].sort((a, b) => b.length - a.length);
    const passageFacts = Object.entries(VOCABULARY).filter(([, { code }]) => code.length === 1);
    const largest = Object.fromEntries(
      passageFacts.map(([name, { type }]) => {
        const value = { boolean: true, number: 2_000_000_000, stage: '5', code: longest }[type];
        return [name, { value, origin: 'registry' }];
      }),
    );
    expect(Buffer.byteLength(encodeFacts(largest))).toBeLessThanOrEqual(100);
    const { facts } = judged({
      at: '2022-01-03T12:00:00+08:00',
      enterprise: powerPlantByRoad,
      registry: registered({ emissionStage: '3' }),
      cargo: coal,
    });
    for (const name of Object.keys(facts)) expect(passageFacts.map(([known]) => known)).toContain(name);
  });

  it('never share a code', () => {
    const codes = Object.values(VOCABULARY).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^(?:[a-z]|[A-Z][a-z])$/);
  });

  it('are refused where they are not what was written', () => {
    expect(decodeFacts('')).toEqual({});
    for (const text of ['p', 'p:m1', 'zz1', '1', 'pm1  gi0']) expect(() => decodeFacts(text)).toThrow();
  });
});

describe('outcomes as a passage keeps them', () => {
  it('are one letter for each rule, in policy order', () => {
    const { decisions } = judged({
      at: '2022-01-03T12:00:00+08:00',
      enterprise: powerPlantByRoad,
      registry: registered({ emissionStage: '3' }),
    });
    expect(encodeOutcomes(decisions)).toBe('-VU--R');
  });
});
