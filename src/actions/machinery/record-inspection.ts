import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import {
  type Ambient,
  type Instrument,
  measurementFault,
  type Participant,
} from '../../domain/machinery/measurement.ts';
import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { getSite } from './get-site.ts';
import { type InspectionResult, inspectionResult, type Measured, type Tested } from './judge-inspection.ts';
import { judgeMachine } from './judge-machine.ts';
import { type MachineMet, machineMet } from './seen-machine.ts';
import { sentAs, sentBefore } from './sent-before.ts';
import { zoneClassesAt } from './zone-class.ts';

/** What an inspector found; readings of the opacimeter in 10⁻³ m⁻¹, in the order taken. */
export type NewInspection = {
  readonly siteId: string;
  readonly met: MachineMet;
  readonly inspectedAt: number;
  readonly working: boolean | null;
  readonly smokeClass: SmokeClass | null;
  readonly readings: readonly number[] | null;
  readonly ringelmann: number | null;
  readonly remarks: string | null;
  /** When each reading was taken, ms; as many as there are readings. */
  readonly readingTimes: readonly number[] | null;
  readonly ambient: Ambient | null;
  readonly instrument: Instrument | null;
  readonly method: string | null;
  readonly departments: readonly Participant[] | null;
  readonly longitudeE6: number | null;
  readonly latitudeE6: number | null;
  /** Given by the sender's device, so that what is sent again later is not recorded twice. */
  readonly clientId: string | null;
};

/**
 * Records an inspection of a machine's exhaust (GB 36886) and judges the machine: a fail opens a prohibition of use, a later
 * pass lifts it. The limits are those of the inspection's day, the machine's facts those on file now, and what the inspector
 * read off it where the record does not know. Not-found about the site or the machine, invalid where the class chosen is laxer
 * than the machine's stage requires. Gives the first one where it was sent before; conflict where something else was sent
 * under its `clientId`.
 */
export async function recordInspection(
  tx: Writer,
  actor: Actor,
  input: NewInspection,
  at: MachineryAt,
): Promise<{ readonly row: InspectionRow; readonly again: boolean }> {
  const sent = sentAs(input);
  const first = await sentBefore(sent, (clientId) => tx.inspections.sent(actor.id, clientId));
  if (first) return { row: first, again: true };
  const unfit = measurementFault(input);
  if (unfit) throw invalid(unfit.pointer, unfit.detail);
  const site = await getSite(tx, actor, input.siteId, 'inspection.create', '#/siteId');
  const machine = await machineMet(tx, actor, input.met, at);
  const { met: _, clientId: __, ...told } = input;
  const tested = asMet(machine, input.met);
  const zones = await zoneClassesAt(tx, site, { ...machine, ...tested }, input.inspectedAt);
  const { result, judgement } = judged(tested, { ...input, ...zones }, at.policies);
  const row: InspectionRow = {
    ...told,
    id: at.newId(),
    organisationId: site.organisationId,
    countyCode: site.countyCode,
    machineId: machine.id,
    result,
    judgement,
    voidedAt: null,
    recordedAt: at.now,
    recordedBy: actor.id,
    ...sent,
  };
  await tx.inspections.insert(row);
  await tx.machines.addCounty(machine.id, site.countyCode);
  const { inspectedAt, working, readings, ringelmann, departments } = input;
  const detail = {
    siteId: site.id,
    machineId: machine.id,
    inspectedAt,
    working,
    readings,
    ringelmann,
    departments,
    result,
  };
  await record(tx, actor, at, 'inspection.create', { type: 'inspection', id: row.id }, detail);
  await judgeMachine(tx, machine.id, at);
  return { row, again: false };
}

/** A registered machine keeps its record, so what was read off it counts for this inspection alone. */
function asMet(machine: MachineRow, met: MachineMet): Tested {
  const read = 'machine' in met ? met.machine : {};
  return {
    emissionStage: knownStage(machine) ?? read.emissionStage ?? machine.emissionStage,
    powerW: machine.powerW ?? read.powerW ?? null,
    fuel: machine.fuel ?? read.fuel ?? null,
  };
}

function judged(machine: Tested, measured: Measured, policies: PolicySet): InspectionResult {
  const found = inspectionResult(machine, measured, policies);
  if ('result' in found) return found;
  throw invalid('#/smoke/class', {
    en: `Class ${found.chosen} is laxer than what the machine's stage or the site's zone requires: class ${found.required}.`,
    zh: `所选的${found.chosen}类限值宽于该机械排放阶段或工地所在区域要求的${found.required}类。`,
  });
}
