import { z } from 'zod';
import { changeMachineLife } from '../../actions/machinery/change-machine-life.ts';
import { getMachine } from '../../actions/machinery/get-machine.ts';
import { noteRetrofit } from '../../actions/machinery/note-retrofit.ts';
import { verifyMachine } from '../../actions/machinery/verify-machine.ts';
import { afterTreatmentInput } from '../../domain/codes/after-treatment.ts';
import { MACHINE_STATUS_NAMES, type MachineStatus } from '../../domain/machinery/machine-life.ts';
import { VERIFIED_STAGE_BASES } from '../../domain/machinery/stage-basis.ts';
import { page } from '../cursors.ts';
import { machineOut, presentRetrofit, retrofitOut } from '../machine-answers.ts';
import { machineStage } from '../machine-schema.ts';
import { machineAnswer, machineryAt } from '../machinery-answers.ts';
import { created, ok, route } from '../route.ts';
import { dayText, idText, line, listOf, pageQuery, prose } from '../schemas.ts';

const evidenceIds = z
  .array(idText)
  .max(20)
  .default([])
  .meta({ description: 'Files about the machine, added before as evidence.' });
const answered = { 200: { description: 'The machine.', schema: machineOut } };

const ended = <const Path extends string>(path: Path, id: string, to: MachineStatus) =>
  route({
    method: 'POST',
    path,
    id,
    tag: 'machines',
    summary: `Note that a machine was ${MACHINE_STATUS_NAMES[to].en}`,
    description:
      'By its holder or an officer. It cannot be filed anew until it is in use again; what happens on sites is recorded all the same.',
    who: 'machine.note',
    body: z.strictObject({
      on: dayText.optional().meta({ description: 'Today where it is left out; no day to come.' }),
      reason: prose(500).optional(),
    }),
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => {
      const { on = null, reason = null } = req.body;
      const row = await changeMachineLife(tx, req.actor, (req.params as { id: string }).id, { to, on, reason }, req.at);
      return ok(await machineAnswer(tx, row, req));
    },
  });

/** What becomes of machines: looks at their stage, retrofits, and whether they are still in use. */
export const machineLifeRoutes = [
  route({
    method: 'POST',
    path: '/machines/{id}/verify',
    id: 'verifyMachine',
    tag: 'machines',
    summary: 'Verify the emission stage of a machine',
    description:
      'For officers of the counties that see it: the stage becomes what was found and stands until an officer looks again. What inspections found stands.',
    who: 'machine.verify',
    body: z.strictObject({
      emissionStage: machineStage,
      basis: z.enum(VERIFIED_STAGE_BASES),
      remarks: prose(1_000).optional(),
      evidenceIds,
    }),
    replies: answered,
    problems: ['not-found'],
    write: async (tx, req) => {
      const found = { remarks: null, ...req.body };
      const row = await verifyMachine(tx, req.actor, req.params.id, found, machineryAt(req));
      return ok(await machineAnswer(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/machines/{id}/retrofits',
    id: 'noteRetrofit',
    tag: 'machines',
    summary: 'Note a retrofit of a machine',
    description: 'It never changes the emission stage; where it names the after-treatment, the record does so too.',
    who: 'machine.note',
    body: z.strictObject({
      what: prose(500),
      retrofittedOn: dayText,
      workshop: line(200).meta({ description: 'Who did it.' }),
      certificateNumber: line(100).nullish(),
      afterTreatment: afterTreatmentInput.nullish(),
      evidenceIds,
    }),
    replies: { 201: { description: 'The retrofit.', schema: retrofitOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const { certificateNumber = null, afterTreatment = null, ...rest } = req.body;
      const told = { ...rest, certificateNumber, afterTreatment };
      const row = await noteRetrofit(tx, req.actor, req.params.id, told, req.at);
      return created(`/machines/${req.params.id}/retrofits`, presentRetrofit(row));
    },
  }),
  route({
    method: 'GET',
    path: '/machines/{id}/retrofits',
    id: 'listRetrofits',
    tag: 'machines',
    summary: 'List the retrofits of a machine, newest on record first',
    who: 'machine.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of retrofits.', schema: listOf(retrofitOut) } },
    read: async (reader, req) => {
      const { id } = await getMachine(reader, req.actor, req.params.id);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.machineRetrofits.page(id, request),
        (row) => ({ id: row.id }),
      );
      return ok({ items: rows.map(presentRetrofit), next });
    },
  }),
  ended('/machines/{id}/sold', 'noteMachineSold', 'sold'),
  ended('/machines/{id}/scrapped', 'noteMachineScrapped', 'scrapped'),
  ended('/machines/{id}/moved-out', 'noteMachineMovedOut', 'moved_out'),
  route({
    method: 'POST',
    path: '/machines/{id}/reactivate',
    id: 'reactivateMachine',
    tag: 'machines',
    summary: 'Put a machine back into use',
    who: 'machine.note',
    body: z.strictObject({ reason: prose(500) }),
    replies: answered,
    problems: ['conflict'],
    write: async (tx, req) => {
      const change = { to: 'active', on: null, reason: req.body.reason } as const;
      const row = await changeMachineLife(tx, req.actor, req.params.id, change, req.at);
      return ok(await machineAnswer(tx, row, req));
    },
  }),
];
