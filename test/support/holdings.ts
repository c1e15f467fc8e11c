import type { Action } from '../../src/domain/identity/permissions.ts';
import { leaveDeadLetter, newDevice } from './cameras.ts';
import { AWAY, type Cast, type Character, HOME, type Made, type Name, SIDES } from './cast.ts';
import { keepAccounts } from './holdings-accounts.ts';
import { keepConsole } from './holdings-console.ts';
import { keepClaims } from './holdings-machines.ts';
import { keepObservations } from './holdings-observations.ts';
import { keepSites } from './holdings-sites.ts';
import { fillPolicies } from './plans-policies.ts';
import { fillProgramme, leaveLetter } from './plans-programme.ts';
import { fillSpotChecks } from './plans-reports.ts';
import { freshPlate } from './world.ts';

/** Whose a row is: it is of a county, an organisation, a gate or a user where it names them. */
export type Owners = {
  readonly counties?: readonly string[];
  readonly organisations?: readonly string[];
  readonly gateId?: string;
  readonly userId?: string;
};

/** A stored thing that requests may name. */
export type Row = {
  readonly id: string;
  readonly owners: Owners;
  /** Whoever wrote it. */
  readonly by: Name;
  /** The thing in whose path it lies: of a token its gate, of facts their enterprise. */
  readonly parent?: string;
  readonly siteId?: string;
  readonly machineId?: string;
  readonly eventId?: string;
  readonly plate?: string;
  /** A number of a machine, a role of an organisation's users, a type of evidence's subject. */
  readonly text?: string;
  /** The action by which evidence's subject is seen. */
  readonly seenBy?: Action;
};

export const NOUNS = [
  'organisation',
  'user',
  'sign-up',
  'invitation',
  'facts',
  'gate',
  'token',
  'passage',
  'plate correction',
  'vehicle',
  'violation',
  'site',
  'site unit',
  'zone',
  'exemption request',
  'machine',
  'machine claim',
  'filing',
  'site entry',
  'inspection',
  'prohibition',
  'evidence',
  'job',
  'retirement',
  'retirement quota',
  'retirement proof',
  'retirement letter',
  'seller',
  'clean transport',
  'gate counts',
  'device',
  'dead letter',
  'plant equipment',
  'legal hold',
  'alert',
  'exemption',
  'urea point',
  'urea reporting',
  'urea refill',
  'observation',
  'spot check',
  'policy draft',
  'policy preview',
  'appeal',
  'case',
  'notice',
  'audit row',
  'notification',
  'webhook',
  'saved view',
  'draft',
  'upload',
] as const;
export type Noun = (typeof NOUNS)[number];
export type Holdings = Readonly<Record<Noun, readonly Row[]>>;

let serial = 0;
export const freshNumber = (): number => {
  serial += 1;
  return serial;
};
export const freshCode = (): string => `3-${String(20_000_000 + freshNumber())}`;

export const newMachine = () => ({
  ...{ name: '挖掘机', category: 'excavator', environmentalCode: freshCode() },
  ...{ fuel: 'diesel', emissionStage: '3', engine: { powerKw: 100 } },
});
export const newSite = (countyCode: string) => ({
  ...{ name: `工地 ${freshNumber()}`, countyCode, address: '德胜街 1 号' },
  ...{ startsOn: '2024-01-01', endsOn: '2025-12-31' },
});
export const newLorry = (stageBasis: 'vehicle_list' | 'declared') => ({
  ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis },
  ...{ usage: 'operating', vehicleType: 'Q11', status: 'active' },
});
export const newFacts = () => ({
  ...{ validFrom: '2021-01-01', sector: 'power', inPlanningArea: true, annualFreightTonnes: 2_000_000 },
  ...{ railLineCompletedOn: null, keyVehicleUser: true },
});
export const newFiling = (siteId: string, machineId: string) => ({
  ...{ siteId, machineId, plannedEntryOn: '2024-01-01', plannedExitOn: '2024-12-31' },
});
/** A China V coal truck, which breaks a rule. */
export const newPassage = () => ({
  ...{ eventId: `event-${freshNumber()}`, passedAt: '2024-03-01T08:15:30+08:00', direction: 'in' },
  ...{ plate: freshPlate(), plateColour: 'yellow', cargo: { name: '煤炭', bulk: true } },
  vehicle: { emissionStage: '5', fuel: 'diesel', usage: 'operating', vehicleType: 'Q11' },
});

