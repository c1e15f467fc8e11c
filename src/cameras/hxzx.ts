import { epochTime } from './china-time.ts';
import { plateColourOf } from './colour-words.ts';
import { formFieldsOf } from './form-fields.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import {
  type CameraReply,
  type CameraRequest,
  type Heard,
  jsonReply,
  type Photo,
  type Protocol,
  Unreadable,
} from './protocol.ts';
import { base64Of, keyOf, numberOf, wordOf, wordsOf } from './text.ts';
import { isNone, lacks, lacksTime } from './unread.ts';

const OPEN = [{ ionum: 'io1', action: 'on' }];

/** Its parser is small: compact JSON, its length told, and `gpio_data` empty where nothing is to move. */
const reply = (open: boolean): CameraReply =>
  jsonReply({ error_num: 0, error_str: 'noerror', gpio_data: open ? OPEN : [] });

const NAMES = ['cam_id', 'cam_ip', 'park_id'];

/**
 * 华夏智信 (HXZX): form fields in the body or the query, in UTF-8 or GBK; base64 with `-_.` for `+/=`. **The reply opens**
 * where `gpio_data` switches an output. `type` is `online`, `offline` (kept while the line was down, never opens) or
 * `heartbeat`. What its numbers for colours mean is in no document, so only words are read. It can neither speak nor show
 * a reason in its reply.
 */
export const hxzx: Protocol = {
  hear: async (request) => hear(request),
  // What met a broken connection it keeps and sends later as `offline`.
  failed: () => undefined,
};

function hear({ body, query }: CameraRequest): Heard {
  const fields = new Map([...formFieldsOf(Buffer.from(query, 'latin1')), ...formFieldsOf(body)]);
  const field = (name: string) => wordOf(fields.get(name));
  const type = field('type').toLowerCase();
  const identity = wordsOf(Object.fromEntries(fields), NAMES);
  if (type === 'heartbeat') return { sightings: [], identity, reply: () => reply(false) };
  if (type !== 'online' && type !== 'offline')
    throw new Unreadable(isNone('type online, offline, heartbeat'), reply(false));
  if (!fields.has('plate_num')) throw new Unreadable(lacks('plate_num'), reply(false));
  const deviceTime = epochTime(numberOf(fields.get('start_time')));
  if (deviceTime === undefined) throw new Unreadable(lacksTime('start_time'), reply(false));
  const plateRaw = field('plate_num');
  const sighting = {
    key: keyOf(field('cam_id'), Math.floor(deviceTime / 1000), plateRaw),
    deviceTime,
    plateRaw: plateRaw === '' ? null : plateRaw,
    plate: plateRead(plateRaw),
    plateColour: plateColourOf(field('plate_color')),
    confidenceE4: confidenceOf(numberOf(fields.get('confidence'))),
    lane: null,
    resent: type === 'offline',
    photos: [...photo('body', fields.get('picture')), ...photo('plate', fields.get('closeup_pic'))],
  };
  return { sightings: [sighting], identity, reply: ([verdict]) => reply(verdict?.open === true) };
}

function photo(kind: Photo['kind'], value: string | undefined): Photo[] {
  const bytes = base64Of(value?.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '='));
  return bytes ? [{ kind, bytes }] : [];
}
