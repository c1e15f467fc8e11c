import { randomBytes } from 'node:crypto';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshCode, idOf, MISSING, newMachine, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ZH = { headers: { 'Accept-Language': 'zh-CN' } };

type Machine = {
  readonly id: string;
  readonly emissionStage: string;
  readonly stageBasis?: string;
  readonly photos: { present: { kind: string; evidenceId: string }[]; lacking: string[] };
};

describe.each(databases)('the full record of machines on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());

  const register = async (more: object = {}): Promise<Machine> => {
    const answer = await yard.alice.post('/machines', newMachine(more));
    idOf(answer);
    return answer.body as Machine;
  };
  const shown = async (id: string, caller = yard.alice) => (await caller.get(`/machines/${id}`)).body as Machine;
  const photo = async (caller: Caller, subjectId: string, kind: string): Promise<Response> =>
    request(yard.service.app.listener)
      .post('/api/v1/evidence')
      .set('Authorization', `Bearer ${caller.token}`)
      .field('subjectType', 'machine')
      .field('subjectId', subjectId)
      .field('kind', kind)
      .attach('file', Buffer.concat([PNG, randomBytes(8)]), 'a.png');

  describe('POST and PATCH /machines', () => {
    it('201: all that belongs to the record is kept and shown', async () => {
      const told = {
        ...{ category: 'other', otherCategory: '洗扫机', use: 'municipal', stageBasis: 'environmental_label' },
        ...{ holding: 'leased', lessorName: '晋城租赁公司', owner: { name: '晋城租赁公司' } },
      };
      const machine = await register({ ...told, afterTreatment: 'SCR + DOC、dpf' });
      expect(machine).toMatchObject({ ...told, afterTreatment: 'doc_dpf_scr', stageVerified: false, status: 'active' });
      expect(await shown(machine.id)).toEqual(machine);
    });

    it('what is not said is not made up: the stage is declared, an unknown one rests on nothing', async () => {
      expect(await register()).toMatchObject({ stageBasis: 'declared' });
      const unknown = await register({ emissionStage: 'X', environmentalCode: freshCode().replace('3-', 'X-') });
      for (const name of ['stageBasis', 'afterTreatment', 'holding', 'lessorName', 'use', 'otherCategory'])
        expect(unknown).not.toHaveProperty(name);
    });

    it.each([
      [{ stageBasis: 'inspection' }, '#/stageBasis'],
      [{ stageBasis: 'declared', emissionStage: 'X' }, '#/stageBasis'],
      [{ otherCategory: '洗扫机' }, '#/otherCategory'],
      [{ holding: 'leased' }, '#/lessorName'],
      [{ holding: 'owned', lessorName: '某公司' }, '#/lessorName'],
      [{ lessorName: '某公司' }, '#/lessorName'],
      [{ holding: 'borrowed' }, '#/holding'],
      [{ afterTreatment: 'doc_doc' }, '#/afterTreatment'],
      [{ use: 'toy' }, '#/use'],
      [{ stageVerified: true }, '#/stageVerified'],
      [{ status: 'sold' }, '#/status'],
    ])('400: %j', async (more, pointer) => {
      expect(problem(await yard.alice.post('/machines', newMachine(more)))).toEqual([400, pointer]);
    });

    it.each([
      [{ plate: '晋C12345' }, '#/plate', 'is a vehicle', '按机动车管理'],
      [{ use: 'agriculture' }, '#/use', 'agricultural authorities', '农业农村'],
      [{ use: 'forestry' }, '#/use', 'agricultural authorities', '林业'],
      [{ use: 'fishery' }, '#/use', 'agricultural authorities', '渔业'],
      [{ use: 'loose_engine' }, '#/use', 'built into', '装用该发动机'],
      [{ use: 'ship_train_aircraft' }, '#/use', 'Ships', '船舶'],
      [{ use: 'military' }, '#/use', 'Military', '军用'],
      [{ use: 'goods_in_trade' }, '#/use', 'its buyer registers it', '由购买人登记'],
    ])('400: %j is not registered, and is told why in both languages', async (more, pointer, en, zh) => {
      const body = newMachine(more);
      const english = await yard.alice.post('/machines', body);
      const chinese = await yard.alice.post('/machines', body, ZH);
      const reasonOf = (answer: Response) => (answer.body as { errors: { detail: string }[] }).errors[0]?.detail;
      expect(problem(english)).toEqual([400, pointer]);
      expect(reasonOf(english)).toContain(en);
      expect(reasonOf(chinese)).toContain(zh);
    });

    it('warns of a category without its word, and of a stage newer than the machine', async () => {
      const codes = async (more: object) =>
        ((await register(more)) as unknown as { warnings: { code: string; pointer: string }[] }).warnings;
      expect(await codes({ category: 'other' })).toEqual([{ code: 'category_unnamed', pointer: '#/otherCategory' }]);
      expect(await codes({ producedOn: '2009-09-30' })).toEqual([
        { code: 'stage_before_its_time', pointer: '#/emissionStage' },
      ]);
    });

    it('200: what hangs on what changes goes with it', async () => {
      const { id } = await register({
        ...{ category: 'other', otherCategory: '洗扫机', stageBasis: 'disclosure' },
        ...{ holding: 'leased', lessorName: '某公司' },
      });
      const changed = await yard.alice.patch(`/machines/${id}`, {
        ...{ category: 'loader', emissionStage: '2', holding: 'owned' },
      });
      expect(changed.body).toMatchObject({ category: 'loader', stageBasis: 'declared', holding: 'owned' });
      expect(changed.body).not.toHaveProperty('otherCategory');
      expect(changed.body).not.toHaveProperty('lessorName');
      const patch = (body: object) => yard.alice.patch(`/machines/${id}`, body);
      expect(problem(await patch({ lessorName: '某公司' }))).toEqual([400, '#/lessorName']);
      expect(problem(await patch({ use: 'military' }))).toEqual([400, '#/use']);
    });
  });

  describe('POST /machines/{id}/verify', () => {
    const found = { emissionStage: '2', basis: 'environmental_label', remarks: '标签清晰' };
    const verify = (id: string, caller = yard.officer, body: object = found, sending = {}) =>
      caller.post(`/machines/${id}/verify`, body, sending);

    it('200: the stage is what the officer found, with who, when and the files', async () => {
      const { id } = await register();
      const file = idOf(await photo(yard.officer, id, 'photo_environmental_label'));
      const answer = await verify(id, yard.officer, { ...found, evidenceIds: [file] });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        ...{ emissionStage: '2', stageBasis: 'environmental_label', stageVerified: true },
        verifications: [{ ...found, stageBefore: '3', evidenceIds: [file], by: expect.any(String) }],
      });
      expect((await shown(id)) as unknown).toMatchObject({ stageVerified: true });
      const again = await verify(id, yard.city, { emissionStage: '3', basis: 'inspection' });
      expect((again.body as { verifications: object[] }).verifications).toHaveLength(2);
      const trail = await yard.service.store.read.audit.page({ subjectType: 'machine', subjectId: id }, { limit: 2 });
      expect(trail.map(({ action }) => action)).toEqual(['machine.verify', 'machine.verify']);
    });

    it('409: its holder changes a verified stage no more, and the rest as before', async () => {
      const { id } = await register();
      await verify(id);
      for (const [change, pointer] of [
        [{ emissionStage: '4' }, '#/emissionStage'],
        [{ stageBasis: 'disclosure' }, '#/stageBasis'],
      ] as const) {
        const answer = await yard.alice.patch(`/machines/${id}`, change, ZH);
        expect(problem(answer)).toEqual([409, pointer]);
        expect(answer.body.detail).toContain('已经核验');
      }
      const same = await yard.alice.patch(`/machines/${id}`, { emissionStage: '2', name: '小挖机' });
      expect(same.body).toMatchObject({ name: '小挖机', stageVerified: true, emissionStage: '2' });
    });

    it('a machine verified before anybody registered it is registered with the stage found, or not (409)', async () => {
      const environmentalCode = freshCode();
      const seen = await yard.officer.post('/site-entries', {
        ...{ siteId: await yard.site(), machine: { environmentalCode }, enteredAt: '2022-03-04T08:00:00+08:00' },
      });
      const { machineId } = seen.body as { machineId: string };
      expect((await verify(machineId)).body).toMatchObject({ origin: 'seen', emissionStage: '2' });
      const other = await yard.alice.post('/machines', newMachine({ environmentalCode }));
      expect(problem(other)).toEqual([409, '#/emissionStage']);
      expect((await yard.alice.get(`/machines/${machineId}`)).status).toBe(404);
      const owned = await yard.alice.post('/machines', newMachine({ environmentalCode, emissionStage: 'X' }));
      expect(owned.body).toMatchObject({
        ...{ id: machineId, emissionStage: '2', stageVerified: true, stageBasis: 'environmental_label' },
        ...{ origin: 'registered', name: '挖掘机', category: 'excavator', engine: { powerKw: 100 } },
      });
    });

    it('what was seen of a machine gives way to what its holder tells, with all that went with it', async () => {
      const environmentalCode = freshCode();
      const machine = {
        environmentalCode,
        category: 'other',
        otherCategory: '洗扫机',
        holding: 'leased',
        lessorName: '某公司',
      };
      const seen = { siteId: await yard.site(), machine, enteredAt: '2022-03-04T08:00:00+08:00' };
      const { machineId } = (await yard.officer.post('/site-entries', seen)).body as { machineId: string };
      const odd = { ...seen, machine: { environmentalCode: freshCode(), category: 'loader', otherCategory: '洗扫机' } };
      expect(problem(await yard.officer.post('/site-entries', odd))).toEqual([400, '#/machine/otherCategory']);
      const owned = await yard.alice.post('/machines', newMachine({ environmentalCode, holding: 'owned' }));
      expect(owned.body).toMatchObject({
        id: machineId,
        category: 'excavator',
        holding: 'owned',
        stageBasis: 'declared',
      });
      for (const name of ['otherCategory', 'lessorName']) expect(owned.body).not.toHaveProperty(name);
      expect((await yard.alice.patch(`/machines/${machineId}`, { model: 'X2' })).status).toBe(200);
    });

    it('a stage that the fuel contradicts gives way to one seen later, unless an officer verified it', async () => {
      const siteId = await yard.site();
      const see = async (machine: object) => {
        const seen = { siteId, machine, enteredAt: '2022-03-04T08:00:00+08:00' };
        return (await yard.officer.post('/site-entries', seen)).body as { machineId: string };
      };
      const stageOf = async (id: string) => (await yard.officer.get(`/machines/${id}`)).body as object;
      const told = { environmentalCode: freshCode() };
      const { machineId } = await see({ ...told, fuel: 'diesel', emissionStage: 'D' });
      await see({ ...told, emissionStage: '2' });
      expect(await stageOf(machineId)).toMatchObject({ emissionStage: '2', fuel: 'diesel' });
      const looked = { environmentalCode: freshCode() };
      const { machineId: verified } = await see(looked);
      expect((await verify(verified)).status).toBe(200);
      for (let times = 0; times < 2; times += 1) await see({ ...looked, fuel: 'electric', emissionStage: 'D' });
      expect(await stageOf(verified)).toMatchObject({ emissionStage: '2', fuel: 'electric', stageVerified: true });
    });

    it('400 and 404: an unknown stage or one against the fuel, a basis that is a word or a guess, a file of something else', async () => {
      const { id } = await register();
      const file = idOf(await photo(yard.alice, (await register()).id, 'photo_machine'));
      const failing: [object, number, string][] = [
        [{ ...found, emissionStage: 'X' }, 400, '#/emissionStage'],
        [{ ...found, emissionStage: 'D' }, 400, '#/emissionStage'],
        [{ ...found, basis: 'declared' }, 400, '#/basis'],
        [{ ...found, basis: 'inferred' }, 400, '#/basis'],
        [{ ...found, evidenceIds: [file] }, 404, '#/evidenceIds/0'],
        [{ ...found, evidenceIds: [MISSING] }, 404, '#/evidenceIds/0'],
      ];
      for (const [body, status, pointer] of failing)
        expect(problem(await verify(id, yard.officer, body))).toEqual([status, pointer]);
      expect(await shown(id)).toMatchObject({ emissionStage: '3', stageVerified: false, verifications: [] });
    });

    it('401, 403 and 404: nobody, whoever only reads it, another county', async () => {
      const { id } = await register();
      expect((await verify(id, nobodyOf(yard))).status).toBe(401);
      for (const caller of [yard.alice, yard.bob, yard.department]) expect((await verify(id, caller)).status).toBe(403);
      for (const caller of [yard.otherOfficer, yard.charlie, yard.enterprise])
        expect((await verify(id, caller)).body).toEqual({
          ...(await verify(MISSING, caller)).body,
          instance: `/api/v1/machines/${id}/verify`,
          requestId: expect.any(String),
        });
    });

    it('its holder and the county hear of it', async () => {
      const { id } = await register({ name: '核验机' });
      await verify(id);
      await deliverMessages(yard.service.store, () => ({
        now: yard.service.clock.now(),
        newId: yard.service.app.env.newId,
      }));
      for (const caller of [yard.bob, yard.officer]) {
        const { items } = (await caller.get('/notifications?limit=10', ZH)).body as { items: { summary: string }[] };
        expect(items.map(({ summary }) => summary)).toContainEqual(
          expect.stringContaining('“核验机”的排放阶段核验为国二（'),
        );
      }
      const { items } = (await yard.charlie.get('/notifications?limit=10')).body as { items: { summary: string }[] };
      expect(JSON.stringify(items)).not.toContain('核验机');
    });
  });

  describe('/machines/{id}/retrofits', () => {
    const done = { what: '加装颗粒捕集器', retrofittedOn: '2021-06-01', workshop: '阳泉维修厂' };
    const note = (id: string, more: object = {}, caller = yard.alice) =>
      caller.post(`/machines/${id}/retrofits`, { ...done, ...more });

    it('201: noted with its certificate, by the holder or an officer; the stage stays, whatever is said', async () => {
      const { id } = await register({ stageBasis: 'disclosure', afterTreatment: 'none' });
      const file = idOf(await photo(yard.alice, id, 'retrofit_certificate'));
      const answer = await note(id, { afterTreatment: 'DPF', certificateNumber: 'G-1', evidenceIds: [file] });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ ...done, afterTreatment: 'dpf', certificateNumber: 'G-1' });
      expect(await shown(id)).toMatchObject({
        ...{ emissionStage: '3', stageBasis: 'disclosure', stageVerified: false, afterTreatment: 'dpf' },
        retrofits: [answer.body],
      });
      const earlier = await note(id, { retrofittedOn: '2020-06-01', afterTreatment: 'doc' }, yard.officer);
      const listed = await yard.bob.get(`/machines/${id}/retrofits`);
      expect((listed.body as { items: object[] }).items).toEqual([earlier.body, answer.body]);
      expect(await shown(id)).toMatchObject({ afterTreatment: 'dpf', emissionStage: '3' });
    });

    it.each([
      [{ retrofittedOn: '2022-03-05' }, '#/retrofittedOn'],
      [{ retrofittedOn: '2017-12-31' }, '#/retrofittedOn'],
      [{ emissionStage: '4' }, '#/emissionStage'],
      [{ workshop: undefined }, '#/workshop'],
    ])('400: %j', async (more, pointer) => {
      const { id } = await register({ producedOn: '2018-01-01' });
      expect(problem(await note(id, more))).toEqual([400, pointer]);
      expect((await note(id, { retrofittedOn: '2022-03-04' })).status).toBe(201);
    });

    it('401, 403 and 404', async () => {
      const { id } = await register();
      expect((await note(id, {}, nobodyOf(yard))).status).toBe(401);
      expect((await note(id, {}, yard.department)).status).toBe(403);
      for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise]) {
        expect((await note(id, {}, caller)).status).toBe(404);
        expect((await caller.get(`/machines/${id}/retrofits`)).status).toBe(404);
      }
    });
  });

  it('tells which pictures are there and which are lacking; the newest of a kind counts', async () => {
    const { id } = await register();
    const kinds = ['photo_machine', 'photo_machine_plate', 'photo_engine_plate', 'photo_environmental_label'];
    expect((await shown(id)).photos).toEqual({ present: [], lacking: kinds });
    await photo(yard.bob, id, 'photo_machine');
    const newer = idOf(await photo(yard.officer, id, 'photo_machine'));
    idOf(await photo(yard.alice, id, 'photo_of_the_dog'));
    expect((await shown(id)).photos).toEqual({
      present: [{ kind: 'photo_machine', evidenceId: newer }],
      lacking: kinds.slice(1),
    });
    const electric = await register({
      fuel: 'electric',
      emissionStage: 'D',
      environmentalCode: freshCode().replace('3-', 'D-'),
    });
    expect(electric.photos.lacking).not.toContain('photo_engine_plate');
  });
});
