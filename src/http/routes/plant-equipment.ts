import { z } from 'zod';
import { addEquipment, changeEquipment, getEquipment } from '../../actions/plant/equipment.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { page } from '../cursors.ts';
import {
  EQUIPMENT_KINDS,
  equipmentChange,
  equipmentColumns,
  equipmentOf,
  equipmentOut,
  newEquipment,
  presentEquipment,
} from '../plant-schema.ts';
import { created, ok, route } from '../route.ts';
import { idText, listOf, pageQuery } from '../schemas.ts';

/** Vehicles (厂内车辆) and machines that work inside an enterprise: what its second and third ledger are made of. */
export const plantEquipmentRoutes = [
  route({
    method: 'POST',
    path: '/plant-equipment',
    id: 'addPlantEquipment',
    tag: 'ledgers',
    summary: 'Record a vehicle or machine that works in a plant',
    description:
      'A vehicle needs an environmental code, a plate or a VIN; a machine an environmental code, a PIN or a MEIN, and its kind. Its pictures (`licence`, `list`, `nameplate`, `engine_nameplate`, `label`) are evidence about it.',
    who: 'plant-equipment.write',
    body: newEquipment,
    replies: { 201: { description: 'What was recorded.', schema: equipmentOut } },
    write: async (tx, req) => {
      const { enterpriseId, kind } = req.body;
      const row = await addEquipment(tx, req.actor, enterpriseId, kind, equipmentOf(req.body), req.at);
      return created(`/plant-equipment/${row.id}`, presentEquipment(row));
    },
  }),
  route({
    method: 'GET',
    path: '/plant-equipment',
    id: 'listPlantEquipment',
    tag: 'ledgers',
    summary: 'List vehicles and machines of plants, newest first',
    who: 'plant-equipment.read',
    query: z.strictObject({
      ...pageQuery,
      enterpriseId: idText.optional(),
      kind: z.enum(EQUIPMENT_KINDS).optional(),
    }),
    replies: { 200: { description: 'A page of them.', schema: listOf(equipmentOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'plant-equipment.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.plantEquipment.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentEquipment), next });
    },
  }),
  route({
    method: 'GET',
    path: '/plant-equipment/{id}',
    id: 'getPlantEquipment',
    tag: 'ledgers',
    summary: 'One vehicle or machine of a plant',
    who: 'plant-equipment.read',
    replies: { 200: { description: 'What it is.', schema: equipmentOut } },
    etag: true,
    read: async (reader, req) => ok(presentEquipment(await getEquipment(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/plant-equipment/{id}',
    id: 'changePlantEquipment',
    tag: 'ledgers',
    summary: 'Change what is recorded of it, such as the day it left',
    description: 'What is left out stays; null erases.',
    who: 'plant-equipment.write',
    body: equipmentChange,
    replies: { 200: { description: 'What it is now.', schema: equipmentOut } },
    etag: true,
    current: async (tx, req) =>
      presentEquipment(await getEquipment(tx, req.actor, req.params.id, 'plant-equipment.write')),
    write: async (tx, req) =>
      ok(presentEquipment(await changeEquipment(tx, req.actor, req.params.id, equipmentColumns(req.body), req.at))),
  }),
];
