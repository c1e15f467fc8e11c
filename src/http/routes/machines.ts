import { z } from 'zod';
import { getMachine } from '../../actions/machinery/get-machine.ts';
import { searchedNumbers } from '../../actions/machinery/machine-numbers.ts';
import { warningsOf } from '../../actions/machinery/parameters.ts';
import { registerMachine } from '../../actions/machinery/register-machine.ts';
import { updateMachine } from '../../actions/machinery/update-machine.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORIES } from '../../domain/codes/machine-category.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { MACHINE_STATUSES } from '../../domain/machinery/machine-life.ts';
import type { MachineRow } from '../../store/machines.ts';
import { page } from '../cursors.ts';
import { cardOut, machineOut, machineSummaryOut, presentCard, presentMachine } from '../machine-answers.ts';
import { machineChange, machineDetails, newMachine, registrationOf } from '../machine-schema.ts';
import { machineAnswer, machineryAt } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import { idText, line, listOf, pageBody, pageQuery } from '../schemas.ts';

/** Non-road mobile machines (非道路移动机械). */
export const machineRoutes = [
  route({
    method: 'POST',
    path: '/machines',
    id: 'registerMachine',
    tag: 'machines',
    summary: 'Register a machine of the own organisation',
    description:
      'One of environmental code, MEIN, PIN, or manufacturer and serial number is needed. A machine that was only seen on a site is taken over with its id. Of one that another organisation registered the problem names the `next` call, a claim. Machines with a motor-vehicle plate and excluded kinds are refused with the reason.',
    who: 'machine.create',
    body: newMachine,
    replies: { 201: { description: 'The machine.', schema: machineOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await registerMachine(tx, req.actor, registrationOf(req.body), machineryAt(req));
      return created(`/machines/${row.id}`, await machineAnswer(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/machines',
    id: 'listMachines',
    tag: 'machines',
    summary: 'List machines, newest first',
    description: 'Officers of a county see the machines kept, filed or seen there.',
    who: 'machine.read',
    query: z.strictObject({
      ...pageQuery,
      countyCode: countyInput.optional(),
      category: z.enum(MACHINE_CATEGORIES).optional(),
      emissionStage: z.enum(EMISSION_STAGES).optional().meta({
        description: 'As it is known: `X` also finds those whose stage and fuel contradict each other.',
      }),
      origin: z.enum(['registered', 'seen']).optional(),
      status: z.enum(MACHINE_STATUSES).optional(),
      organisationId: idText.optional(),
      siteId: idText.optional().meta({ description: 'Filed for this site, seen or inspected there.' }),
    }),
    replies: { 200: { description: 'A page of machines.', schema: listOf(machineSummaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'machine.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.machines.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => present(row, req)), next });
    },
  }),
  route({
    method: 'POST',
    path: '/machines/search',
    id: 'searchMachines',
    tag: 'machines',
    summary: 'Look a machine up by any of its numbers',
    description: 'Gives the card of any machine on file: hired machines are filed by whoever uses them.',
    who: 'machine.card',
    body: z.strictObject({ ...pageBody, code: line(60) }),
    replies: { 200: { description: 'The machines with this number.', schema: listOf(cardOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const numbers = searchedNumbers(req.body.code);
      const { rows, next } = await page(
        req,
        req.body,
        (request) => reader.machines.pageByNumber(numbers, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentCard), next });
    },
  }),
  route({
    method: 'GET',
    path: '/machines/{id}',
    id: 'getMachine',
    tag: 'machines',
    summary: 'One machine',
    who: 'machine.read',
    replies: { 200: { description: 'The machine.', schema: machineOut } },
    etag: true,
    read: async (reader, req) =>
      ok(await machineAnswer(reader, await getMachine(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'PATCH',
    path: '/machines/{id}',
    id: 'updateMachine',
    tag: 'machines',
    summary: 'Correct the record of a machine of the own organisation',
    description:
      'What is left out stays; null erases. What inspections found stands. A stage that an officer verified does not change by ' +
      'this (409): the officer looks again. Without a new `stageBasis` another stage is `declared`.',
    who: 'machine.update',
    body: machineChange,
    replies: { 200: { description: 'The machine.', schema: machineOut } },
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) =>
      machineAnswer(tx, await getMachine(tx, req.actor, req.params.id, 'machine.update'), req),
    write: async (tx, req) => {
      const row = await updateMachine(tx, req.actor, req.params.id, machineDetails(req.body), machineryAt(req));
      return ok(await machineAnswer(tx, row, req));
    },
  }),
];

const present = (row: MachineRow, req: Pick<Request, 'at' | 'env'>) =>
  presentMachine(row, warningsOf(row, machineryAt(req)));
