import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FilingEvent } from '../../../src/domain/machinery/filing-validity.ts';
import type {
  FilingRecord,
  InspectionRecord,
  MachineHistory,
  SiteEntryRecord,
} from '../../../src/domain/machinery/machine-history.ts';
import { machineRecord } from '../../../src/domain/machinery/machine-record.ts';
import type { MachineSubject } from '../../../src/domain/machinery/machine-subject.ts';
import { prohibitionAt, prohibitionsOf } from '../../../src/domain/machinery/prohibition.ts';
import { startOfDay } from '../../../src/domain/time.ts';

/** Hour `h` after the start of the tests' day. */
const at = (hour: number) => startOfDay('2021-06-01') + hour * 3_600_000;
const today = '2021-07-01';

const filing = (
  id: string,
  submittedHour: number,
  entered: number | null = null,
  exited: number | null = null,
  more: readonly FilingEvent[] = [],
  siteId = 'site-1',
): FilingRecord => ({
  id,
  siteId,
  enteredAt: entered === null ? null : at(entered),
  exitedAt: exited === null ? null : at(exited),
  events: [{ action: 'submit', at: at(submittedHour) }, ...more],
});
const seen = (id: string, hour: number, working: boolean | null = null, siteId = 'site-1'): SiteEntryRecord => ({
  ...{ id, siteId, enteredAt: at(hour), working },
});
const tested = (
  id: string,
  hour: number,
  result: 'pass' | 'fail' | 'inconclusive',
  working: boolean | null = null,
  siteId = 'site-1',
): InspectionRecord => ({
  ...{ id, siteId, inspectedAt: at(hour), working, result },
  smokeWithinLimit: result === 'inconclusive' ? null : result === 'pass',
  ringelmann: null,
});
const record = (history: Partial<MachineHistory>) =>
  machineRecord({ filings: [], siteEntries: [], inspections: [], ...history }, today);
const subjectsOf = (history: Partial<MachineHistory>, judges: MachineSubject['judges']) =>
  record(history).subjects.filter((subject) => subject.judges === judges);
const standing = ({ facts }: MachineSubject) =>
  facts['filing.inTime']?.value ? 'in time' : facts['filing.late']?.value ? 'late' : 'none';

describe('registration before entry (2.4.6a)', () => {
  test.each<[string, Partial<MachineHistory>, string[]]>([
    ['filed before the reported entry', { filings: [filing('f1', 1, 5)] }, ['in time']],
    ['filed at the instant of entry', { filings: [filing('f1', 5, 5)] }, ['late']],
    ['filed after the reported entry', { filings: [filing('f1', 6, 5)] }, ['late']],
    ['seen, never filed', { siteEntries: [seen('s1', 5)] }, ['none']],
    ['found by an inspection, never filed', { inspections: [tested('i1', 5, 'pass')] }, ['none']],
    ['seen, filed before by any unit', { filings: [filing('f1', 4)], siteEntries: [seen('s1', 5)] }, ['in time']],
    ['seen, filed after', { filings: [filing('f1', 6)], siteEntries: [seen('s1', 5)] }, ['late']],
    [
      'seen, filed for another site only',
      { filings: [filing('f1', 1, null, null, [], 'site-2')], siteEntries: [seen('s1', 5)] },
      ['none'],
    ],
    [
      'rejected after the entry',
      { filings: [filing('f1', 1, 5, null, [{ action: 'reject', at: at(6) }])] },
      ['in time'],
    ],
    [
      'one filing rejected before, another unit filed in time',
      { filings: [filing('f1', 1, 5, null, [{ action: 'reject', at: at(2) }]), filing('f2', 3)] },
      ['in time'],
    ],
    ['two stays, each by its own entry', { filings: [filing('f1', 6, 5, 7), filing('f2', 8, 9)] }, ['late', 'in time']],
    [
      'seen again after the exit of the only filing',
      { filings: [filing('f1', 1, 2, 4)], siteEntries: [seen('s1', 5)] },
      ['in time', 'none'],
    ],
    [
      'come back after the exit on a filing that came too late',
      { filings: [filing('f1', 1, 2, 4), filing('f2', 6, 5)] },
      ['in time', 'late'],
    ],
    [
      'filed after the machine had left and come back',
      { filings: [filing('f1', 6, 2, 4)], siteEntries: [seen('s1', 5)] },
      ['late', 'none'],
    ],
    [
      'filed twice before, the second filing for coming back',
      { filings: [filing('f1', 1, 2, 4), filing('f2', 3)], siteEntries: [seen('s1', 5)] },
      ['in time', 'in time'],
    ],
  ])('%s', (_, history, expected) => {
    expect(subjectsOf(history, 'site_entry').map(standing)).toEqual(expected);
  });

  test('facts come from the record, and evidence names stay and late filings', () => {
    const [subject] = subjectsOf(
      {
        filings: [filing('f1', 6), filing('f2', 8, null, null, [{ action: 'withdraw', at: at(9) }])],
        siteEntries: [seen('s1', 5)],
      },
      'site_entry',
    );
    expect(subject).toEqual({
      judges: 'site_entry',
      subjectKey: 'stay:s1',
      formerKeys: [],
      siteId: 'site-1',
      occurredAt: at(5),
      facts: {
        'filing.inTime': { value: false, origin: 'record' },
        'filing.late': { value: true, origin: 'record' },
      },
      evidence: { filingIds: ['f1'], siteEntryIds: ['s1'], inspectionIds: [], prohibitionInspectionIds: [] },
    });
  });
});

