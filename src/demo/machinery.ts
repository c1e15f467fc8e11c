import { addDays, formatInstant, legalDayOf } from '../domain/time.ts';
import { type Caller, callerOf, logIn } from './client.ts';
import { creditCode } from './world.ts';

type Created = { readonly id: string };
type Inspected = { readonly prohibition?: Created };
type Batch = { readonly results: readonly { readonly id?: string }[] };

/** Where the service is, and who takes part in what happens on building sites beside those who sign up. */
export type SitePeople = {
  readonly baseUrl: string;
  readonly city: Caller;
  readonly pingding: Caller;
  readonly transport: Caller;
};

const HOUR = 3_600_000;

/**
 * Two contractors sign up and file machines: most in time, one late, one never; one smokes, is prohibited and goes on working.
 * Gives the names by which the contractors log in.
 */
export async function workOnSites(
  people: SitePeople,
  password: string,
  now: number,
  say: (line: string) => void,
): Promise<string[]> {
  const { city, pingding, transport } = people;
  const today = legalDayOf(now);
  const builder = await signUp(people.baseUrl, city, password, {
    ...{ username: 'builder', name: '泉城建筑工程有限公司（演示）' },
    ...{ creditCode: creditCode('140302', 201), countyCode: '140302' },
  });
  const roads = await signUp(people.baseUrl, pingding, password, {
    ...{ username: 'roads', name: '娘子关路桥有限公司（演示）' },
    ...{ creditCode: creditCode('140321', 202), countyCode: '140321' },
  });
  say('two contractors signed up and were verified');

  const schedule = { startsOn: addDays(today, -60), endsOn: addDays(today, 240) };
  const planned = { plannedEntryOn: today, plannedExitOn: addDays(today, 30) };
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

  const machines: Created[] = [];
  for (const [name, category, code, stage, powerKw] of FLEET)
    machines.push(await builder.post<Created>('/machines', machineOf(name, category, code, stage, powerKw)));
  const { results } = await builder.post<Batch>('/filings/batch', {
    filings: machines.map(({ id }) => ({ siteId: school.id, machineId: id, ...planned })),
  });
  for (const { id } of results) await city.post(`/filings/${id}/accept`, {});
  const [first] = results;
  await builder.post(`/filings/${first?.id}/entry`, { enteredAt: formatInstant(now + 60_000) });
  const { url } = await builder.get<{ url: string }>(`/filings/${first?.id}/slip?format=json`);
  say(`${results.length} machines filed in one call and accepted; the slip of one, as its code says it:\n  ${url}`);

  const loader = await roads.post<Created>('/machines', machineOf('装载机 LG956', 'loader', '2-E5F6G7H8', '2', 162));
  const late = await roads.post<Created>('/filings', { siteId: road.id, machineId: loader.id, ...planned });
  await roads.post(`/filings/${late.id}/entry`, { enteredAt: formatInstant(now - 26 * HOUR) });
  await pingding.post(`/filings/${late.id}/accept`, {});
  await transport.post('/site-entries', {
    siteId: road.id,
    machine: { name: '压路机', category: 'roller', manufacturer: '徐工', serialNumber: 'XG-2044' },
    enteredAt: formatInstant(now - 3 * HOUR),
    working: true,
  });
  const { prohibition } = await pingding.post<Inspected>('/inspections', {
    siteId: road.id,
    machineId: loader.id,
    inspectedAt: formatInstant(now - 2 * HOUR),
    smoke: { readings: [1.92, 1.88, 1.95] },
    ringelmann: 1,
  });
  await pingding.post(`/prohibitions/${prohibition?.id}/notice`, {});
  await transport.post('/site-entries', {
    siteId: road.id,
    machineId: loader.id,
    enteredAt: formatInstant(now - HOUR),
    working: true,
  });
  say('one machine came before it was filed, one was never filed; one smoked, was prohibited and went on working');
  return ['builder', 'roads'];
}

const FLEET = [
  ['挖掘机 CAT320', 'excavator', '3-A1B2C3D4', '3', 110],
  ['装载机 ZL50', 'loader', '3-A1B2C3D5', '3', 162],
  ['塔式起重机', 'crane', '4-A1B2C3D6', '4', 75],
  ['叉车 CPCD30', 'forklift', '4-A1B2C3D7', '4', 37],
] as const;

/** What a contractor tells of a diesel machine of its own. */
export const machineOf = (
  name: string,
  category: string,
  environmentalCode: string,
  emissionStage: string,
  powerKw: number,
) => ({
  ...{ name, category, environmentalCode, emissionStage, fuel: 'diesel', stageBasis: 'environmental_label' },
  ...{ producedOn: emissionStage === '4' ? '2023-03-20' : '2018-05-20', engine: { powerKw } },
});

/** Signs a contractor up, has the sign-up verified and logs in. */
async function signUp(
  baseUrl: string,
  officer: Caller,
  password: string,
  { username, ...of }: { username: string; name: string; creditCode: string; countyCode: string },
): Promise<Caller> {
  const contact = { name: '王工', phone: '0353-1234567' };
  const application = { ...of, contact, username, password };
  const { id, submittedAt } = await callerOf(baseUrl).post<Created & { submittedAt: string }>('/sign-ups', application);
  await officer.post(`/sign-ups/${id}/verify`, { submittedAt });
  return logIn(baseUrl, username, password);
}
