import { addDays, formatInstant, startOfDay } from '../domain/time.ts';
import { type Caller, everyRow } from './client.ts';
import { DAYS } from './world.ts';

type Id = { readonly id: string };
type Violation = Id & { readonly subject: { readonly vehicleId?: string } };
type Gathered = { readonly proposals: readonly { readonly caseId?: string; readonly title?: string }[] };

/** Whoever takes part in what follows from the passages. */
export type Enforcers = { readonly city: Caller; readonly yuxian: Caller; readonly coking: Caller };

/** An order over the last day that is entered late, an appeal that is granted, and a case against the worst enterprise. */
export async function enforce({ city, yuxian, coking }: Enforcers, say: (line: string) => void): Promise<void> {
  const day = DAYS.at(-1) ?? '';
  const eve = startOfDay(addDays(day, -1));
  const order = await city.post<Id>('/alerts', {
    orderNumber: '阳气应急（演示）1号',
    issuer: '阳泉市重污染天气应急指挥部（演示）',
    level: 'orange',
    countyCodes: ['140302', '140321', '140322'],
    issuedAt: formatInstant(eve + 17 * HOUR),
    startsAt: formatInstant(eve + 24 * HOUR),
    endsAt: formatInstant(eve + 48 * HOUR),
    restrictions: [
      { appliesTo: 'heavy_vehicle', maxStage: '4', exempt: ['new_energy', 'livelihood', 'emergency'] },
      { appliesTo: 'machine', maxStage: '2', exempt: ['emergency'] },
    ],
    closedHours: [{ from: '08:00', to: '20:00' }],
  });
  await judged(city);
  await city.patch(`/alerts/${order.id}`, { endsAt: formatInstant(eve + 60 * HOUR), note: '延长至次日 12 时' });
  await judged(city);
  say(`${day}: an orange order was in force; it was extended`);

  const own = await everyRow<Violation>(coking, '/violations');
  const appealed = own.find(({ subject }) => subject.vehicleId !== undefined);
  if (!appealed) throw new Error('a verified truck broke a rule at the coking plant');
  const appeal = await coking.post<Id>('/appeals', {
    violationIds: [appealed.id],
    grounds: 'emission_stage',
    statement: '该车随车清单为国六，登记有误。',
  });
  await yuxian.post(`/appeals/${appeal.id}/grant`, {
    reason: '随车清单核实为国六',
    remedy: { kind: 'vehicle', facts: { emissionStage: '6', stageBasis: 'vehicle_list' } },
  });
  await judged(city);
  say('the coking plant appealed; the stage was corrected at its source, and all that hung on it judged again');

  const { proposals } = await yuxian.post<Gathered>('/cases/gather', { by: 'enterprise', limit: 1, dryRun: false });
  say(`${proposals.length} case opened against a repeat offender`);
}

const HOUR = 3_600_000;

/** Waits until what was queued to be judged again is. */
async function judged(city: Caller): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const { items } = await city.get<{ items: unknown[] }>('/jobs?status=queued&limit=1');
    if (items.length === 0) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