/** A muck truck as somebody saw it. */
export const newSeenViolation = (countyCode: string, organisationId?: string) => ({
  ...{ kind: 'muck_truck_hours', plate: freshPlate(), plateColour: 'yellow', countyCode },
  ...{ occurredAt: '2024-03-03T23:30:00+08:00', place: '德胜街', seen: '禁行时段运输渣土' },
  ...(organisationId ? { organisationId } : {}),
});

/** An order that lies beyond all that happens in the tests. */
export const newOrder = () => ({
  ...{ orderNumber: `管控令 ${freshNumber()}`, level: 'orange', countyCodes: [HOME, AWAY] },
  ...{ startsAt: '2030-01-01T00:00:00+08:00', endsAt: '2030-01-03T00:00:00+08:00' },
  restrictions: [{ appliesTo: 'goods_vehicle', maxStage: '4' }],
});

/** A vehicle and a machine as they stand on a plant's ledgers. */
export const newEquipment = () => [
  { kind: 'vehicle', environmentalCode: freshCode(), emissionStage: '3' },
  { kind: 'machine', environmentalCode: freshCode(), emissionStage: '3', category: 'loader' },
];

/** The least that is a picture. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const BOUNDARY = 'a-boundary-that-nothing-holds';
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** A multipart body of text fields and one file. */
export function multipart(fields: Readonly<Record<string, unknown>>, file: Buffer | undefined = PICTURE): Buffer {
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
  );
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`;
  const files = file ? [Buffer.from(head), file, Buffer.from('\r\n')] : [];
  return Buffer.concat([Buffer.from(texts.join('')), ...files, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

type Flagged = Made & { readonly violations: readonly Made[]; readonly findings?: readonly Made[] };
type Written = Made & { readonly plate: string; readonly rejudging: { readonly jobId: string } };

/** Puts things on record on both sides of a cast, and between them; gives what there is of each noun and whose it is. */
export async function fillHoldings(cast: Cast): Promise<Holdings> {
  const held = Object.fromEntries(NOUNS.map((noun) => [noun, [] as Row[]])) as Record<Noun, Row[]>;
  const keep = (noun: Noun, row: Row): Row => {
    held[noun].push(row);
    return row;
  };
  for (const { name, userId, organisationId, countyCode } of Object.values(cast.people)) {
    if (!userId) continue;
    const organisations = organisationId ? [organisationId] : [];
    keep('user', {
      id: userId,
      by: name,
      owners: { organisations, userId, ...(countyCode ? { counties: [countyCode] } : {}) },
    });
  }
  for (const side of SIDES) {
    await fillEnterprise(cast, side, keep);
    await fillContractor(cast, side, keep);
  }
  for (let orders = 0; orders < 2; orders += 1) await fillOrder(cast, keep);
  await fillBetween(cast, keep);
  await keepSites(cast, SIDES, keep);
  await keepClaims(cast, keep);
  await fillSpotChecks(cast, keep);
  await fillPolicies(cast, [HOME, AWAY], keep);
  await keepAccounts(cast, keep);
  await keepCases(cast, keep);
  await keepAppeals(cast, keep);
  await keepAudit(cast, keep);
  await keepTold(cast, keep);
  await keepConsole(cast, keep);
  const declaredBy = (enterpriseId: string) =>
    held.vehicle.find(({ owners }) => owners.organisations?.includes(enterpriseId))?.plate ?? '';
  await keepObservations(cast, declaredBy, keep);
  await cast.service.settled();
  return held;
}

type Side = (typeof SIDES)[number];
type Keep = (noun: Noun, row: Row) => Row;

async function fillEnterprise(cast: Cast, side: Side, keep: Keep): Promise<void> {
  const { must, people } = cast;
  const { enterprise, officer, gate, countyCode } = side;
  const enterpriseId = idOf(people[enterprise], 'organisationId');
  const owners = { counties: [countyCode], organisations: [enterpriseId] };
  keep('organisation', { id: enterpriseId, owners, by: 'admin', text: 'enterprise' });

  const facts = await must<Written>(officer, 'POST', `/enterprises/${enterpriseId}/facts`, newFacts());
  keep('facts', { id: facts.id, owners, by: officer, parent: enterpriseId });
  keep('job', { id: facts.rejudging.jobId, owners: jobOf(people[officer]), by: officer });

  const gateId = idOf(people[gate], 'gateId');
  keep('gate', { id: gateId, owners: { ...owners, gateId }, by: 'admin' });
  const spare = await must(enterprise, 'POST', `/gates/${gateId}/tokens`, {});
  keep('token', { id: spare.id, owners: { ...owners, gateId }, by: enterprise, parent: gateId });
  const passage = await keepPassage(cast, people[gate], { ...owners, gateId }, keep);
  const seen = { plate: freshPlate(), reason: '照片所见' };
  const proposal = await must(enterprise, 'POST', `/passages/${passage.id}/plate-proposals`, seen);
  keep('plate correction', { id: proposal.id, owners: { ...owners, gateId }, by: enterprise, parent: passage.id });
  const camera = await must(enterprise, 'POST', `/gates/${gateId}/devices`, newDevice());
  keep('device', { id: camera.id, owners, by: enterprise });
  const letter = await leaveDeadLetter(cast.service, camera.id);
  keep('dead letter', { id: letter, owners, by: gate, parent: camera.id });

  const counts = await must(enterprise, 'POST', `/gates/${gateId}/counts`, { day: '2024-03-01', passages: 1 });
  keep('gate counts', { id: counts.id, owners: { ...owners, gateId }, by: enterprise, parent: gateId });

  const lorry = await must<Written>(enterprise, 'POST', '/vehicles', newLorry('declared'));
  const { id, plate } = lorry;
  keep('vehicle', { id, plate, owners: { organisations: [enterpriseId] }, by: enterprise });
  keep('job', { id: lorry.rejudging.jobId, owners: jobOf(people[enterprise]), by: enterprise });

  const old = {
    ...newLorry('vehicle_list'),
    emissionStage: '3',
    registeredDivision: countyCode,
    registeredOn: '2010-01-01',
  };
  const listed = await must<Written>(officer, 'POST', '/vehicles', old);
  keep('vehicle', { id: listed.id, plate: listed.plate, owners: {}, by: officer });
  keep('job', { id: listed.rejudging.jobId, owners: jobOf(people[officer]), by: officer });
  keep('retirement', { id: listed.id, plate: listed.plate, owners: { counties: [countyCode] }, by: officer });
  await keepFlags(cast, listed.plate, { counties: [countyCode] }, keep);

  const seller = { name: `经销商 ${countyCode}`, countyCode };
  const sold = { ...newLorry('vehicle_list'), invoiceOn: '2021-09-01', registeredOn: '2021-09-02', seller };
  const sale = await must<Written>(officer, 'POST', '/vehicles', { ...sold, registeredDivision: countyCode });
  keep('vehicle', { id: sale.id, plate: sale.plate, owners: {}, by: officer });
  keep('job', { id: sale.rejudging.jobId, owners: jobOf(people[officer]), by: officer });
  await keepFlags(cast, sale.plate, { counties: [countyCode] }, keep);

  await fillProgramme(cast, side, keep);

  const moved = { enterpriseId, month: '2024-02', mode: 'rail', direction: 'in', cargo: '煤', tonnes: 1_000 };
  const byRail = await must(enterprise, 'POST', '/clean-transport', moved);
  keep('clean transport', { id: byRail.id, owners, by: enterprise });

  for (const body of newEquipment()) {
    const { id: equipment } = await must(enterprise, 'POST', '/plant-equipment', { enterpriseId, ...body });
    keep('plant equipment', { id: equipment, owners, by: enterprise });
  }
  const hold = { enterpriseId, from: '2020-01-01', to: '2020-01-31', reason: '案件调查' };
  const { id: holdId } = await must(officer, 'POST', '/legal-holds', hold);
  keep('legal hold', { id: holdId, owners: { counties: [countyCode] }, by: officer });
  const subject = { enterpriseId };
  const exempting = { subject, clauseOrOrder: '3.3', from: '2030-01-01', to: '2030-01-31', reason: '民生保供' };
  const exemption = await must(officer, 'POST', '/exemptions', exempting);
  keep('exemption', { id: exemption.id, owners, by: officer });

  const about = { subjectType: 'organisation', subjectId: enterpriseId, kind: 'licence' };
  await keepEvidence(cast, enterprise, about, owners, 'organisation.read', keep);
}

/** Everybody reads orders; officers look into what they make of their counties. */
async function fillOrder({ must, people }: Cast, keep: Keep): Promise<void> {
  const order = await must<Made & { rejudging: { jobId: string } }>('city officer', 'POST', '/alerts', newOrder());
  keep('alert', { id: order.id, owners: { counties: [HOME, AWAY] }, by: 'city officer' });
  keep('job', { id: order.rejudging.jobId, owners: jobOf(people['city officer']), by: 'city officer' });
}

async function fillContractor(cast: Cast, side: Side, keep: Keep): Promise<void> {
  const { people } = cast;
  const { contractor, countyCode } = side;
  const organisationId = idOf(people[contractor], 'organisationId');
  const owners = { counties: [countyCode], organisations: [organisationId] };
  keep('organisation', { id: organisationId, owners, by: 'admin', text: 'contractor' });
  await fillSite(cast, side, owners, keep);
}

/** A site with a machine that was filed, one that was not, and one nobody registered; the first fails its inspection. */
async function fillSite(
  cast: Cast,
  { contractor, officer, countyCode }: Pick<Side, 'contractor' | 'officer' | 'countyCode'>,
  owners: Owners,
  keep: Keep,
): Promise<void> {
  const { must, people } = cast;
  const account = people[contractor].countyCode ?? '';
  const site = await must(contractor, 'POST', '/sites', newSite(countyCode));
  keep('site', { id: site.id, owners, by: contractor });
  const code = newMachine();
  const machine = await must(contractor, 'POST', '/machines', code);
  const counties = [...new Set([account, countyCode])];
  const text = code.environmentalCode;
  const ofMachine = { counties, ...(owners.organisations ? { organisations: owners.organisations } : {}) };
  keep('machine', { id: machine.id, owners: ofMachine, by: contractor, text });
  const filing = await must(contractor, 'POST', '/filings', newFiling(site.id, machine.id));
  keep('filing', { id: filing.id, owners, by: contractor, siteId: site.id, machineId: machine.id });

  const inspectedAt = '2024-03-04T09:00:00+08:00';
  const smoky = { siteId: site.id, machineId: machine.id, inspectedAt, ringelmann: 3, smoke: { readings: [9, 9, 9] } };
  const inspection = await must<Flagged & { prohibition: Made }>(officer, 'POST', '/inspections', smoky);
  const where = { siteId: site.id, machineId: machine.id };
  keep('inspection', { id: inspection.id, owners, by: officer, ...where });
  keep('prohibition', { id: inspection.prohibition.id, owners, by: officer, ...where });
  for (const { id } of inspection.violations) keep('violation', { id, owners, by: officer });

  const other = newMachine();
  const unfiled = await must(contractor, 'POST', '/machines', other);
  keep('machine', { id: unfiled.id, owners: ofMachine, by: contractor, text: other.environmentalCode });
  const seen = { siteId: site.id, machineId: unfiled.id, enteredAt: '2024-03-03T09:00:00+08:00', working: true };
  const entry = await must<Flagged>(contractor, 'POST', '/site-entries', seen);
  keep('site entry', { id: entry.id, owners, by: contractor, siteId: site.id, machineId: unfiled.id });
  for (const { id } of entry.violations) keep('violation', { id, owners, by: contractor });

  const strange = {
    siteId: site.id,
    machine: { environmentalCode: freshCode() },
    enteredAt: '2024-03-03T09:00:00+08:00',
  };
  const sighting = await must<Flagged & { machineId: string }>(officer, 'POST', '/site-entries', strange);
  keep('site entry', { id: sighting.id, owners, by: officer, siteId: site.id, machineId: sighting.machineId });
  keep('machine', {
    id: sighting.machineId,
    owners: { counties: [countyCode] },
    by: officer,
    text: strange.machine.environmentalCode,
  });
  for (const { id } of sighting.violations) keep('violation', { id, owners, by: officer });

  const about = { subjectType: 'inspection', subjectId: inspection.id, kind: 'photo' };
  await keepEvidence(cast, officer, about, owners, 'inspection.read', keep);
}

/** What lies between the sides: a second gate of the same enterprise, a site of a contractor from another county. */
async function fillBetween(cast: Cast, keep: Keep): Promise<void> {
  const { must, people } = cast;
  for (const status of ['made', 'sent'])
    keep('retirement letter', { id: await leaveLetter(cast, status), owners: {}, by: 'city officer' });
  const enterpriseId = idOf(people.enterprise, 'organisationId');
  const { id: gateId } = await must('enterprise', 'POST', '/gates', { enterpriseId, name: '二号门', direction: 'in' });
  const { id: tokenId, token } = await must<Made & { token: string }>(
    'enterprise',
    'POST',
    `/gates/${gateId}/tokens`,
    {},
  );
  const owners = { counties: [HOME], organisations: [enterpriseId], gateId };
  keep('gate', { id: gateId, owners, by: 'enterprise' });
  keep('token', { id: tokenId, owners, by: 'enterprise', parent: gateId });
  await keepPassage(cast, { name: 'gate', role: 'gate', token }, owners, keep);

  const contractorId = idOf(people.contractor, 'organisationId');
  const abroad = { counties: [AWAY], organisations: [contractorId] };
  const side = { contractor: 'contractor', officer: 'officer of another county', countyCode: AWAY } as const;
  await fillSite(cast, side, abroad, keep);
}

async function keepPassage(cast: Cast, gate: Character, owners: Owners, keep: Keep): Promise<Row> {
  const body = newPassage();
  const passage = await cast.must<Flagged>(gate, 'POST', '/passages', body);
  const row = { id: passage.id, owners, by: gate.name, eventId: body.eventId, plate: body.plate };
  keep('passage', row);
  const { gateId: _, ...ofEnterprise } = owners;
  for (const { id } of [...passage.violations, ...(passage.findings ?? [])])
    keep('violation', { id, owners: ofEnterprise, by: gate.name, plate: body.plate });
  const about = { subjectType: 'passage', subjectId: passage.id, kind: 'photo' };
  await keepEvidence(cast, gate, about, owners, 'passage.read', keep);
  return row;
}

/** The flags of a vehicle by itself, of either effect. */
async function keepFlags({ must }: Cast, plate: string, owners: Owners, keep: Keep): Promise<void> {
  for (const effect of ['breach', 'review']) {
    const { items } = await must<{ items: Made[] }>('admin', 'POST', '/violations/search', { plate, effect });
    for (const { id } of items) keep('violation', { id, owners, by: 'admin', plate });
  }
}

async function keepEvidence(
  { wire, people: everyone }: Pick<Cast, 'wire' | 'people'>,
  who: Name | Character,
  about: { readonly subjectType: string; readonly subjectId: string; readonly kind: string },
  owners: Owners,
  seenBy: Action,
  keep: Keep,
): Promise<void> {
  const { name, token = '' } = typeof who === 'string' ? everyone[who] : who;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': MULTIPART };
  const added = await wire.send({ method: 'POST', path: '/api/v1/evidence', headers, body: multipart(about) });
  if (added.status !== 201) throw new Error(`evidence: ${added.status} ${added.text}`);
  const { id } = added.body as Made;
  keep('evidence', { id, owners, by: name, parent: about.subjectId, text: about.subjectType, seenBy });
}

/** Some of what everything above was recorded as. */
async function keepAudit({ must }: Cast, keep: Keep): Promise<void> {
  for (const action of ['legal-hold.create', 'gate.create']) {
    const { items } = await must<{ items: Made[] }>('admin', 'GET', `/audit?action=${action}`);
    for (const { id } of items) keep('audit row', { id, owners: {}, by: 'admin' });
  }
}

/** One that nobody listens to: the reserved name resolves nowhere. */
export const newWebhook = () => ({ url: 'https://hooks.invalid/registry', topics: ['violation.opened'] });

/** Webhooks of every kind of owner with a delivery that failed, and what two people were told. */
async function keepTold({ must, people, service }: Cast, keep: Keep): Promise<void> {
  const { store, app } = service;
  const { newId } = app.env;
  const now = service.clock.now();
  for (const name of ['city officer', 'county officer', 'contractor', 'another enterprise'] as const) {
    const { countyCode, organisationId, userId = '' } = people[name];
    const { id } = await must(name, 'POST', '/webhooks', newWebhook());
    const deliveryId = newId();
    const owners = organisationId ? { organisations: [organisationId] } : countyCode ? { counties: [countyCode] } : {};
    const tried = { status: 'failed', attempts: 8, triedAt: now, latencyMs: 9, responseStatus: 500, responseBody: '' };
    const body = JSON.stringify({ id: deliveryId, topic: 'ping', summary: {}, subject: null, link: null, data: {} });
    const sent = {
      id: deliveryId,
      webhookId: id,
      topic: 'ping',
      body,
      createdAt: now,
      error: null,
      redeliveryOf: null,
    };
    await store.write((tx) => tx.webhooks.insertDelivery({ ...sent, ...tried }));
    keep('webhook', { id, owners, by: name, parent: deliveryId });
    const told = { topic: 'gate.silent', summary: { en: 'Silent', zh: '离线' }, subjectType: 'gate', subjectId: 'x' };
    const read = { link: null, count: 1, createdAt: now, updatedAt: now, readAt: null };
    const row = { id: newId(), userId, key: newId(), ...told, ...read };
    await store.write((tx) => tx.notifications.insert([row]));
    keep('notification', { id: row.id, owners: { userId }, by: name });
  }
}

/** On each side a violation seen of each organisation, against which it appeals with a file. */
async function keepAppeals(cast: Cast, keep: Keep): Promise<void> {
  const { must, people } = cast;
  for (const { enterprise, contractor, officer, countyCode } of SIDES)
    for (const by of [enterprise, contractor]) {
      const organisationId = idOf(people[by], 'organisationId');
      const owners = { counties: [countyCode], organisations: [organisationId] };
      const seen = newSeenViolation(countyCode, organisationId);
      const { id } = await must(officer, 'POST', '/violations', seen);
      keep('violation', { id, owners, by: officer, plate: seen.plate, text: 'manual' });
      const against = { violationIds: [id], grounds: 'exempt', statement: '持有通行许可' };
      const appeal = await must(by, 'POST', '/appeals', against);
      keep('appeal', { id: appeal.id, owners, by, parent: id });
      const about = { subjectType: 'appeal', subjectId: appeal.id, kind: 'permit' };
      await keepEvidence(cast, by, about, owners, 'appeal.read', keep);
    }
}

/** On each side a case of the enterprise that it was given notice of, and one that it does not know of yet. */
async function keepCases(cast: Cast, keep: Keep): Promise<void> {
  for (const { enterprise, officer, gate, countyCode } of SIDES) {
    const organisations = [idOf(cast.people[enterprise], 'organisationId')];
    const whole = { counties: [countyCode], organisations };
    for (const owners of [whole, { counties: [countyCode] }]) {
      const flags: string[] = [];
      const gateId = idOf(cast.people[gate], 'gateId');
      await keepPassage(cast, cast.people[gate], { ...whole, gateId }, (noun, row) => {
        if (noun === 'violation') flags.push(row.id);
        return keep(noun, row);
      });
      const { id } = await cast.must(officer, 'POST', '/cases', { violationIds: flags });
      const notice = await cast.must<Made & { createdAt: string }>(officer, 'POST', `/cases/${id}/notices`, {});
      const told = 'organisations' in owners;
      if (told) await cast.must(officer, 'POST', `/notices/${notice.id}/service`, newService(notice.createdAt));
      keep('case', { id, owners, by: gate, ...(told ? { text: 'told' } : {}) });
      keep('notice', { id: notice.id, owners, by: gate, parent: id });
    }
  }
}

/** How a notice was served. */
export const newService = (servedAt: string) => ({ method: 'direct', servedAt, servedBy: '甲', receivedBy: '乙' });

const jobOf = ({ userId }: Character): Owners => (userId ? { userId } : {});

function idOf(who: Character, what: 'organisationId' | 'gateId'): string {
  const id = who[what];
  if (!id) throw new Error(`${who.name} has no ${what}`);
  return id;
}
