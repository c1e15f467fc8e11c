import { couldFallShort, isOver, monthAfter, monthOf, UREA_SHORTFALL } from '../../domain/fleet/urea.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { carriedIn, type JudgingUrea, judgeVehicleMonth, windowOf } from './judge-month.ts';
import { reportedSince } from './reported-since.ts';

/** A vehicle and a month (`YYYY-MM`) to judge. */
export type UreaTask = readonly [vehicleId: string, month: string];

/** Vehicles of an enterprise's month that the rule could touch: who passed often enough, and who is flagged there. */
export async function tasksAt(
  reader: Reader,
  policies: PolicySet,
  enterpriseId: string,
  month: string,
): Promise<UreaTask[]> {
  const found = windowOf(policies, month);
  if (!found) return [];
  const { policy, window } = found;
  const plates = (await reader.ureaMonths.platesAt(enterpriseId, window.from, window.until))
    .filter(({ passages }) => couldFallShort(policy, window, passages))
    .map(({ plate }) => plate);
  const vehicles = new Set<string>();
  for (let start = 0; start < plates.length; start += 200)
    for (const binding of await reader.timelines.bindingsUnder(plates.slice(start, start + 200)))
      if (carriedIn(binding, window)) vehicles.add(binding.vehicleId);
  for (const flag of await reader.violations.ofEnterprise(enterpriseId, UREA_SHORTFALL))
    if (flag.vehicleId && flag.subjectKey.endsWith(`:${month}`)) vehicles.add(flag.vehicleId);
  return [...vehicles].sort().map((id) => [id, month]);
}

/** Vehicles that carried a plate at some time, in each month of a span whose judging has begun. */
export async function tasksUnder(
  reader: Reader,
  plate: string,
  { from, until }: { readonly from: string; readonly until: string | null },
): Promise<UreaTask[]> {
  const months = (await reader.ureaMonths.begunFrom(from)).filter((month) => until === null || month <= until);
  const bindings = await reader.timelines.bindingsUnder([plate]);
  return [...new Set(bindings.map(({ vehicleId }) => vehicleId))].flatMap((id) =>
    months.map((month): UreaTask => [id, month]),
  );
}

export async function judgeTasks(tx: Writer, tasks: readonly UreaTask[], context: JudgingUrea): Promise<void> {
  for (const [vehicleId, month] of tasks) await judgeVehicleMonth(tx, vehicleId, month, context);
}

/** Months of an enterprise that are over and whose judging has not begun, from its first day of reporting on. */
export async function dueMonths(
  reader: Reader,
  policies: PolicySet,
  enterpriseId: string,
  now: number,
): Promise<string[]> {
  const since = await reportedSince(reader, enterpriseId);
  const first = policies.all.at(-1)?.from;
  if (since === undefined || first === undefined) return [];
  const begun = new Set((await reader.ureaMonths.of(enterpriseId)).map(({ month }) => month));
  const due: string[] = [];
  for (let month = monthOf(since > first ? since : first); isOver(month, now); month = monthAfter(month))
    if (!begun.has(month)) due.push(month);
  return due;
}
