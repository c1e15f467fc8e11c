import { describe, expect, test } from 'vitest';
import { AUTO_ACCEPT, type FiledMachine, hindrances, UNSET } from '../../../src/domain/machinery/county-settings.ts';

const COMPLETE: FiledMachine = {
  ...{ prohibited: false, zoneWarning: false, emissionStage: '3', fuel: 'diesel', doubtful: false, numbered: true },
  lackingPhotos: [],
};
const photo = 'photo_machine_plate';

describe('what keeps a setting from accepting a filing by itself', () => {
  test.each([
    ['nothing', {}, [], []],
    ['a prohibition', { prohibited: true }, ['prohibited'], ['prohibited']],
    ['a zone', { zoneWarning: true }, ['zone_warning'], ['zone_warning']],
    ['an unknown stage', { emissionStage: 'X' }, [], ['stage_unknown']],
    ['a stage that the fuel contradicts', { emissionStage: 'D' }, [], ['stage_unknown']],
    ['no engine to be of a stage', { fuel: 'electric' }, [], ['stage_unknown']],
    ['no fuel told', { fuel: null }, [], []],
    ['a doubt about the record', { doubtful: true }, [], ['doubtful_record']],
    ['no number', { numbered: false }, [], ['no_number']],
    ['a photo that is asked for', { lackingPhotos: [photo] }, [], ['photo_missing']],
    ['a photo that is not asked for', { lackingPhotos: ['photo_machine'] }, [], []],
    [
      'all of it',
      {
        prohibited: true,
        zoneWarning: true,
        emissionStage: 'X',
        doubtful: true,
        numbered: false,
        lackingPhotos: [photo],
      },
      ['prohibited', 'zone_warning'],
      ['prohibited', 'zone_warning', 'stage_unknown', 'doubtful_record', 'no_number', 'photo_missing'],
    ],
  ] as const)('%s', (_what, more, all, complete) => {
    const of = (autoAccept: (typeof AUTO_ACCEPT)[number]) =>
      hindrances({ autoAccept, requiredPhotos: [photo], reviewWorkingDays: null }, { ...COMPLETE, ...more });
    expect(AUTO_ACCEPT.map(of)).toEqual([['off'], complete, all]);
  });

  test('a county that set nothing accepts nothing and has no deadline', () => {
    expect(hindrances(UNSET, COMPLETE)).toEqual(['off']);
    expect(UNSET.reviewWorkingDays).toBeNull();
  });
});
