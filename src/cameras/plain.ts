import type { z } from 'zod';
import type { Message } from '../domain/failure.ts';
import { formFaults } from '../domain/form-faults.ts';
import { chinaText } from './china-time.ts';
import { MESSAGES, type picture } from './plain-messages.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import { type Heard, jsonReply, type Photo, type Protocol, Unreadable, type Verdict } from './protocol.ts';
import { jsonOf, keyOf } from './text.ts';

const TYPES = Object.keys(MESSAGES).join(' ');
const NO_TYPE: Message = { en: `This must be one of ${TYPES}`, zh: `须为 ${TYPES} 之一` };
const NO_JSON: Message = { en: 'the message is no JSON', zh: '报文不是有效的 JSON' };

/**
 * The form (统一报文) for gate computers that tell of one passage in several messages, in any order. POST to the device's
 * URL, one JSON object each, in UTF-8 or GBK; a field that is not listed is refused. `serial` (流水号, 1 to 64 characters)
 * is what the messages of one passage share; a device never uses one for another passage.
 *
 * - `{"type":"pass","serial":"20220103-000017","passTime":"2022-01-03 08:15:30","plate":"晋C12345"}`: a vehicle passed.
 *   `passTime` is local time, which is China's, always `yyyy-MM-dd HH:mm:ss`. `plate` is null where none was read. May
 *   have `plateColour` (`blue yellow green yellow_green white black other`, or 蓝 黄 绿 黄绿 白 黑 其他; null where
 *   unknown, never a number), `confidence` (0 to 100), `lane`, `offline: true` for what is sent later, and `cargo` and
 *   `photos` as below. The direction is the device's own.
 * - `{"type":"photo","serial":"…","photos":[{"kind":"body","data":"<base64>"}]}`: JPEG, PNG or WebP; `kind` is `body`
 *   (整车) `head` `plate` `cargo` or `other`; 1 to 20.
 * - `{"type":"cargo","serial":"…","name":"煤炭","quantity":"32.5","unit":"吨（T）"}`: from the weighbridge. At least one
 *   of `name`, `quantity` with `unit` (吨, t, 千克, kg …), `bulk` (大宗) and `empty` (空车).
 * - `{"type":"heartbeat"}`: at least every few minutes; the reply's `time` is ours.
 *
 * The reply, always 200: `{"ok":true,"open":false,"reason":"…"}`. **`open: true` raises the barrier.** `reason` says in
 * Chinese what stands against the vehicle. What can never be taken is answered
 * `{"ok":false,"open":false,"reason":"…","errors":[{"field":"photos[0].data","reason":"…"}],"retry":false}`; where we
 * fail, `retry` is true: send the same again.
 */
export const plain: Protocol = {
  hear: async ({ body }, _device, now) => hear(jsonOf(body), now),
  failed: () => jsonReply({ ok: false, open: false, reason: '服务繁忙，请稍后重发', errors: [], retry: true }),
};

function hear(message: unknown, now: number): Heard {
  const type = typeof message === 'object' && message !== null ? (message as { type?: unknown }).type : undefined;
  switch (type) {
    case 'pass':
      return heardPass(checked(MESSAGES.pass, message));
    case 'photo': {
      const told = checked(MESSAGES.photo, message);
      return noted([{ key: keyOf(told.serial), photos: photosOf(told.photos) }]);
    }
    case 'cargo': {
      const { serial: of, cargo } = checked(MESSAGES.cargo, message);
      return noted([{ key: keyOf(of), ...(cargo ? { cargo } : {}), photos: [] }]);
    }
    case 'heartbeat':
      checked(MESSAGES.heartbeat, message);
      return { sightings: [], reply: () => jsonReply({ ...SHUT, time: chinaText(now) }) };
    default:
      if (message === undefined) throw refused([{ field: '', detail: NO_JSON }]);
      throw refused([{ field: 'type', detail: NO_TYPE }]);
  }
}

const SHUT = { ok: true, open: false, reason: '' };

const noted = (supplements: Heard['supplements'] & object): Heard => ({
  sightings: [],
  supplements,
  reply: () => jsonReply(SHUT),
});

function heardPass(told: z.output<typeof MESSAGES.pass>): Heard {
  const { cargo } = told;
  const sighting = {
    key: keyOf(told.serial),
    deviceTime: told.passTime,
    plateRaw: told.plate === '' ? null : told.plate,
    plate: plateRead(told.plate ?? ''),
    plateColour: told.plateColour ?? null,
    confidenceE4: confidenceOf(told.confidence ?? undefined),
    lane: told.lane ?? null,
    ...(cargo ? { cargo } : {}),
    resent: told.offline === true,
    photos: photosOf(told.photos ?? []),
  };
  return { sightings: [sighting], supplements: [], reply: ([verdict]) => jsonReply(answer(verdict)) };
}

const answer = (verdict: Verdict | undefined) => ({
  ok: true,
  open: verdict?.open === true,
  reason: verdict?.open === true ? '' : (verdict?.reason ?? ''),
});

const photosOf = (told: readonly z.output<typeof picture>[]): Photo[] =>
  told.map(({ kind, data }) => ({ kind, bytes: data }));

function checked<S extends z.ZodType>(schema: S, message: unknown): z.output<S> {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  throw refused(formFaults(parsed.error.issues, message).map(({ path, detail }) => ({ field: nameOf(path), detail })));
}

type WrongField = { readonly field: string; readonly detail: Message };

const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}${name && '.'}${String(part)}`),
    '',
  );

function refused(all: readonly WrongField[]): Unreadable {
  const wrong = all.slice(0, 20).map(({ field, detail }) => ({ field: field.slice(0, 100), detail }));
  const [first] = wrong;
  const reason: Message = {
    en: [first?.field, first?.detail.en].filter(Boolean).join(': '),
    zh: [first?.field, first?.detail.zh].filter(Boolean).join('：'),
  };
  const errors = wrong.map(({ field, detail }) => ({ field, reason: detail.zh }));
  return new Unreadable(reason, jsonReply({ ok: false, open: false, reason: reason.zh, errors, retry: false }));
}
