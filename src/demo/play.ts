import { addDays, formatInstant, legalDayOf, startOfDay } from '../domain/time.ts';
import { type Caller, callerOf, logIn } from './client.ts';
import { enforce } from './enforce.ts';
import { creditCode, DAYS, ENTERPRISES, type EnterpriseOfDemo, type Truck, trucks } from './world.ts';

export type LogIn = { readonly role: string; readonly username: string; readonly password: string };

type Created = { readonly id: string };
type Gates = { readonly enterprise: EnterpriseOfDemo; readonly id: string; readonly caller: Caller };

const PASSWORD = 'yangquan-demo';
const HOUR = 3_600_000;

/** Plays what a bureau, its contractors and its gates do, over HTTP. Gives the log-ins that stay usable. */
export async function play(
  baseUrl: string,
  admin: { readonly username: string; readonly password: string },
  now: number,
  say: (line: string) => void,
): Promise<LogIn[]> {
  const root = await logIn(baseUrl, admin.username, admin.password);
  const logIns: LogIn[] = [{ role: 'admin', ...admin }];
  const addUser = async (role: string, username: string, more: Record<string, string> = {}): Promise<Caller> => {
    await root.post('/users', { username, password: PASSWORD, role, ...more });
    logIns.push({ role, username, password: PASSWORD });
    return logIn(baseUrl, username, PASSWORD);
  };

  say('officers and departments sign in');
  const city = await addUser('city_officer', 'city');
  const yuxian = await addUser('county_officer', 'yuxian', { countyCode: '140322' });
  const pingding = await addUser('county_officer', 'pingding', { countyCode: '140321' });
  const transport = await addUser('department', 'transport');

  const gates = await openGates(baseUrl, city, addUser, say);
  const fleet = trucks();
  await verifyTrucks(city, fleet, say);
  await sellTrucks(city, say);
  await passGates(gates, fleet, say);
  const coking = await logIn(baseUrl, 'coking', PASSWORD);
  await enforce({ city, yuxian, coking }, say);
  await workOnSites({ city, pingding, transport }, addUser, now, say);
  return logIns;
}

async function openGates(
  baseUrl: string,
  city: Caller,
  addUser: (role: string, username: string, more: Record<string, string>) => Promise<Caller>,
  say: (line: string) => void,
): Promise<Gates[]> {
  const gates: Gates[] = [];
  for (const [index, enterprise] of ENTERPRISES.entries()) {
    const { name, countyCode, facts, key } = enterprise;
    const organisation = await city.post<Created>('/organisations', {
      kind: 'enterprise',
      name,
      creditCode: creditCode(countyCode, 100 + index),
      countyCode,
    });
    await city.post(`/enterprises/${organisation.id}/facts`, { validFrom: '2021-01-01', ...facts });
    const own = await addUser('enterprise', key, { organisationId: organisation.id });
    const gate = await own.post<Created>('/gates', {
      enterpriseId: organisation.id,
      name: '一号门',
      direction: 'both',
    });
    if (key === 'coking') await own.patch(`/gates/${gate.id}`, { mode: 'enforce' });
    const { token } = await own.post<{ token: string }>(`/gates/${gate.id}/tokens`, {});
    gates.push({ enterprise, id: gate.id, caller: callerOf(baseUrl, token) });
    say(`${name}: gate opened`);
  }
  return gates;
}

async function verifyTrucks(city: Caller, fleet: readonly Truck[], say: (line: string) => void): Promise<void> {
  const verified = fleet.filter((truck) => truck.known === 'verified');
  for (const truck of verified) {
    await city.post('/vehicles', {
      plate: truck.plate,
      plateColour: truck.plateColour,
      fuel: truck.fuel,
      emissionStage: truck.stage,
      stageBasis: 'vehicle_list',
      usage: truck.usage,
      usageCode: 'F',
      vehicleType: truck.vehicleType,
      registeredOn: truck.registeredOn,
      registeredDivision: '140302',
      status: 'active',
    });
  }
  say(`${verified.length} trucks verified by their vehicle lists`);
}

/** Two sales of China V trucks, the day before the ban and the day of it, by one dealer. */
async function sellTrucks(city: Caller, say: (line: string) => void): Promise<void> {
  const seller = { name: '平定重卡销售有限公司（演示）', creditCode: creditCode('140321', 300), countyCode: '140321' };
  for (const [plate, invoiceOn] of [
    ['晋C60011', '2021-06-30'],
    ['晋C60012', '2021-07-01'],
    ['晋C60013', '2021-07-20'],
  ]) {
    await city.post('/vehicles', {
      plate,
      plateColour: 'yellow',
      fuel: 'diesel',
      emissionStage: '国五',
      stageBasis: 'vehicle_list',
      usage: 'operating',
      vehicleType: 'H11',
      grossMassKg: 25_000,
      registeredDivision: '140321',
      certificateUploadedOn: '2021-05-10',
      invoiceOn,
      seller,
      status: 'active',
    });
  }
  say('three heavy diesel trucks sold on either side of 2021-07-01');
}

