import { describe, expect, it } from 'vitest';
import {
  candidatesOf,
  doubtsOf,
  type RegisteredPlate,
  variantsOf,
} from '../../../src/domain/gates/plate-candidates.ts';

const plates = (read: string, alternatives: readonly string[] = []) =>
  variantsOf(read, alternatives).map(({ plate }) => plate);

describe('what a plate may have been', () => {
  it.each<[string, string, string]>([
    ['O for 0', '晋CO1736', '晋C01736'],
    ['0 for D', '晋C04736', '晋CD4736'],
    ['D for 0', '晋C7D436', '晋C70436'],
    ['I for 1', '晋CI7436', '晋C17436'],
    ['8 for B', '晋C87436', '晋CB7436'],
    ['B for 8', '晋CB7436', '晋C87436'],
    ['5 for S', '晋C57436', '晋CS7436'],
    ['2 for Z', '晋C27436', '晋CZ7436'],
    ['the city letter', '晋07437A', '晋D7437A'],
    ['two at once', '晋C8743S', '晋CB7435'],
    ['three at once', '晋C8543Z', '晋CBS432'],
    ['a colour in front of the province', '黑晋C74369', '晋C74369'],
    ['the colour of a new-energy plate', '绿晋CD74369', '晋CD74369'],
    ['a colour in place of the province', '黑C74369', '晋C74369'],
    ['a colour that is no province', '黄C74369', '晋C74369'],
  ])('%s: %s may be %s', (_name, read, meant) => {
    expect(plates(read)).toContain(meant);
  });

  it('says which signs it took for which', () => {
    expect(variantsOf('晋CO1736', []).find(({ plate }) => plate === '晋C01736')).toEqual({
      plate: '晋C01736',
      differences: [{ at: 2, read: 'O', instead: '0' }],
      alternative: null,
    });
  });

  it('the nearest come first, and the text read is none of them', () => {
    const variants = variantsOf('晋C80512', []);
    const steps = variants.map(({ differences }) => differences.length);
    expect(steps).toEqual([...steps].sort());
    expect(new Set(variants.map(({ plate }) => plate)).size).toBe(variants.length);
    expect(variants.map(({ plate }) => plate)).not.toContain('晋C80512');
  });

  it.each(['晋C7436', '晋C774369', '晋C7436'])('no sign too few or too many by itself: %s', (read) => {
    expect(plates(read)).not.toContain('晋C74369');
  });

  it('but where the camera thought it possible, and with its look-alikes', () => {
    expect(plates('晋C7436', ['晋C74369'])[0]).toBe('晋C74369');
    expect(plates('晋C7436', ['晋C7436B'])).toContain('晋C74368');
    expect(variantsOf('晋C7436', ['晋C7434', '晋C74369'])[1]).toMatchObject({ plate: '晋C74369', alternative: 1 });
  });

  it('no plate read and no alternative: nothing', () => {
    expect(variantsOf('', [])).toEqual([]);
    expect(plates('', ['晋C74369'])).toEqual(['晋C74369']);
  });

  it('stays small whatever is read', () => {
    expect(plates('0'.repeat(20), ['8'.repeat(20), 'O'.repeat(20)]).length).toBeLessThanOrEqual(401);
  });
});

describe('the order of candidates', () => {
  const of = (plate: string, more: Partial<RegisteredPlate> = {}): RegisteredPlate => ({
    ...{ vehicleId: plate, plate, plateColour: 'yellow', verified: true },
    ...more,
  });
  const order = (registered: readonly RegisteredPlate[], colour: string | null) =>
    candidatesOf(variantsOf('晋C80512', ['晋C80572']), registered, colour).map(({ vehicleId }) => vehicleId);

  it('fewest differences first, then the text read before the alternatives, then the verified', () => {
    const twice = of('晋CBD512');
    const once = of('晋CB0512');
    const declared = of('晋CB0512', { vehicleId: 'declared', verified: false });
    const other = of('晋C80572');
    expect(order([twice, declared, once, other], null)).toEqual(['晋C80572', '晋CB0512', 'declared', '晋CBD512']);
  });

  it('one of another colour comes last, however near', () => {
    const blue = of('晋CB0512', { vehicleId: 'blue', plateColour: 'blue' });
    expect(order([blue, of('晋CBD512')], 'yellow')).toEqual(['晋CBD512', 'blue']);
    expect(order([blue, of('晋CBD512')], 'other')).toEqual(['blue', '晋CBD512']);
  });

  it('what is no variant is no candidate', () => {
    expect(order([of('晋C99999')], null)).toEqual([]);
  });
});

describe('why a reading is in doubt', () => {
  const known = { registered: false, candidates: false, proposed: false };
  it.each<[string, Parameters<typeof doubtsOf>[0], Partial<typeof known>, string[]]>([
    ['a sure reading of an unknown truck', { plate: '晋C74369', confidenceE4: 9_900 }, {}, []],
    ['no confidence told', { plate: '晋C74369', confidenceE4: null }, {}, []],
    ['at the threshold', { plate: '晋C74369', confidenceE4: 8_500 }, {}, []],
    ['below it', { plate: '晋C74369', confidenceE4: 8_499 }, {}, ['low_confidence']],
    ['below it though registered', { plate: '晋C74369', confidenceE4: 1 }, { registered: true }, ['low_confidence']],
    ['no plate', { plate: '', confidenceE4: null }, {}, ['unreadable']],
    ['a shape that none has', { plate: '晋CO1736', confidenceE4: 9_900 }, {}, ['unknown_shape']],
    ['that shape on the register', { plate: '晋CO1736', confidenceE4: 9_900 }, { registered: true }, []],
    ['near a registered one', { plate: '晋C74369', confidenceE4: 9_900 }, { candidates: true }, ['candidates']],
    [
      'near one and registered itself',
      { plate: '晋C8', confidenceE4: 9_900 },
      { registered: true, candidates: true },
      [],
    ],
    ['proposed', { plate: '晋C74369', confidenceE4: null }, { registered: true, proposed: true }, ['proposed']],
  ])('%s', (_name, reading, more, doubts) => {
    expect(doubtsOf(reading, { ...known, ...more }, 8_500)).toEqual(doubts);
  });
});
