import { z } from 'zod';
import { getDevice } from '../../actions/devices/get-device.ts';
import { registerDevice } from '../../actions/devices/register-device.ts';
import { revokeDevice } from '../../actions/devices/revoke-device.ts';
import { updateDevice } from '../../actions/devices/update-device.ts';
import { DEVICE_DIRECTIONS, DEVICE_PROTOCOLS } from '../../domain/gates/device.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { DeviceRow } from '../../store/devices.ts';
import { page } from '../cursors.ts';
import { deviceUrl } from '../ingest.ts';
import { created, ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, line, listOf, pageQuery } from '../schemas.ts';

const name = line(100);
const protocol = z.enum(DEVICE_PROTOCOLS);
const direction = z.enum(DEVICE_DIRECTIONS).meta({ description: 'Which way its lane leads.' });
const lane = z.int().min(0).max(1_000);
const mayOpen = z
  .boolean()
  .meta({ description: 'Whether its reply may open the barrier for a vehicle that may pass.' });

const device = {
  id: idOut,
  gateId: idOut,
  enterpriseId: idOut,
  countyCode: z.string(),
  name: z.string(),
  protocol,
  direction,
  lane: z.int().nullable(),
  mayOpen: z.boolean(),
  username: z.string().nullable(),
  createdAt: instantOut,
  revokedAt: instantOut.nullable(),
};
const deviceOut = z.strictObject(device).meta({ id: 'Device' });
const listedOut = z
  .strictObject({
    ...device,
    identity: z.record(z.string(), z.string()).nullable().meta({ description: 'What the camera calls itself.' }),
    lastSeenAt: instantOut.nullable(),
    lastSkewSeconds: z.int().nullable().meta({ description: 'Its clock less ours at its last live event.' }),
  })
  .meta({ id: 'ListedDevice' });
const issuedOut = z
  .strictObject({
    id: idOut,
    url: z.string().meta({ description: 'Path to type into the camera; it holds a secret and is shown this once.' }),
    username: z.string().optional(),
    password: z.string().optional(),
  })
  .meta({ id: 'IssuedDevice' });

/** Cameras (摄像机) at gates. When one was last seen stands in the list, so that it leaves a device's ETag alone. */
export const deviceRoutes = [
  route({
    method: 'POST',
    path: '/gates/{id}/devices',
    id: 'registerDevice',
    tag: 'gates',
    summary: 'Register a camera; its URL and password are shown this once',
    description:
      'Dahua posts below `url` + /NotificationInfo/…, GA/T 1400 below `url` + /VIID/…, all others to `url`. Without a device: [/docs/sandbox](/docs/sandbox).',
    who: 'device.write',
    body: z.strictObject({
      name,
      protocol,
      direction,
      lane: lane.nullish(),
      mayOpen: mayOpen.default(false),
    }),
    replies: { 201: { description: 'The device.', schema: issuedOut } },
    problems: ['secret-already-shown'],
    write: async (tx, req) => {
      const wanted = { ...req.body, lane: req.body.lane ?? null };
      const { row, token, credentials } = await registerDevice(tx, req.actor, req.params.id, wanted, req.at);
      const { username, password } = credentials ?? {};
      const shown = { id: row.id, url: deviceUrl(token), ...(credentials ? { username, password } : {}) };
      return created(`/devices/${row.id}`, shown, { secret: true });
    },
  }),
  route({
    method: 'GET',
    path: '/devices',
    id: 'listDevices',
    tag: 'gates',
    summary: 'List cameras, newest first, with when each was last seen',
    who: 'device.read',
    query: z.strictObject({ ...pageQuery, gateId: idText.optional(), enterpriseId: idText.optional() }),
    replies: { 200: { description: 'A page of devices.', schema: listOf(listedOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'device.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.devices.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentListed), next });
    },
  }),
  route({
    method: 'GET',
    path: '/devices/{id}',
    id: 'getDevice',
    tag: 'gates',
    summary: 'One camera',
    who: 'device.read',
    replies: { 200: { description: 'The device.', schema: deviceOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getDevice(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/devices/{id}',
    id: 'updateDevice',
    tag: 'gates',
    summary: 'Rename a camera, move it to another lane, or let its reply open the barrier',
    who: 'device.write',
    body: z.strictObject({
      name: name.optional(),
      direction: direction.optional(),
      lane: lane.nullish(),
      mayOpen: mayOpen.optional(),
    }),
    replies: { 200: { description: 'The device.', schema: deviceOut } },
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(await getDevice(tx, req.actor, req.params.id, 'device.write')),
    write: async (tx, req) => ok(present(await updateDevice(tx, req.actor, req.params.id, req.body, req.at))),
  }),
  route({
    method: 'DELETE',
    path: '/devices/{id}',
    id: 'revokeDevice',
    tag: 'gates',
    summary: 'Revoke a camera; its URL stops working at once',
    who: 'device.write',
    replies: { 204: { description: 'It is revoked, now or before.' } },
    write: async (tx, req) => {
      await revokeDevice(tx, req.actor, req.params.id, req.at);
      return { status: 204 };
    },
  }),
];

const present = (row: DeviceRow) => ({
  id: row.id,
  gateId: row.gateId,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  name: row.name,
  protocol: row.protocol,
  direction: row.direction,
  lane: row.lane,
  mayOpen: row.mayOpen,
  username: row.username,
  createdAt: instant(row.createdAt),
  revokedAt: instant(row.revokedAt),
});

const presentListed = (row: DeviceRow) => ({
  ...present(row),
  identity: row.identity,
  lastSeenAt: instant(row.lastSeenAt),
  lastSkewSeconds: row.lastSkewS,
});
