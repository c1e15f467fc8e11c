import { startOfDay } from '../domain/time.ts';
import { type Caller, callerOf, logIn } from './client.ts';
import { enforce } from './enforce.ts';
import { workOnSites } from './machinery.ts';
import { type GateOfDemo, readingOf } from './readings.ts';
import { passToday, waitForOfficers } from './today.ts';
import { creditCode, DAYS, ENTERPRISES, type EnterpriseOfDemo, type Truck, trucks } from './world.ts';

export type LogIn = { readonly role: string; readonly username: string; readonly password: string };

type Created = { readonly id: string };

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
  const builders = await workOnSites({ baseUrl, city, pingding, transport }, PASSWORD, now, say);
  await passToday(gates, fleet, now, say);
  const builder = await logIn(baseUrl, 'builder', PASSWORD);
  await waitForOfficers({ nobody: callerOf(baseUrl), coking, builder }, PASSWORD, now, say);
  for (const username of builders) logIns.push({ role: 'contractor', username, password: PASSWORD });
  return logIns;
}

async function openGates(
  baseUrl: string,
  city: Caller,
  addUser: (role: string, username: string, more: Record<string, string>) => Promise<Caller>,
  say: (line: string) => void,
): Promise<GateOfDemo[]> {
  const gates: GateOfDemo[] = [];
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

async function passGates(
  gates: readonly GateOfDemo[],
  fleet: readonly Truck[],
  say: (line: string) => void,
): Promise<void> {
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
  const load = index % 6 === 5 ? undefined : { name: enterprise.cargo, tonnes: 31.5 + (index % 4) };
  const eventId = `${enterprise.key}-${day}-${truck.plate}`;
  return [
    readingOf(truck, `${eventId}-in`, 'in', enters, load),
    readingOf(truck, `${eventId}-out`, 'out', enters + 48 * 60_000, { empty: true }),
  ];
}
