import { type AlarmInfoPlate, alarmInfoPlateOf, messageOf, type PlateCodes, sightingOf } from './alarm-info-plate.ts';
import { formFieldsOf } from './form-fields.ts';
import { partsOf } from './multipart.ts';
import {
  type CameraReply,
  type CameraRequest,
  type Heard,
  jsonReply,
  type Protocol,
  Unreadable,
  type Verdict,
} from './protocol.ts';
import { codeOf, isYes, keyOf, membersOf, textOf, wordOf, wordsOf } from './text.ts';
import { isNone, lacks, lacksTime } from './unread.ts';

const CODES: PlateCodes = {
  colours: { '1': 'blue', '2': 'yellow', '3': 'white', '4': 'black', '5': 'green', '6': 'yellow_green' },
  typeColours: {
    ...{ '1': 'blue', '2': 'black', '3': 'yellow', '4': 'yellow', '5': 'white', '6': 'white', '8': 'white' },
    ...{ '9': 'white', '10': 'black', '11': 'black', '13': 'yellow', '14': 'black', '15': 'white', '16': 'white' },
    ...{ '17': 'white', '19': 'green', '20': 'yellow_green', '22': 'black' },
  },
  plateless: ['31'],
};

/** `car_brand.type` 6 小型货车, 7 大型货车: a camera's guess may make a vehicle a goods vehicle, it never excuses one. */
const GOODS_TYPES: Readonly<Record<string, string>> = { '6': 'H30', '7': 'H10' };

/** 滞留, 滞留恢复, 折返: the vehicle stands or turns back; nothing passed. */
const NO_PASSAGE = ['64', '65', '66'];

/** What these cameras send besides plates: inputs, serial data, pictures asked for. */
const NOTICES = ['AlarmGioIn', 'SerialData', 'TriggerImage'];

/** Of a registration; its `user_name` and `pass_wd` are the camera's own and are not read. */
const NAMES = ['serialno', 'device_name', 'ipaddr', 'deviceName'];

/** Obeyed where a camera polls (comet), else ignored; no command stands in it. */
const NOTED = jsonReply({});

/**
 * 臻识 (VZ) HTTP push: `AlarmInfoPlate` in JSON; registration and heartbeat as multipart fields. **The reply opens**: a
 * relay pulse for `info: "ok"`, nothing for anything else. A refusal is spoken at the gate. Offline records
 * (`isoffline: 1`) come one by one, each after the reply to the last, and never open.
 */
export const vzenith: Protocol = {
  hear: async (request) => {
    const message = messageOf(request.body);
    const alarm = alarmInfoPlateOf(message);
    return alarm ? hearAlarm(alarm) : hearNotice(request, message);
  },
  // It sends again, or keeps for later, what met a broken connection; it does not look at the status.
  failed: () => undefined,
};

function hearAlarm(alarm: AlarmInfoPlate): Heard {
  const { told, serialno, license, triggerType, deviceTime, identity } = alarm;
  const { plateid } = told;
  const resent = isYes(told['isoffline']);
  if (NO_PASSAGE.includes(triggerType)) return { sightings: [], identity, reply: () => replyTo(plateid, resent) };
  if (!('license' in told)) throw new Unreadable(lacks('PlateResult.license'), replyTo(plateid, resent));
  if (deviceTime === undefined) throw new Unreadable(lacksTime('timeStamp.Timeval.sec'), replyTo(plateid, resent));
  const record = wordOf(plateid);
  const vehicleType = codeOf(GOODS_TYPES, membersOf(told['car_brand'])['type']);
  const sighting = sightingOf(alarm, CODES, {
    // A record id alone begins anew after a reset.
    key: record === '' ? keyOf(serialno, deviceTime, license) : keyOf(serialno, `id ${record}`, deviceTime),
    deviceTime,
    resent,
    ...(vehicleType ? { vehicleType } : {}),
  });
  return { sightings: [sighting], identity, reply: ([verdict]) => replyTo(plateid, resent, verdict) };
}

function replyTo(told: unknown, resent: boolean, verdict?: Verdict): CameraReply {
  const id = typeof told === 'number' || typeof told === 'string' ? { plateid: told } : {};
  // Without it the camera stops sending what it kept.
  if (resent) return jsonReply({ Response_AlarmInfoPlate: { ContinuePushOffline: { ...id, continue: 1 } } });
  const info = verdict?.open === true ? 'ok' : 'no';
  const spoken = info === 'no' && verdict?.reason ? { playserver_json_request: voice(verdict.reason) } : {};
  return jsonReply({ Response_AlarmInfoPlate: { info, ...id, ...spoken } });
}

const voice = (text: string) => ({
  type: 'ps_voice_play',
  voice: Buffer.from(text, 'utf8').toString('base64'),
  voice_interval: 0,
  voice_volume: 100,
  voice_male: 1,
});

function hearNotice({ contentType, body }: CameraRequest, message: Readonly<Record<string, unknown>>) {
  const registration = /^multipart\//i.test(contentType)
    ? Object.fromEntries(partsOf(contentType, body).map(({ name, bytes }) => [name.trim(), textOf(bytes)]))
    : /urlencoded/i.test(contentType)
      ? Object.fromEntries(formFieldsOf(body))
      : {};
  for (const told of [registration, message, ...NOTICES.map((name) => membersOf(message[name]))]) {
    const identity = wordsOf(told, NAMES);
    if (Object.keys(identity).length > 0) return { sightings: [], identity, reply: () => NOTED };
  }
  throw new Unreadable(isNone('AlarmInfoPlate, registration'), NOTED);
}