describe('stays', () => {
  const stays = (history: Partial<MachineHistory>) =>
    record(history).stays.map((stay) => [stay.key, stay.enteredAt, stay.sightings.map(({ id }) => id)]);

  test('what is seen between reported entry and exit, ends included, belongs to that stay', () => {
    const history = {
      filings: [filing('f1', 1, 5, 9)],
      siteEntries: [seen('s1', 5), seen('s2', 9), seen('s3', 4), seen('s4', 10)],
      inspections: [tested('i1', 7, 'pass')],
    };
    expect(stays(history)).toEqual([
      ['s3', at(4), ['s3']],
      ['f1', at(5), ['s1', 'i1', 's2']],
      ['s4', at(10), ['s4']],
    ]);
  });

  test('sightings without a filed exit between them are one stay', () => {
    expect(stays({ siteEntries: [seen('s1', 5), seen('s2', 50)], inspections: [tested('i1', 20, 'pass')] })).toEqual([
      ['i1', at(5), ['s1', 'i1', 's2']],
    ]);
  });

  test('another site is another stay', () => {
    expect(stays({ siteEntries: [seen('s1', 5), seen('s2', 6, null, 'site-2')] })).toEqual([
      ['s1', at(5), ['s1']],
      ['s2', at(6), ['s2']],
    ]);
  });

  test('an entry reported later with an earlier time pulls the start back and keeps the key', () => {
    expect(stays({ siteEntries: [seen('s1', 5), seen('s2', 3)] })).toEqual([['s1', at(3), ['s2', 's1']]]);
  });

  test('of two running filed stays the later entered takes the sighting', () => {
    expect(stays({ filings: [filing('f1', 1, 3), filing('f2', 1, 6)], siteEntries: [seen('s1', 8)] })).toEqual([
      ['f1', at(3), []],
      ['f2', at(6), ['s1']],
    ]);
  });

  test('a filed entry reported later takes over earlier sightings, and names their keys', () => {
    const [stay] = subjectsOf(
      { filings: [filing('f1', 1, 4)], siteEntries: [seen('s2', 6), seen('s1', 5)] },
      'site_entry',
    );
    expect([stay?.subjectKey, stay?.formerKeys]).toEqual(['stay:f1', ['stay:s1', 'stay:s2']]);
  });

  test('a void inspection makes no stay, and the stay that it began names its key', () => {
    const voided = [tested('i0', 4, 'fail', true)];
    expect(subjectsOf({ voided }, 'site_entry')).toEqual([]);
    const [stay] = subjectsOf({ voided, siteEntries: [seen('s1', 5)] }, 'site_entry');
    expect([stay?.subjectKey, stay?.formerKeys]).toEqual(['stay:s1', ['stay:i0']]);
    const [filed] = subjectsOf({ voided, filings: [filing('f1', 1, 3)] }, 'site_entry');
    expect([filed?.subjectKey, filed?.formerKeys]).toEqual(['stay:f1', ['stay:i0']]);
  });

  test('an exit reported before the entry ends the stay where it began', () => {
    expect(stays({ filings: [filing('f1', 1, 5, 2)], siteEntries: [seen('s1', 5), seen('s2', 6)] })).toEqual([
      ['f1', at(5), ['s1']],
      ['s2', at(6), ['s2']],
    ]);
  });

  test('a withdrawn filing with a reported entry is a stay all the same', () => {
    const withdrawn = filing('f1', 1, 5, null, [{ action: 'withdraw', at: at(6) }]);
    expect(stays({ filings: [withdrawn] })).toEqual([['f1', at(5), []]]);
  });
});

