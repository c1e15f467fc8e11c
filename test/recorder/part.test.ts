import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { eventDigests } from '../../src/actions/gates/event-key.ts';
import type { PassageItem, PassageMessage, PassageResult } from '../../src/actions/gates/record-passages.ts';
import { isOfOne, packed, unpacked } from '../../src/recorder/part.ts';
import { told, toldResults } from '../../src/recorder/told.ts';

const LEAST: PassageMessage = {
  ...{ eventId: 'event-1', passedAt: 1_641_168_000_000, direction: 'in', plateRaw: null, plate: '', plateColour: null },
  ...{ confidenceE4: null, lane: null, vehicle: null, cargo: null, barrier: null, barrierReason: null },
  listVersion: null,
};
const MOST: Required<PassageMessage> = {
  ...{ eventId: '事件 "2"\u2028\ud83d\ude9a', passedAt: 1_641_168_000_001, direction: 'out', plateRaw: '晋c·00001' },
  ...{ plate: '晋C00001', plateColour: 'yellow', confidenceE4: 9_900, lane: 2 },
  vehicle: {
    ...{ vin: 'LSVAA4182E2184847', emissionStage: '6', emissionSubstage: 'b', fuel: 'diesel', usage: '货运' },
    ...{ usageCode: 'F', vehicleType: 'Q11', grossMassKg: 49_000, registeredOn: '2021-08-01' },
  },
  ...{ cargo: { name: '煤炭', bulk: true, kg: 32_500 }, barrier: 'refused', barrierReason: '国四', listVersion: 7 },
};

const place = { gateId: uuidv7(), enterpriseId: uuidv7(), countyCode: '140302', receivedAt: 1_641_168_002_000 };
const camera = { deviceId: uuidv7(), deviceTime: 1_641_168_000_500, resent: true, alternatives: ['晋C00007'] };
const item = (message: PassageMessage, more: Partial<PassageItem> = {}): PassageItem => ({
  ...place,
  message,
  ...more,
});

describe('passages that are packed', () => {
  it.each<[string, PassageItem]>([
    ['of which the least is known', item(LEAST)],
    ['of which all is known', item(MOST)],
    ['that a camera told of', item(MOST, { camera, photos: [{ kind: 'body', evidenceId: uuidv7() }] as never })],
  ])('one %s comes out as it went in, with the digests of its event', (_, given) => {
    const digests = eventDigests(given.gateId, given.message);
    expect(unpacked(packed([given, item(LEAST)]))).toEqual([
      { ...given, digests },
      { ...item(LEAST), digests: eventDigests(place.gateId, LEAST) },
    ]);
  });

  it('lie in memory that can be handed over', () => {
    const bytes = packed([item(LEAST)]);
    const handed = structuredClone(bytes, { transfer: [bytes.buffer] });
    expect(bytes).toHaveLength(0);
    expect(unpacked(handed)).toMatchObject([item(LEAST)]);
  });

  it.each([
    ['gate', { gateId: uuidv7() }],
    ['enterprise', { enterpriseId: uuidv7() }],
    ['county', { countyCode: '140321' }],
    ['arrival', { receivedAt: 0 }],
  ])('are of one %s', (_, other) => {
    expect(isOfOne([item(LEAST), item(MOST)])).toBe(true);
    expect(isOfOne([item(LEAST), item(MOST, other)])).toBe(false);
  });
});

it.each([0, 1, 15, 16, 100])('%i results are told and read again', (count) => {
  const conflict = (index: number): PassageResult => ({ status: 'conflict', passageId: `晋 ${index}` });
  const results = Array.from({ length: count }, (_, index) => conflict(index));
  const said = told(results);
  expect(typeof said === 'string').toBe(count < 16);
  expect(toldResults(said)).toEqual(results);
});
