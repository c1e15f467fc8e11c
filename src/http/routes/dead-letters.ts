import { z } from 'zod';
import { closeDeadLetter, getDeadLetter, reasonOf, replayDeadLetter } from '../../actions/devices/dead-letters.ts';
import { getDevice } from '../../actions/devices/get-device.ts';
import { PROTOCOLS } from '../../cameras/protocols.ts';
import { notFound } from '../../domain/failure.ts';
import type { DeviceProtocol } from '../../domain/gates/device.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { DeadLetterRow } from '../../store/dead-letters.ts';
import { page } from '../cursors.ts';
import type { Language } from '../language.ts';
import { ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const status = z.enum(['open', 'replayed', 'dismissed']);

const letterOut = z
  .strictObject({
    id: idOut,
    deviceId: idOut,
    gateId: idOut,
    enterpriseId: idOut,
    countyCode: z.string(),
    receivedAt: instantOut,
    reason: z.string().meta({ description: 'Why it was not understood, in the language asked for.' }),
    request: z.record(z.string(), z.string()).meta({ description: 'Method, path, query and content type.' }),
    sha256: z.string(),
    bytes: z.int(),
    status,
    passageIds: z.array(idOut),
    closedAt: instantOut.nullable(),
    closedBy: idOut.nullable(),
  })
  .meta({ id: 'DeadLetter' });

/** What cameras said and nobody understood (死信): kept with its bytes, to be read, heard again after a mend, or dismissed. */
export const deadLetterRoutes = [
  route({
    method: 'GET',
    path: '/dead-letters',
    id: 'listDeadLetters',
    tag: 'gates',
    summary: 'List messages of cameras that were not understood, newest first',
    who: 'dead-letter.read',
    query: z.strictObject({
      ...pageQuery,
      deviceId: idText.optional(),
      gateId: idText.optional(),
      status: status.optional(),
    }),
    replies: { 200: { description: 'A page of messages.', schema: listOf(letterOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'dead-letter.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.deadLetters.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => present(row, req.language)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/dead-letters/{id}',
    id: 'getDeadLetter',
    tag: 'gates',
    summary: 'One such message',
    who: 'dead-letter.read',
    replies: { 200: { description: 'The message.', schema: letterOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getDeadLetter(reader, req.actor, req.params.id), req.language)),
  }),
  route({
    method: 'GET',
    path: '/dead-letters/{id}/content',
    id: 'getDeadLetterContent',
    tag: 'gates',
    summary: 'Its bytes as they came',
    who: 'dead-letter.read',
    replies: { 200: { description: 'The bytes.' } },
    mediaType: 'application/octet-stream',
    raw: async ({ env, actor, params }) => {
      const row = await getDeadLetter(env.store.read, actor, params.id);
      const { stream, bytes } = await env.files.open(row.folder, row.sha256);
      const headers = {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(bytes),
        'Content-Disposition': `attachment; filename="${row.id}.bin"`,
        'X-Content-Type-Options': 'nosniff',
      };
      return { status: 200, headers, stream };
    },
  }),
  route({
    method: 'POST',
    path: '/dead-letters/{id}/replay',
    id: 'replayDeadLetter',
    tag: 'gates',
    summary: 'Hear it again as it came; its passages are stored and judged by their own day',
    description: 'Takes no fields; the body may be left out. A passage that is known already is not stored twice.',
    who: 'dead-letter.close',
    replies: { 200: { description: 'The message with its passages.', schema: letterOut } },
    problems: ['conflict'],
    idempotent: false,
    raw: async ({ env, actor, params, at, now, language }) => {
      const row = await getDeadLetter(env.store.read, actor, params.id);
      const { protocol } = await getDevice(env.store.read, actor, row.deviceId);
      const spoken = PROTOCOLS[protocol as DeviceProtocol];
      if (!spoken) throw notFound();
      const hearing = { ...env, policies: env.policies.current, now };
      return ok(present(await replayDeadLetter(hearing, actor, row, spoken, at), language));
    },
  }),
  route({
    method: 'POST',
    path: '/dead-letters/{id}/dismiss',
    id: 'dismissDeadLetter',
    tag: 'gates',
    summary: 'Close it as nothing that matters',
    description: 'Takes no fields; the body may be left out.',
    who: 'dead-letter.close',
    replies: { 200: { description: 'The message.', schema: letterOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await getDeadLetter(tx, req.actor, req.params.id);
      await closeDeadLetter(tx, req.actor, row, 'dismissed', [], req.at);
      return ok(present(await getDeadLetter(tx, req.actor, row.id), req.language));
    },
  }),
];

const present = (row: DeadLetterRow, language: Language) => ({
  id: row.id,
  deviceId: row.deviceId,
  gateId: row.gateId,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  receivedAt: instant(row.receivedAt),
  reason: reasonOf(row)[language],
  request: row.request,
  sha256: row.sha256,
  bytes: row.bytes,
  status: row.status,
  passageIds: row.passageIds ?? [],
  closedAt: instant(row.closedAt),
  closedBy: row.closedBy,
});
