import { z } from 'zod';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { firstIdAt, timeOfId } from '../../domain/ids.ts';
import { liveEvents } from '../live-events.ts';
import { LiveStream, type Look } from '../live-stream.ts';
import { invalidHeader, tooManyRequests } from '../problem.ts';
import { type Request, route } from '../route.ts';
import { flagQuery, idText } from '../schemas.ts';

/** What clocks of processes and database may differ by; an event comes so much later. */
const MARGIN_MS = 1_000;
/** How far back a stream is taken up again, ms; what is older stands in the lists. */
const RESUMED_MS = 3_600_000;

const DESCRIPTION = [
  'Server-sent events for screens: `violation` and `gate.silent` of what the caller may see, and to an enterprise `passage` of',
  'its own gates with plate, stage and outcome. `Last-Event-ID` goes on where a stream broke off, for an hour; after that a `gap`',
  'event says that older things stand in the lists. A comment comes at least every 15 s. The last event is `end` with its',
  'reason: `signed-out` (the token has expired or was revoked: come back with a new one), `too-slow`, `restart`, `failed`. A user',
  'may have five streams. Browsers read it with `fetch`, since `EventSource` sends no token.',
].join(' ');

/** What happens, as it happens (实时推送). */
export const streamRoutes = [
  route({
    method: 'GET',
    path: '/stream',
    id: 'readStream',
    tag: 'notifications',
    summary: 'New violations, silent gates and own passages as they come',
    description: DESCRIPTION,
    who: 'stream.read',
    query: z.strictObject({
      follow: flagQuery.optional().meta({
        description: '`false`: what there is since `Last-Event-ID`, and then the end. `true` unless said.',
      }),
    }),
    replies: { 200: { description: 'The events.' } },
    mediaType: 'text/event-stream',
    problems: ['too-many-requests'],
    raw: (req) => {
      const { env, actor, query } = req;
      const { from, gap } = startOf(req);
      const make = () => new LiveStream(lookOf(req), { from, follow: query.follow ?? true, ticks: env.ticks });
      const stream = env.streams.admit(actor.id, make);
      if (!stream) throw tooManyRequests(TOO_MANY, 5_000);
      if (gap) stream.note('gap', { from });
      const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };
      return Promise.resolve({ status: 200, headers, stream });
    },
  }),
];

type Asking = Pick<Request, 'env' | 'header'>;

/** Looks with the eyes of whoever the token stands for at that moment. */
const lookOf =
  ({ env, header }: Asking): Look =>
  async (after) => {
    const actor = await env.tokens.actorOf(header('authorization'), env.clock());
    if (!actor || scopeOf(actor, 'stream.read').to === 'none') return undefined;
    const { read } = env.store;
    const before = await read.live.settledBefore(env.newId(), MARGIN_MS);
    return before <= after ? { events: [], reached: after, more: false } : liveEvents(read, actor, { after, before });
  };

function startOf({ env, header }: Asking): { readonly from: string; readonly gap: boolean } {
  const now = env.newId();
  const last = header('last-event-id');
  if (last === undefined || last === '') return { from: now, gap: false };
  const given = idText.safeParse(last);
  if (!given.success) throw invalidHeader('Last-Event-ID', NO_EVENT);
  const oldest = firstIdAt(timeOfId(now) - RESUMED_MS);
  return given.data < oldest ? { from: oldest, gap: true } : { from: given.data, gap: false };
}

const TOO_MANY = { en: 'There are too many streams of yours open.', zh: '您打开的实时连接过多。' };
const NO_EVENT = { en: 'This is not the id of an event.', zh: '这不是事件编号。' };
