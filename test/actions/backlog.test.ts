import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { backlogOf, happenings } from '../backlog/events.ts';
import { pictureOf, replay } from '../backlog/replay.ts';
import { databases } from '../support/database.ts';

const at = { now: Date.parse('2022-03-01T10:00:00+08:00'), newId: uuidv7 };

describe.each(databases)('a backlog on $name', ({ name, open }) => {
  it.each([1, 2])(
    'in any order, with one in ten sent twice, gives the registry of the clean sequence: seed %i',
    async (seed) => {
      const clean = happenings(name === 'sqlite' ? 1_000 : 400, seed);
      const sent = backlogOf(clean, seed);
      const [first, second] = [await open(), await open()];
      expect(await replay(first, clean, at)).toEqual({ created: clean.length, duplicates: 0, conflicts: 0 });
      expect(await replay(second, sent, at)).toEqual({
        ...{ created: clean.length, duplicates: sent.length - clean.length, conflicts: 0 },
      });
      const [expected, found] = [await pictureOf(first), await pictureOf(second)];
      await first.close();
      await second.close();
      expect(sent.length).toBeGreaterThan(clean.length * 1.05);
      expect(expected.violations.length).toBeGreaterThan(clean.length / 50);
      expect(found).toEqual(expected);
    },
    60_000,
  );
});