describe('prohibitions (2.4.6b)', () => {
  test('a fail opens one unless one is open, a later pass lifts it, an inconclusive one does neither', () => {
    const inspections = [
      tested('i5', 9, 'fail'),
      tested('i1', 1, 'pass'),
      tested('i2', 2, 'fail'),
      tested('i3', 3, 'fail'),
      tested('i6', 4, 'inconclusive'),
      tested('i4', 5, 'pass'),
    ];
    expect(prohibitionsOf(inspections)).toEqual([
      { inspectionId: 'i2', furtherFails: ['i3'], openedAt: at(2), liftedAt: at(5), liftedBy: 'i4' },
      { inspectionId: 'i5', furtherFails: [], openedAt: at(9) },
    ]);
  });

  test('ties go by id', () => {
    expect(prohibitionsOf([tested('i2', 2, 'pass'), tested('i1', 2, 'fail')])).toMatchObject([{ liftedBy: 'i2' }]);
    expect(prohibitionsOf([tested('i1', 2, 'pass'), tested('i2', 2, 'fail')])).toEqual([
      { inspectionId: 'i2', furtherFails: [], openedAt: at(2) },
    ]);
  });

  test('covers its opening instant and not that of lifting', () => {
    const prohibitions = prohibitionsOf([tested('i1', 2, 'fail'), tested('i2', 5, 'pass')]);
    const covered = [at(2) - 1, at(2), at(5) - 1, at(5)].map(
      (instant) => prohibitionAt(prohibitions, instant) !== undefined,
    );
    expect(covered).toEqual([false, true, true, false]);
  });

  test('every inspection is judged by its own facts', () => {
    const history = {
      inspections: [
        tested('i1', 2, 'fail'),
        { ...tested('i2', 3, 'inconclusive'), ringelmann: 1 },
        { ...tested('i3', 4, 'fail'), smokeWithinLimit: null, ringelmann: 3 },
      ],
    };
    const judged = subjectsOf(history, 'inspection');
    expect(judged.map(({ subjectKey }) => subjectKey)).toEqual(['inspection:i1', 'inspection:i2', 'inspection:i3']);
    expect(judged.map(({ facts }) => facts)).toEqual([
      { 'inspection.smokeWithinLimit': { value: false, origin: 'record' } },
      { 'inspection.ringelmann': { value: 1, origin: 'record' } },
      { 'inspection.ringelmann': { value: 3, origin: 'record' } },
    ]);
    expect(judged.map(({ evidence }) => evidence.prohibitionInspectionIds)).toEqual([['i1'], [], []]);
  });
});

describe('use under a prohibition opened at 2 and lifted at 8 on site 1 (2.4.6b)', () => {
  const inspections = [tested('i1', 2, 'fail', true), tested('i2', 8, 'pass', true)];
  test.each<[string, Partial<MachineHistory>, number[]]>([
    ['the inspections themselves are no use', {}, []],
    ['entry reported on a filing', { filings: [filing('f1', 1, 5, null, [], 'site-2')] }, [5]],
    ['entry at the opening instant', { filings: [filing('f1', 1, 2, null, [], 'site-2')] }, [2]],
    ['entry just before the opening', { filings: [filing('f1', 0, 1, null, [], 'site-2')] }, []],
    ['entry at the instant of lifting', { filings: [filing('f1', 1, 8, null, [], 'site-2')] }, []],
    ['site entry that opens a stay, standing idle', { siteEntries: [seen('s1', 5, false, 'site-2')] }, []],
    ['site entry that opens a stay, at work', { siteEntries: [seen('s1', 5, true, 'site-2')] }, [5]],
    ['site entry that opens a stay, working not said', { siteEntries: [seen('s1', 5, null, 'site-2')] }, [5]],
    ['seen idle in a running stay', { filings: [filing('f1', 0, 1)], siteEntries: [seen('s1', 5, false)] }, []],
    ['seen in a running stay, working not said', { filings: [filing('f1', 0, 1)], siteEntries: [seen('s1', 5)] }, []],
    ['seen at work in a running stay', { filings: [filing('f1', 0, 1)], siteEntries: [seen('s1', 5, true)] }, [5]],
    [
      'seen at work twice in one stay: once, from the first',
      { filings: [filing('f1', 0, 1)], siteEntries: [seen('s2', 6, true), seen('s1', 5, true)] },
      [5],
    ],
    ['seen at work after lifting', { filings: [filing('f1', 0, 1)], siteEntries: [seen('s1', 8, true)] }, []],
    [
      'inspected at work on another site',
      { inspections: [...inspections, tested('i3', 5, 'inconclusive', true, 'site-2')] },
      [5],
    ],
    [
      'inspected idle on another site',
      { inspections: [...inspections, tested('i3', 5, 'inconclusive', false, 'site-2')] },
      [],
    ],
    ['entries on two sites', { siteEntries: [seen('s1', 4, null, 'site-2'), seen('s2', 5, null, 'site-3')] }, [4, 5]],
  ])('%s', (_, history, hours) => {
    const uses = subjectsOf({ inspections, ...history }, 'machine_use');
    expect(uses.map(({ occurredAt }) => occurredAt)).toEqual(hours.map(at));
  });

  test('facts and evidence tell entry from work', () => {
    const [work] = subjectsOf(
      {
        inspections,
        filings: [filing('f1', 0, 1)],
        siteEntries: [seen('s1', 5, true), seen('s2', 6, true), seen('s3', 7)],
      },
      'machine_use',
    );
    expect(work).toMatchObject({
      subjectKey: 'stay:f1',
      facts: {
        'prohibition.open': { value: true, origin: 'record' },
        'machine.reportedToEnter': { value: false, origin: 'record' },
        'machine.working': { value: true, origin: 'record' },
      },
      evidence: {
        filingIds: ['f1'],
        siteEntryIds: ['s1', 's2'],
        inspectionIds: [],
        prohibitionInspectionIds: ['i1'],
      },
    });
    const [entry] = subjectsOf({ inspections, siteEntries: [seen('s1', 5, null, 'site-2')] }, 'machine_use');
    expect(entry?.facts).toEqual({
      'prohibition.open': { value: true, origin: 'record' },
      'machine.reportedToEnter': { value: true, origin: 'record' },
    });
  });
});

