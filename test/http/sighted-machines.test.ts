import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshCode, idOf, kindsOf, moved, openYard, type Yard } from './yard.ts';

/** When somebody meets a machine, by ms after the submission of its filing; null: it is not filed at all. */
const TABLE = [
  ['not filed', null, ['unregistered_machine']],
  ['met a minute before it was filed', -60_000, ['late_registration']],
  ['met a millisecond before', -1, ['late_registration']],
  ['met at the same instant', 0, ['late_registration']],
  ['met a millisecond after', 1, []],
  ['met a minute after', 60_000, []],
] as const;

describe.each(databases)('sightings and the duty to file, clause 2.4.6a, on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());

  const meet = (by: 'inspections' | 'site-entries', siteId: string, who: object, at: string) =>
    yard.officer.post(`/${by}`, {
      ...{ siteId, ...who, working: true },
      ...(by === 'inspections' ? { inspectedAt: at } : { enteredAt: at }),
    });

  describe.each(['inspections', 'site-entries'] as const)('%s', (by) => {
    it.each(TABLE)('a machine %s', async (_name, ms, kinds) => {
      const [siteId, machineId] = [await yard.site(), await yard.machine()];
      let at = '2022-03-04T09:00:00+08:00';
      if (ms !== null) {
        const { submittedAt } = (await yard.file(siteId, machineId)).body as { submittedAt: string };
        at = moved(submittedAt, ms);
      }
      const answer = await meet(by, siteId, { machineId }, at);
      expect(answer.status).toBe(201);
      expect(kindsOf(answer)).toEqual(kinds);
      const listed = await yard.alice.get(`/violations?machineId=${machineId}&siteId=${siteId}`);
      expect((listed.body.items as { kind: string }[]).map(({ kind }) => kind)).toEqual(kinds);
    });

    it('what is filed after a sighting is late, and its rejection leaves the machine unregistered', async () => {
      const [siteId, machineId] = [await yard.site(), await yard.machine()];
      const seen = await meet(by, siteId, { machineId }, '2022-03-04T09:00:00+08:00');
      expect(kindsOf(seen)).toEqual(['unregistered_machine']);
      const filing = idOf(await yard.file(siteId, machineId));
      const path = `/${by}/${idOf(seen)}`;
      expect(kindsOf(await yard.officer.get(path))).toEqual(['late_registration']);
      await yard.officer.post(`/filings/${filing}/reject`, { reason: '不符' });
      expect(kindsOf(await yard.officer.get(path))).toEqual(['unregistered_machine']);
    });

    it("a stranger's machine described as seen is judged on the site where it stood, filed there or not", async () => {
      const code = freshCode();
      const stranger = idOf(
        await yard.charlie.post('/machines', {
          ...{ name: '吊车', category: 'crane', environmentalCode: code, fuel: 'diesel', emissionStage: '3' },
        }),
      );
      const siteId = await yard.site();
      const asSeen = { machine: { environmentalCode: code } };
      const seen = await meet(by, siteId, asSeen, '2022-03-04T09:00:00+08:00');
      expect(seen.body.machineId).toBe(stranger);
      expect(kindsOf(seen)).toEqual(['unregistered_machine']);
      const [flag] = seen.body.violations as { id: string }[];
      // Whose site it is answers, not whose machine.
      expect((await yard.alice.get(`/violations/${flag?.id}`)).status).toBe(200);
      expect((await yard.charlie.get(`/violations/${flag?.id}`)).status).toBe(404);
      const elsewhere = await yard.site();
      const { submittedAt } = (await yard.file(elsewhere, stranger)).body as { submittedAt: string };
      expect(kindsOf(await meet(by, elsewhere, asSeen, moved(submittedAt, 1)))).toEqual([]);
    });

    it('a machine that nobody knows is unregistered where it was seen', async () => {
      const siteId = await yard.site();
      const seen = await meet(by, siteId, { machine: { environmentalCode: freshCode() } }, '2022-03-04T09:00:00+08:00');
      expect(kindsOf(seen)).toEqual(['unregistered_machine']);
    });
  });
});
