import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, declaredLorry, lorry, platesIn, problem } from './fleet-world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';
const TOMORROW = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

describe.each(databases)('vehicles on $name', (database) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(database);
  });
  afterAll(() => cast.service.close());

  const etagOf = async (id: string) => String((await cast.city.get(`/vehicles/${id}`)).headers['etag']);
  const trail = (id: string) =>
    cast.service.store.read.audit.page({ subjectType: 'vehicle', subjectId: id }, { limit: 9 });

  describe('POST /vehicles', () => {
    it('201: an officer puts verified facts on file, readable at the Location under the same ETag', async () => {
      const body = {
        ...lorry({ plate: '晋c·77001', emissionStage: '国六b' }),
        vin: 'LFWSRXSJ3KAD57951',
        usageCode: 'F',
        grossMassKg: 31_000,
        registeredOn: '2019-05-06',
        registeredDivision: '140302',
        seller: { name: '某销售公司', countyCode: '130102' },
        owner: { name: '张三', phone: '0353-1234567' },
        brandModel: '解放J6P',
        networkStatus: '已联网',
      };
      const answer = await cast.county.post('/vehicles', body);
      const { rejudging, ...vehicle } = created<Record<string, unknown>>(answer);
      expect(vehicle).toMatchObject({
        ...body,
        plate: '晋C77001',
        plateRaw: '晋c·77001',
        emissionStage: '6',
        emissionSubstage: 'b',
        verified: true,
        origins: { emissionStage: 'verified', owner: 'verified' },
        warnings: [],
        plates: [{ plate: '晋C77001', plateColour: 'yellow', from: null, until: null }],
        history: [{ effectiveOn: null, source: 'officer', basis: 'vehicle_list' }],
      });
      expect(rejudging).toEqual({ jobId: expect.any(String) });
      expect(answer.headers['location']).toBe(`/api/v1/vehicles/${String(vehicle['id'])}`);
      const read = await cast.department.get(`/vehicles/${String(vehicle['id'])}`);
      expect(read.body).toEqual(vehicle);
      expect(read.headers['etag']).toBe(answer.headers['etag']);
      expect(await trail(String(vehicle['id']))).toMatchObject([{ action: 'vehicle.create' }]);
    });

    it('201: odd but stored with warnings', async () => {
      const odd = lorry({ plate: '晋CD12345', vin: 'LFWSRXSJ4KAD57951', emissionStage: 'D' });
      const { warnings } = created<{ warnings: unknown }>(await cast.city.post('/vehicles', odd));
      expect(warnings).toEqual([
        { code: 'vin_check_digit', pointer: '#/vin' },
        { code: 'plate_colour_mismatch', pointer: '#/plateColour' },
        { code: 'stage_implausible', pointer: '#/emissionStage' },
      ]);
    });

    it('201: the status is active unless said', async () => {
      const { status: _status, ...body } = lorry();
      expect(created<{ status: string }>(await cast.city.post('/vehicles', body)).status).toBe('active');
    });

    it.each<[string, object, string]>([
      ['no plate', { plate: undefined }, '#/plate'],
      ['an empty plate', { plate: ' · ' }, '#/plate'],
      ['an unknown colour', { plateColour: 'red' }, '#/plateColour'],
      ['no fuel', { fuel: undefined }, '#/fuel'],
      ['a stage of another continent', { emissionStage: '欧六' }, '#/emissionStage'],
      ['a substage of China V', { emissionStage: '5', emissionSubstage: 'a' }, '#/emissionSubstage'],
      ['two different substages', { emissionStage: '国六b', emissionSubstage: 'a' }, '#/emissionSubstage'],
      ['no basis from an officer', { stageBasis: undefined }, '#/stageBasis'],
      ['a VIN of 16 signs', { vin: 'LFWSRXSJ3KAD5795' }, '#/vin'],
      ['a VIN with O', { vin: 'LFWSRXSJ3KAO57951' }, '#/vin'],
      ['a day that does not exist', { invoiceOn: '2021-02-29' }, '#/invoiceOn'],
      ['an invoice of a day to come', { invoiceOn: TOMORROW }, '#/invoiceOn'],
      ['a registration of a day to come', { registeredOn: TOMORROW }, '#/registeredOn'],
      ['a wrong credit code', { seller: { name: 's', creditCode: '911403020000000000' } }, '#/seller/creditCode'],
      ['a division of five digits', { registeredDivision: '14030' }, '#/registeredDivision'],
      ['no mass at all', { grossMassKg: 0 }, '#/grossMassKg'],
      ['an owner without a name', { owner: { phone: '13900000000' } }, '#/owner/name'],
      ['an unknown field', { colour: 'red' }, '#/colour'],
    ])('400: %s', async (_name, more, pointer) => {
      expect(problem(await cast.city.post('/vehicles', lorry(more)))).toEqual([400, pointer]);
      const zh = await cast.city.post('/vehicles', lorry(more), { headers: { 'Accept-Language': 'zh-CN' } });
      expect((zh.body as { errors: { detail: string }[] }).errors[0]?.detail).toMatch(/\p{Script=Han}/u);
    });

    it('401 and 403: nobody, departments and contractors put no vehicle on file', async () => {
      expect((await cast.service.nobody.post('/vehicles', lorry())).status).toBe(401);
      expect((await cast.department.post('/vehicles', lorry())).status).toBe(403);
      expect((await cast.contractor.post('/vehicles', lorry())).status).toBe(403);
    });

    it('409: a plate and colour on file, naming the vehicle; another colour is another plate', async () => {
      const { id, plate } = created(await cast.city.post('/vehicles', lorry()));
      const again = await cast.county.post('/vehicles', lorry({ plate }));
      expect(again).toMatchObject({ status: 409, body: { existing: id, errors: [{ pointer: '#/plate' }] } });
      expect((await cast.county.post('/vehicles', lorry({ plate, plateColour: 'blue' }))).status).toBe(201);
    });

    it('409: of simultaneous posts of one plate exactly one stays', async () => {
      const plate = freshPlate();
      const answers = await Promise.all([1, 2, 3, 4].map(() => cast.city.post('/vehicles', lorry({ plate }))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const found = await cast.city.post('/vehicles/search', { plate });
      expect(platesIn(found)).toEqual([plate]);
    });

    it('answers an Idempotency-Key again with the first answer', async () => {
      const sending = { headers: { 'Idempotency-Key': 'one-vehicle' } };
      const body = lorry();
      const first = await cast.city.post('/vehicles', body, sending);
      const second = await cast.city.post('/vehicles', body, sending);
      expect(second.body).toEqual(first.body);
      expect((await cast.city.post('/vehicles', lorry(), sending)).status).toBe(422);
    });
  });

  describe('a plate that passes to another vehicle', () => {
    it.each(['scrapped', 'deregistered', 'transferred_out'])('201: its holder is %s', async (status) => {
      const old = created(await cast.city.post('/vehicles', lorry()));
      expect((await cast.city.patch(`/vehicles/${old.id}`, { status, effectiveOn: '2021-03-01' })).status).toBe(200);
      const body = lorry({ plate: old.plate, registeredOn: '2021-06-01' });
      const next = created<{ id: string; plates: unknown }>(await cast.county.post('/vehicles', body));
      expect(next.plates).toMatchObject([{ from: '2021-06-01', until: null }]);
      const before = await cast.city.get(`/vehicles/${old.id}`);
      expect(before.body).toMatchObject({ plates: [{ from: null, until: '2021-06-01' }] });
      const found = await cast.city.post('/vehicles/search', { plate: old.plate });
      expect((found.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([next.id, old.id]);
    });

    it('does not pass before the old vehicle left the road', async () => {
      const old = created(await cast.city.post('/vehicles', lorry()));
      await cast.city.patch(`/vehicles/${old.id}`, { status: 'scrapped', effectiveOn: '2022-03-01' });
      const body = lorry({ plate: old.plate, registeredOn: '2015-06-01' });
      const next = created<{ plates: unknown }>(await cast.city.post('/vehicles', body));
      expect(next.plates).toMatchObject([{ from: '2022-03-01', until: null }]);
    });

    it('leaves the passages of the old vehicle to the old vehicle', async () => {
      const old = created(await cast.city.post('/vehicles', lorry({ emissionStage: '4' })));
      await cast.city.patch(`/vehicles/${old.id}`, { status: 'scrapped', effectiveOn: '2021-03-01' });
      const body = lorry({ plate: old.plate, emissionStage: '6', registeredOn: '2021-06-01' });
      const next = created(await cast.city.post('/vehicles', body));
      const holders = await cast.service.store.read.vehicles.holdersOf(old.plate);
      expect(holders).toMatchObject([
        {
          vehicleId: old.id,
          validFrom: null,
          validUntil: '2021-06-01',
          changes: [{ facts: { emissionStage: '4' } }, {}],
        },
        { vehicleId: next.id, validFrom: '2021-06-01', validUntil: null, changes: [{ facts: { emissionStage: '6' } }] },
      ]);
    });
  });

  describe('what enterprises declare', () => {
    it('201: a truck that nobody knows is on file as declared, and judged by nothing', async () => {
      const { stageBasis: _basis, ...body } = declaredLorry({ emissionStage: '3', registeredDivision: '140302' });
      const vehicle = created<{ id: string }>(await cast.alice.post('/vehicles', body));
      expect(vehicle).toMatchObject({
        verified: false,
        stageBasis: 'declared',
        origins: { emissionStage: 'declared' },
        retirement: null,
        decisions: [{ outcome: 'unverified' }, { outcome: 'unverified' }],
      });
    });

    it.each(['vehicle_list', 'national_platform', 'type_label', 'inspection'])(
      '400: %s is not an enterprise’s to say',
      async (stageBasis) => {
        expect(problem(await cast.alice.post('/vehicles', lorry({ stageBasis })))).toEqual([400, '#/stageBasis']);
      },
    );

    it('201 then 409: a vehicle on file gets its declarant once, and keeps what officers verified', async () => {
      const known = created(
        await cast.city.post('/vehicles', lorry({ emissionStage: '4', owner: { name: '张三', phone: '13900000000' } })),
      );
      expect((await cast.alice.get(`/vehicles/${known.id}`)).status).toBe(404);
      const declared = declaredLorry({ plate: known.plate, emissionStage: '6', brandModel: '陕汽' });
      const answer = await cast.alice.post('/vehicles', declared);
      expect(created(answer)).toMatchObject({
        id: known.id,
        emissionStage: '4',
        brandModel: '陕汽',
        origins: { emissionStage: 'verified', brandModel: 'declared' },
        declared: { emissionStage: '6' },
        owner: { name: '张三' },
        verified: true,
      });
      expect(answer.text).not.toContain('13900000000');
      expect(await cast.bob.post('/vehicles', declared)).toMatchObject({ status: 409, body: { existing: known.id } });
      expect((await cast.charlie.get(`/vehicles/${known.id}`)).status).toBe(404);
    });

    it('keeps what one enterprise declared from another, and shows officers both', async () => {
      const first = created(
        await cast.alice.post('/vehicles', declaredLorry({ emissionStage: '3', brandModel: '甲' })),
      );
      const body = declaredLorry({ plate: first.plate, emissionStage: '5' });
      const second = created(await cast.charlie.post('/vehicles', body));
      expect(second).toMatchObject({ id: first.id, emissionStage: '5', brandModel: null, history: [{}] });
      expect((await cast.bob.get(`/vehicles/${first.id}`)).body).toMatchObject({ emissionStage: '3', history: [{}] });
      expect((await cast.city.get(`/vehicles/${first.id}`)).body).toMatchObject({
        brandModel: '甲',
        history: [{}, {}],
      });
    });

    it('409: an officer verifies a declared vehicle by changing it, not by a second one', async () => {
      const known = created(await cast.alice.post('/vehicles', declaredLorry({ emissionStage: '6' })));
      const again = await cast.city.post('/vehicles', lorry({ plate: known.plate }));
      expect(again).toMatchObject({ status: 409, body: { existing: known.id } });
      const verified = await cast.city.patch(`/vehicles/${known.id}`, { emissionStage: '5', stageBasis: 'inspection' });
      expect(verified.body).toMatchObject({ emissionStage: '5', verified: true, declared: { emissionStage: '6' } });
    });

    it('400: an officer who corrects a stage nobody verified says what it rests on', async () => {
      const known = created(await cast.alice.post('/vehicles', declaredLorry()));
      expect(problem(await cast.city.patch(`/vehicles/${known.id}`, { emissionStage: '6' }))).toEqual([
        400,
        '#/stageBasis',
      ]);
    });

    it('200: a declarant corrects its own declaration; a stranger finds nothing', async () => {
      const known = created(await cast.alice.post('/vehicles', declaredLorry()));
      const plate = freshPlate();
      const changed = await cast.bob.patch(`/vehicles/${known.id}`, { plate, emissionStage: '6', vin: null });
      expect(changed).toMatchObject({ status: 200, body: { plate, emissionStage: '6', stageBasis: 'declared' } });
      expect((await cast.charlie.patch(`/vehicles/${known.id}`, { emissionStage: '6' })).status).toBe(404);
    });

    it('409: the plate of a vehicle that others know is an officer’s to change', async () => {
      const known = created(await cast.alice.post('/vehicles', declaredLorry()));
      created(await cast.charlie.post('/vehicles', declaredLorry({ plate: known.plate })));
      expect(problem(await cast.alice.patch(`/vehicles/${known.id}`, { plate: freshPlate() }))).toEqual([
        409,
        '#/plate',
      ]);
    });
  });

  describe('PATCH /vehicles/{id}', () => {
    it('200: a change holds from its day, a correction for all time', async () => {
      const { id } = created(await cast.city.post('/vehicles', lorry({ emissionStage: '4', brandModel: '甲' })));
      const path = `/vehicles/${id}`;
      const before = await etagOf(id);
      const changed = await cast.city.patch(
        path,
        { emissionStage: '国六a', effectiveOn: '2021-06-01' },
        { headers: { 'If-Match': before } },
      );
      expect(changed).toMatchObject({ status: 200, body: { emissionStage: '6', emissionSubstage: 'a' } });
      expect(changed.headers['etag']).toBe(await etagOf(id));
      const corrected = await cast.county.patch(path, { emissionStage: '5', brandModel: null });
      expect(corrected.body).toMatchObject({
        emissionStage: '5',
        emissionSubstage: null,
        brandModel: null,
        history: [
          { effectiveOn: null },
          { effectiveOn: '2021-06-01' },
          { effectiveOn: null, facts: { emissionStage: '5' } },
        ],
      });
      expect(await trail(id)).toMatchObject([
        { action: 'vehicle.update' },
        { action: 'vehicle.update' },
        { action: 'vehicle.create' },
      ]);
    });

    it('200: another plate from a day on; the old one is free again from that day', async () => {
      const { id, plate } = created(await cast.city.post('/vehicles', lorry()));
      const other = freshPlate();
      const moved = await cast.city.patch(`/vehicles/${id}`, { plate: other, effectiveOn: '2021-06-01' });
      expect(moved.body).toMatchObject({
        plate: other,
        plates: [
          { plate, from: null, until: '2021-06-01' },
          { plate: other, from: '2021-06-01', until: null },
        ],
      });
      const jobs = await cast.service.store.read.jobs.find(
        (moved.body as { rejudging: { jobId: string } }).rejudging.jobId,
      );
      expect(jobs?.payload).toEqual({ plates: [plate, other], from: '2021-06-01' });
      const next = created<{ plates: unknown }>(await cast.city.post('/vehicles', lorry({ plate })));
      expect(next.plates).toMatchObject([{ plate, from: '2021-06-01', until: null }]);
    });

    it('200: a corrected plate replaces the wrong one', async () => {
      const { id, plate } = created(await cast.city.post('/vehicles', lorry()));
      const other = freshPlate();
      const corrected = await cast.city.patch(`/vehicles/${id}`, { plate: other });
      expect(corrected.body).toMatchObject({ plate: other, plates: [{ plate: other, from: null, until: null }] });
      expect(platesIn(await cast.city.post('/vehicles/search', { plate }))).toEqual([]);
    });

    it('409: a plate another vehicle carries, and nothing of the change is kept', async () => {
      const one = created(await cast.city.post('/vehicles', lorry()));
      const two = created(await cast.city.post('/vehicles', lorry()));
      const taken = await cast.city.patch(`/vehicles/${two.id}`, { plate: one.plate, emissionStage: '3' });
      expect(taken).toMatchObject({ status: 409, body: { existing: one.id } });
      expect((await cast.city.get(`/vehicles/${two.id}`)).body).toMatchObject({ plate: two.plate, emissionStage: '5' });
    });

    it.each<[string, object, string]>([
      ['nothing to change', {}, '#'],
      ['only a day', { effectiveOn: '2021-06-01' }, '#'],
      ['a day to come', { status: 'scrapped', effectiveOn: TOMORROW }, '#/effectiveOn'],
      ['a required fact emptied', { fuel: null }, '#/fuel'],
      ['a substage without China VI', { emissionSubstage: 'a' }, '#/emissionSubstage'],
      ['an unknown field', { id: MISSING }, '#/id'],
    ])('400: %s', async (_name, body, pointer) => {
      const { id } = created(await cast.city.post('/vehicles', lorry()));
      expect(problem(await cast.city.patch(`/vehicles/${id}`, body))).toEqual([400, pointer]);
    });

    it('412: a stale If-Match', async () => {
      const { id } = created(await cast.city.post('/vehicles', lorry()));
      const stale = await etagOf(id);
      expect((await cast.city.patch(`/vehicles/${id}`, { status: 'scrapped' })).status).toBe(200);
      const late = await cast.city.patch(`/vehicles/${id}`, { status: 'active' }, { headers: { 'If-Match': stale } });
      expect(late.status).toBe(412);
    });

    it('403 and 404: a department only reads, a contractor and a missing id find nothing', async () => {
      const { id } = created(await cast.city.post('/vehicles', lorry()));
      expect((await cast.department.patch(`/vehicles/${id}`, { status: 'scrapped' })).status).toBe(403);
      expect((await cast.contractor.patch(`/vehicles/${id}`, { status: 'scrapped' })).status).toBe(404);
      expect((await cast.city.patch(`/vehicles/${MISSING}`, { status: 'scrapped' })).status).toBe(404);
    });

    it('loses no update of two officers at once', async () => {
      const { id } = created(await cast.city.post('/vehicles', lorry()));
      const tag = { headers: { 'If-Match': await etagOf(id) } };
      const answers = await Promise.all([
        cast.city.patch(`/vehicles/${id}`, { brandModel: '甲' }, tag),
        cast.county.patch(`/vehicles/${id}`, { brandModel: '乙' }, tag),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });
  });

  describe('lists and searches', () => {
    it('200: officers and departments see every vehicle, enterprises their own, newest first', async () => {
      const mine = created(await cast.alice.post('/vehicles', declaredLorry()));
      const theirs = created(await cast.charlie.post('/vehicles', declaredLorry()));
      for (const caller of [cast.city, cast.county, cast.otherCounty, cast.department])
        expect(platesIn(await caller.get('/vehicles?limit=2'))).toEqual([theirs.plate, mine.plate]);
      expect(platesIn(await cast.bob.get('/vehicles?limit=1'))).toEqual([mine.plate]);
      expect(platesIn(await cast.bob.get('/vehicles'))).not.toContain(theirs.plate);
      expect(platesIn(await cast.bob.post('/vehicles/search', { plate: theirs.plate }))).toEqual([]);
      expect((await cast.contractor.get('/vehicles')).status).toBe(403);
      expect((await cast.contractor.post('/vehicles/search', { plate: mine.plate })).status).toBe(403);
    });

    it('200: by stage, status and whether verified', async () => {
      const verified = created(await cast.city.post('/vehicles', lorry({ emissionStage: '2', status: 'scrapped' })));
      const declared = created(
        await cast.alice.post('/vehicles', declaredLorry({ emissionStage: '2', status: 'scrapped' })),
      );
      const all = '/vehicles?emissionStage=2&status=scrapped';
      expect(platesIn(await cast.city.get(all))).toEqual([declared.plate, verified.plate]);
      expect(platesIn(await cast.city.get(`${all}&verified=true`))).toEqual([verified.plate]);
      expect(platesIn(await cast.city.get(`${all}&verified=false`))).toEqual([declared.plate]);
    });

    it('200: page after page, and a cursor of other filters is refused', async () => {
      const first = await cast.city.get('/vehicles?limit=1');
      const { next } = first.body as { next: string };
      const second = await cast.city.get(`/vehicles?limit=1&cursor=${next}`);
      expect(platesIn(second)).not.toEqual(platesIn(first));
      expect((await cast.city.get(`/vehicles?limit=1&status=active&cursor=${next}`)).status).toBe(400);
    });

    it('200: by plate in any spelling, of one colour or all', async () => {
      const plate = freshPlate();
      const yellow = created(await cast.city.post('/vehicles', lorry({ plate })));
      const blue = created(await cast.city.post('/vehicles', lorry({ plate, plateColour: 'blue' })));
      const written = ` ${plate.slice(0, 2).toLowerCase()}·${plate.slice(2)} `;
      const both = await cast.department.post('/vehicles/search', { plate: written });
      expect((both.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([blue.id, yellow.id]);
      const one = await cast.department.post('/vehicles/search', { plate, plateColour: 'yellow' });
      expect((one.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([yellow.id]);
      expect(problem(await cast.city.post('/vehicles/search', {}))).toEqual([400, '#/plate']);
    });

    it('404: a missing vehicle, and one a contractor asks for, read the same', async () => {
      const { id } = created(await cast.city.post('/vehicles', lorry()));
      const [missing, hidden] = [
        await cast.city.get(`/vehicles/${MISSING}`),
        await cast.contractor.get(`/vehicles/${id}`),
      ];
      expect([missing.status, hidden.status]).toEqual([404, 404]);
      expect((missing.body as { detail: string }).detail).toBe((hidden.body as { detail: string }).detail);
    });
  });
});