async function passGates(gates: readonly Gates[], fleet: readonly Truck[], say: (line: string) => void): Promise<void> {
  let posted = 0;
  for (const [dayIndex, day] of DAYS.entries()) {
    for (const [gateIndex, gate] of gates.entries()) {
      const visitors = fleet.filter((_, index) => (index + dayIndex) % gates.length === gateIndex);
      const passages = visitors.flatMap((truck, index) => visit(gate.enterprise, truck, day, index));
      const [single, ...rest] = passages;
      await gate.caller.post('/passages', single);
      await gate.caller.post('/passages/batch', { passages: rest });
      posted += passages.length;
    }
    say(`${day}: ${posted} passages so far`);
  }
}

function visit(enterprise: EnterpriseOfDemo, truck: Truck, day: string, index: number): unknown[] {
  const enters = startOfDay(day) + 7 * HOUR + index * 11 * 60_000;
  const known = truck.known === 'unknown' ? {} : { vehicle: asserted(truck) };
  const reading = (direction: string, at: number, cargo: unknown) => ({
    eventId: `${enterprise.key}-${day}-${truck.plate}-${direction}`,
    passedAt: formatInstant(at),
    direction,
    plate: truck.plate,
    plateColour: truck.plateColour,
    confidence: 0.97,
    lane: 1,
    ...known,
    ...(cargo ? { cargo } : {}),
    barrier: 'passed',
  });
  const load = index % 6 === 5 ? undefined : { name: enterprise.cargo, tonnes: 31.5 + (index % 4) };
  return [reading('in', enters, load), reading('out', enters + 48 * 60_000, { empty: true })];
}

function asserted(truck: Truck): Record<string, string> {
  const { stage, fuel, usage, vehicleType, registeredOn } = truck;
  return { emissionStage: stage, fuel, usage, vehicleType, registeredOn };
}

async function workOnSites(
  officers: { city: Caller; pingding: Caller; transport: Caller },
  addUser: (role: string, username: string, more: Record<string, string>) => Promise<Caller>,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  const today = legalDayOf(now);
  const contractors = [
    { username: 'builder', name: '泉城建筑工程有限公司（演示）', serial: 201, countyCode: '140302' },
    { username: 'roads', name: '娘子关路桥有限公司（演示）', serial: 202, countyCode: '140321' },
  ];
  const callers: Caller[] = [];
  for (const { username, name, serial, countyCode } of contractors) {
    const code = creditCode(countyCode, serial);
    const organisation = await officers.city.post<Created>('/organisations', {
      kind: 'contractor',
      name,
      creditCode: code,
      countyCode,
    });
    callers.push(await addUser('contractor', username, { organisationId: organisation.id }));
  }
  const [builder, roads] = callers;
  if (!builder || !roads) throw new Error('two contractors were signed up');
  const schedule = { startsOn: addDays(today, -60), endsOn: addDays(today, 240) };
  const school = await builder.post<Created>('/sites', {
    name: '城区三中教学楼',
    countyCode: '140302',
    address: '城区德胜街',
    ...schedule,
  });
  const road = await roads.post<Created>('/sites', {
    name: '平定过境公路二标',
    countyCode: '140321',
    address: '平定县冠山镇',
    ...schedule,
  });
  const machine = (
    caller: Caller,
    name: string,
    category: string,
    environmentalCode: string,
    emissionStage: string,
    powerKw: number,
  ) =>
    caller.post<Created>('/machines', {
      name,
      category,
      environmentalCode,
      fuel: 'diesel',
      emissionStage,
      producedOn: '2018-05-20',
      engine: { powerKw },
    });
  const file = (caller: Caller, siteId: string, machineId: string) =>
    caller.post<Created>('/filings', { siteId, machineId, plannedEntryOn: today, plannedExitOn: addDays(today, 30) });

  const excavator = await machine(builder, '挖掘机 CAT320', 'excavator', '3-A1B2C3D4', '3', 110);
  const filing = await file(builder, school.id, excavator.id);
  await builder.post(`/filings/${filing.id}/entry`, { enteredAt: formatInstant(now + 60_000) });
  await officers.city.post(`/filings/${filing.id}/accept`, {});

  const loader = await machine(roads, '装载机 LG956', 'loader', '2-E5F6G7H8', '2', 162);
  const late = await file(roads, road.id, loader.id);
  await roads.post(`/filings/${late.id}/entry`, { enteredAt: formatInstant(now - 26 * HOUR) });
  await officers.pingding.post(`/filings/${late.id}/accept`, {});

  await officers.transport.post('/site-entries', {
    siteId: road.id,
    machine: { name: '压路机', category: 'roller', manufacturer: '徐工', serialNumber: 'XG-2044' },
    enteredAt: formatInstant(now - 3 * HOUR),
    working: true,
  });
  await officers.pingding.post('/inspections', {
    siteId: road.id,
    machineId: loader.id,
    inspectedAt: formatInstant(now - 2 * HOUR),
    smoke: { readings: [1.92, 1.88, 1.95] },
    ringelmann: 1,
  });
  await officers.transport.post('/site-entries', {
    siteId: road.id,
    machineId: loader.id,
    enteredAt: formatInstant(now - HOUR),
    working: true,
  });
  say('two contractors filed machines; one came late, one was never filed, one smoked and went on working');
}