describe('whatever the history', () => {
  const hour = fc.nat(12);
  const site = fc.constantFrom('site-1', 'site-2');
  const maybe = fc.option(fc.boolean());
  const history: fc.Arbitrary<MachineHistory> = fc
    .record({
      filings: fc.array(fc.tuple(hour, fc.option(hour), fc.option(hour), site), { maxLength: 4 }),
      siteEntries: fc.array(fc.tuple(hour, maybe, site), { maxLength: 5 }),
      inspections: fc.array(fc.tuple(hour, fc.constantFrom('pass', 'fail', 'inconclusive'), maybe, site), {
        maxLength: 5,
      }),
    })
    .map((made) => ({
      filings: made.filings.map(([submitted, entered, exited, siteId], n) =>
        filing(`f${n}`, submitted, entered, entered === null ? null : exited, [], siteId),
      ),
      siteEntries: made.siteEntries.map(([h, working, siteId], n) => seen(`s${n}`, h, working, siteId)),
      inspections: made.inspections.map(([h, result, working, siteId], n) =>
        tested(`i${n}`, h, result, working, siteId),
      ),
    }));
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

  test('the order of arrival does not matter', () => {
    const twoOrders = history.chain((one) =>
      fc
        .tuple(shuffled(one.filings), shuffled(one.siteEntries), shuffled(one.inspections))
        .map(([filings, siteEntries, inspections]) => [one, { filings, siteEntries, inspections }] as const),
    );
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(machineRecord(other, today)).toEqual(machineRecord(one, today));
      }),
      { numRuns: 500 },
    );
  });

  test('every sighting and every reported entry stands in exactly one stay, and keys are unique', () => {
    fc.assert(
      fc.property(history, (one) => {
        const { stays, subjects } = machineRecord(one, today);
        const ids = [...one.siteEntries, ...one.inspections].map(({ id }) => id).sort();
        expect(stays.flatMap((stay) => stay.sightings.map((sighting) => sighting.id)).sort()).toEqual(ids);
        const entered = one.filings.filter(({ enteredAt }) => enteredAt !== null).map(({ id }) => id);
        expect(stays.flatMap(({ filingId }) => filingId ?? []).sort()).toEqual(entered.sort());
        const keys = subjects.map(({ judges, subjectKey }) => `${judges} ${subjectKey}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });

  test('a stay keeps its key, or names it as a former one, when a sighting or an entry is added', () => {
    fc.assert(
      fc.property(history, hour, site, fc.boolean(), (one, h, siteId, asFiling) => {
        const more: MachineHistory = asFiling
          ? { ...one, filings: [...one.filings, filing('f9', 0, h, null, [], siteId)] }
          : { ...one, siteEntries: [...one.siteEntries, seen('s9', h, null, siteId)] };
        const known = machineRecord(more, today).stays.flatMap(({ aliases }) => aliases);
        for (const { key } of machineRecord(one, today).stays) expect(known).toContain(key);
      }),
      { numRuns: 500 },
    );
  });

  test('no two prohibitions overlap, and only the last can be open', () => {
    fc.assert(
      fc.property(history, ({ inspections }) => {
        const prohibitions = prohibitionsOf(inspections);
        prohibitions.slice(1).forEach((next, index) => {
          expect(prohibitions[index]?.liftedAt).toBeLessThanOrEqual(next.openedAt);
        });
      }),
    );
  });
});
