import { z } from 'zod';
import type { MachineryAt } from '../actions/machinery/context.ts';
import type { EventJudgement } from '../actions/machinery/machine-event.ts';
import { warningsOf } from '../actions/machinery/parameters.ts';
import { viewMachine } from '../actions/machinery/view-machine.ts';
import type { MachineRow } from '../store/machines.ts';
import type { Reader } from '../store/store.ts';
import { decisionOut, flagOut, presentDecisions } from './decisions.ts';
import type { Language } from './language.ts';
import { presentMachineInFull } from './machine-answers.ts';
import type { Request } from './route.ts';

/** How an event of a machine was judged, as its answer tells it. */
export const judgementOut = {
  violations: z.array(flagOut).meta({ description: 'Flags it raised or is evidence of that still stand.' }),
  decisions: z.array(decisionOut),
};

export function presentJudgement({ violations, judged }: EventJudgement, language: Language) {
  const decisions = judged.flatMap(({ subject, policy, legalDay, decisions: made }) =>
    presentDecisions({ decisions: made, facts: subject.facts, policy, legalDay }, language),
  );
  return { violations, decisions };
}

/** What actions about machines take of a request. */
export const machineryAt = ({ at, env }: Pick<Request, 'at' | 'env'>): MachineryAt => ({
  ...at,
  policies: env.policies.current(),
});

/** One machine as its GET gives it. */
export async function machineAnswer(reader: Reader, row: MachineRow, req: Pick<Request, 'at' | 'env'>) {
  return presentMachineInFull(row, warningsOf(row, machineryAt(req)), await viewMachine(reader, row));
}

/** Doubts about the record of a machine that was met, pointing into the body that may describe it. */
export async function metWarnings(reader: Pick<Reader, 'machines'>, machineId: string, at: MachineryAt) {
  const machine = await reader.machines.find(machineId);
  const warnings = machine ? warningsOf(machine, at) : [];
  if (machine && machine.status !== 'active') warnings.push({ code: 'machine_not_in_use', pointer: '#/status' });
  return warnings.map(({ code, pointer }) => ({ code, pointer: `#/machine${pointer.slice(1)}` }));
}
