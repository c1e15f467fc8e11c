import { z } from 'zod';
import { changeSettings, requireSettings, settingsIn, settingsOf } from '../../actions/machinery/county-settings.ts';
import { countyInput } from '../../domain/codes/county.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Action } from '../../domain/identity/permissions.ts';
import { AUTO_ACCEPT } from '../../domain/machinery/county-settings.ts';
import { MACHINE_PHOTO_KINDS } from '../../domain/machinery/machine-photos.ts';
import type { Reader } from '../../store/store.ts';
import { ok, route } from '../route.ts';
import { idOut, instant, instantOut } from '../schemas.ts';

const days = z
  .int()
  .min(1)
  .max(60)
  .nullable()
  .meta({ description: 'Working days in which a submission is reviewed; null: no deadline.' });
const accept = z.enum(AUTO_ACCEPT).meta({
  description:
    '`complete`: where the stage is known, the record carries no warning, and an environmental code, MEIN or PIN and the ' +
    'photos asked for are there. `all`: every one. Never a machine under an open prohibition, or against which a zone speaks.',
});
const photos = z
  .array(z.enum(MACHINE_PHOTO_KINDS))
  .meta({ description: 'Kinds of photos of the machine that a complete filing needs.' });
const settings = { autoAccept: accept, requiredPhotos: photos, reviewWorkingDays: days };
const version = { id: idOut, version: z.int(), ...settings, since: instantOut, setBy: idOut };

const settingsOut = z
  .strictObject({
    countyCode: z.string(),
    ...settings,
    id: idOut.nullable().meta({ description: 'The version in force; null where the county never set anything.' }),
    version: z.int().meta({ description: '0 where the county never set anything.' }),
    since: instantOut.nullable(),
    setBy: idOut.nullable(),
    history: z.array(z.strictObject(version)).meta({ description: 'The versions, newest first; 50 at the most.' }),
  })
  .meta({ id: 'MachinerySettings' });

const params = z.object({ countyCode: countyInput });
const replies = { 200: { description: 'The settings.', schema: settingsOut } };

/** How a county handles filings (县区设置): what is accepted by itself, and by when the rest is reviewed. */
export const countySettingsRoutes = [
  route({
    method: 'GET',
    path: '/counties/{countyCode}/machinery-settings',
    id: 'getMachinerySettings',
    tag: 'filings',
    summary: 'How a county handles filings of machines',
    who: 'county-settings.read',
    params,
    replies,
    etag: true,
    read: async (reader, req) => ok(await shown(reader, req.actor, req.params.countyCode)),
  }),
  route({
    method: 'PATCH',
    path: '/counties/{countyCode}/machinery-settings',
    id: 'setMachinerySettings',
    tag: 'filings',
    summary: 'Set how a county handles filings of machines, as a new version',
    description:
      'What is left out stays. It counts for what is submitted from now on: what waits keeps its deadline and waits for an officer. ' +
      'A deadline that passes decides nothing: officers are reminded, and `overdue` finds the filings.',
    who: 'county-settings.write',
    params,
    body: z.strictObject({
      autoAccept: accept.optional(),
      requiredPhotos: photos.max(MACHINE_PHOTO_KINDS.length).optional(),
      reviewWorkingDays: days.optional(),
    }),
    replies,
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => shown(tx, req.actor, req.params.countyCode, 'county-settings.write'),
    write: async (tx, req) => {
      const { countyCode } = req.params;
      await changeSettings(tx, req.actor, countyCode, req.body, req.at);
      return ok(await shown(tx, req.actor, countyCode));
    },
  }),
];

async function shown(reader: Reader, actor: Actor, countyCode: string, action?: Action) {
  requireSettings(actor, countyCode, action);
  const current = await settingsOf(reader, countyCode);
  const history = await reader.countySettings.versions(countyCode, 50);
  return {
    countyCode,
    ...current.settings,
    id: current.row?.id ?? null,
    version: current.row?.version ?? 0,
    since: instant(current.row?.since ?? null),
    setBy: current.row?.setBy ?? null,
    history: history.map((row) => ({
      ...{ id: row.id, version: row.version, ...settingsIn(row) },
      ...{ since: instant(row.since), setBy: row.setBy },
    })),
  };
}
