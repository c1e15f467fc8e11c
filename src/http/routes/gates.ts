import { z } from 'zod';
import { createGate } from '../../actions/gates/create-gate.ts';
import { getGate } from '../../actions/gates/get-gate.ts';
import { heartbeat } from '../../actions/gates/heartbeat.ts';
import { updateGate } from '../../actions/gates/update-gate.ts';
import { COUNTY_CODES } from '../../domain/codes/county.ts';
import { GATE_DIRECTIONS, GATE_MODES } from '../../domain/gates/gate.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { GateRow } from '../../store/gates.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, line, listOf, pageQuery } from '../schemas.ts';

const direction = z.enum(GATE_DIRECTIONS);
const mode = z.enum(GATE_MODES).meta({
  description: '`enforce`: the gate is told to hold a truck that breaks a rule; `advise`: always to open.',
});
const name = line(100);

const gate = {
  id: idOut,
  enterpriseId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  name: z.string(),
  direction,
  mode,
  createdAt: instantOut,
};
const gateOut = z.strictObject(gate).meta({ id: 'Gate' });
const listedOut = z.strictObject({ ...gate, lastHeartbeatAt: instantOut.nullable() }).meta({ id: 'ListedGate' });
const heartbeatOut = z.strictObject({ gateId: idOut, receivedAt: instantOut.nullable() }).meta({ id: 'Heartbeat' });

/** Gates (门禁) of enterprises. When one was last heard from is a resource of its own, so that it leaves a gate's ETag alone. */
export const gateRoutes = [
  route({
    method: 'POST',
    path: '/gates',
    id: 'createGate',
    tag: 'gates',
    summary: 'Put a gate of an enterprise on record',
    description: 'It begins in mode `advise`.',
    who: 'gate.write',
    body: z.strictObject({ enterpriseId: idText, name, direction }),
    replies: { 201: { description: 'The gate.', schema: gateOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const row = await createGate(tx, req.actor, req.body, req.at);
      return created(`/gates/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/gates',
    id: 'listGates',
    tag: 'gates',
    summary: 'List gates, newest first, with when each was last heard from',
    who: 'gate.read',
    query: z.strictObject({ ...pageQuery, enterpriseId: idText.optional() }),
    replies: { 200: { description: 'A page of gates.', schema: listOf(listedOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'gate.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.gates.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      const items = rows.map((row) => ({ ...present(row), lastHeartbeatAt: instant(row.lastHeartbeatAt) }));
      return ok({ items, next });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}',
    id: 'getGate',
    tag: 'gates',
    summary: 'One gate',
    who: 'gate.read',
    replies: { 200: { description: 'The gate.', schema: gateOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getGate(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/gates/{id}',
    id: 'updateGate',
    tag: 'gates',
    summary: 'Rename a gate, or change what its computer is told',
    who: 'gate.write',
    body: z.strictObject({ name: name.optional(), mode: mode.optional() }),
    replies: { 200: { description: 'The gate.', schema: gateOut } },
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(await getGate(tx, req.actor, req.params.id, 'gate.write')),
    write: async (tx, req) => {
      const row = await updateGate(tx, req.actor, req.params.id, req.body, req.at);
      tx.afterCommit(() => req.env.gateModes.forget(row.id));
      return ok(present(row));
    },
  }),
  route({
    method: 'POST',
    path: '/gates/{id}/heartbeat',
    id: 'postHeartbeat',
    tag: 'gates',
    summary: 'A gate says that it is up',
    description: 'Takes no fields; the body may be left out.',
    who: 'gate.heartbeat',
    replies: { 200: { description: 'When it was received.', schema: heartbeatOut } },
    write: async (tx, req) => {
      const receivedAt = await heartbeat(tx, req.actor, req.params.id, {
        ...req.at,
        policies: req.env.policies.current(),
      });
      return ok({ gateId: req.params.id, receivedAt: instant(receivedAt) });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}/heartbeat',
    id: 'getHeartbeat',
    tag: 'gates',
    summary: 'When a gate was last heard from; null where it never was',
    who: 'gate.read',
    replies: { 200: { description: 'The last heartbeat.', schema: heartbeatOut } },
    etag: true,
    read: async (reader, req) => {
      const { id, lastHeartbeatAt } = await getGate(reader, req.actor, req.params.id);
      return ok({ gateId: id, receivedAt: instant(lastHeartbeatAt) });
    },
  }),
];

const present = (row: GateRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  name: row.name,
  direction: row.direction,
  mode: row.mode,
  createdAt: instant(row.createdAt),
});
