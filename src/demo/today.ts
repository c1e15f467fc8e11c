import { addDays, legalDayOf } from '../domain/time.ts';
import { type Caller, everyRow } from './client.ts';
import { machineOf } from './machinery.ts';
import { type GateOfDemo, readingOf } from './readings.ts';
import { creditCode, type Truck } from './world.ts';

type Id = { readonly id: string };
type Violation = Id & { readonly status: string; readonly subject: { readonly vehicleId?: string } };

const MINUTE = 60_000;

/** What passed at the gates in the last hours: every seventh truck from another on at each, the last of them still inside. */
export async function passToday(
  gates: readonly GateOfDemo[],
  fleet: readonly Truck[],
  now: number,
  say: (line: string) => void,
): Promise<void> {
  for (const [index, { enterprise, caller }] of gates.entries()) {
    const visitors = fleet.filter((_, number) => number % 7 === index);
    const passages = visitors.flatMap((truck, turn) => {
      const enters = now - (visitors.length - turn) * 24 * MINUTE - index * 5 * MINUTE;
      const eventId = `${enterprise.key}-${enters}`;
      const entry = readingOf(truck, `${eventId}-in`, 'in', enters, { name: enterprise.cargo, tonnes: 32 });
      const left = readingOf(truck, `${eventId}-out`, 'out', enters + 15 * MINUTE, { empty: true });
      return turn === visitors.length - 1 ? [entry] : [entry, left];
    });
    await caller.post('/passages/batch', { passages });
  }
  say('the gates are busy today');
}

/** Leaves something to do: a filing to review, a sign-up to verify, an appeal to decide. */
export async function waitForOfficers(
  { nobody, coking, builder }: { readonly nobody: Caller; readonly coking: Caller; readonly builder: Caller },
  password: string,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  const [site] = await everyRow<Id>(builder, '/sites');
  const dozer = await builder.post<Id>('/machines', machineOf('推土机 TY160', 'bulldozer', '3-A1B2C3D8', '3', 131));
  const planned = { plannedEntryOn: addDays(legalDayOf(now), 3), plannedExitOn: addDays(legalDayOf(now), 40) };
  await builder.post('/filings', { siteId: site?.id, machineId: dozer.id, ...planned });
  await nobody.post('/sign-ups', {
    ...{ name: '藏山建设有限公司（演示）', creditCode: creditCode('140322', 203), countyCode: '140322' },
    ...{ contact: { name: '赵工', phone: '0353-7654321' }, username: 'cangshan', password },
  });
  const own = await everyRow<Violation>(coking, '/violations');
  const open = own.find(({ status, subject }) => status === 'open' && subject.vehicleId !== undefined);
  if (!open) throw new Error('a verified truck broke a rule at the coking plant today');
  await coking.post('/appeals', {
    ...{ violationIds: [open.id], grounds: 'emission_stage' },
    statement: '该车已更换为国六发动机，请核实随车清单。',
  });
  say('a filing, a sign-up and an appeal wait for the officers');
}
