import { z } from 'zod';
import { viewVehicle } from '../../actions/fleet/view-vehicle.ts';
import { plateTimeline, type TimelineEntry, vehicleTimeline } from '../../actions/observations/timeline.ts';
import { vehicleFile } from '../../actions/observations/vehicle-file.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { plateColour } from '../passage-schema.ts';
import { ok, type Request, route } from '../route.ts';
import { idOut, pageBody, pageQuery } from '../schemas.ts';
import { entryOut, presentEntry } from '../timeline-answer.ts';
import { fileOut, presentFile } from '../vehicle-file-answer.ts';

const cursorOut = z.string().optional().meta({ description: 'The cursor of the next page; absent on the last.' });

/** One file per vehicle (一车一档): all that gates, enterprises, officers and other sources tell of it, on one timeline. */
export const vehicleFileRoutes = [
  route({
    method: 'GET',
    path: '/vehicles/{id}/file',
    id: 'getVehicleFile',
    tag: 'vehicle files',
    summary: 'A vehicle in short: identity, stage, network state, last inspection, open flags, counts by year',
    description: 'Counts are of what the reader may list.',
    who: 'vehicle.read',
    replies: { 200: { description: 'The file.', schema: fileOut } },
    etag: true,
    read: async (reader, req) => {
      const seen = await seenBy(reader, req, req.params.id);
      return ok(presentFile(await vehicleFile(reader, req.actor, seen)));
    },
  }),
  route({
    method: 'GET',
    path: '/vehicles/{id}/timeline',
    id: 'readVehicleTimeline',
    tag: 'vehicle files',
    summary: 'Everything that happened to a vehicle, newest first',
    description:
      'Passages, violations, refills, observations, inspections, registration and changes, plates, retirement. The first page ' +
      'brings the file as its header. An enterprise gets vehicles it declared, and of these its own passages, refills, ' +
      'violations and observations.',
    who: 'vehicle.read',
    query: z.strictObject(pageQuery),
    replies: {
      200: {
        description: 'A page of the timeline.',
        schema: z.strictObject({ file: fileOut.optional(), items: z.array(entryOut), next: cursorOut }),
      },
    },
    read: async (reader, req) => {
      const seen = await seenBy(reader, req, req.params.id);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => vehicleTimeline(reader, req.actor, seen, request),
        ({ id, at }) => ({ id, at }),
      );
      const file = req.query.cursor === undefined ? presentFile(await vehicleFile(reader, req.actor, seen)) : undefined;
      return ok({ file, items: await present(reader, req, rows, seen.row.id), next });
    },
  }),
  route({
    method: 'POST',
    path: '/vehicles/timeline/search',
    id: 'searchTimeline',
    tag: 'vehicle files',
    summary: 'What was told of a plate, newest first, whether or not a vehicle with it is on record',
    who: 'vehicle.read',
    body: z.strictObject({ ...pageBody, plate: plateInput, plateColour: plateColour.optional() }),
    replies: {
      200: {
        description: 'A page of the timeline.',
        schema: z.strictObject({
          vehicleIds: z
            .array(idOut)
            .meta({ description: 'Vehicles on record that carry the plate or did; they have timelines of their own.' }),
          items: z.array(entryOut),
          next: cursorOut,
        }),
      },
    },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour = null } = req.body;
      const { rows, next } = await page(
        req,
        req.body,
        (request) => plateTimeline(reader, req.actor, { plate, plateColour: colour }, request),
        ({ id, at }) => ({ id, at }),
      );
      const scope = scopeOf(req.actor, 'vehicle.read');
      const of = { plate, ...(colour === null ? {} : { plateColour: colour }) };
      const vehicles = await reader.vehicles.page(scope, of, { limit: 20 });
      return ok({ vehicleIds: vehicles.map(({ id }) => id), items: await present(reader, req, rows, null), next });
    },
  }),
];

const seenBy = (reader: Reader, { actor, env, now }: Pick<Request, 'actor' | 'env' | 'now'>, id: string) =>
  viewVehicle(reader, actor, id, { policies: env.policies.current(), now });

async function present(
  reader: Reader,
  { language }: Pick<Request, 'language'>,
  rows: readonly TimelineEntry[],
  vehicleId: string | null,
) {
  const enterprises = rows.flatMap((entry) =>
    entry.type === 'passage' || entry.type === 'refill' ? entry.row.enterpriseId : [],
  );
  const names = await reader.organisations.namesOf([...new Set(enterprises)]);
  return rows.map((entry) => presentEntry(entry, names, vehicleId, language));
}
