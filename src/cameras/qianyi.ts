import { type AlarmInfoPlate, alarmInfoPlateOf, messageOf, type PlateCodes, sightingOf } from './alarm-info-plate.ts';
import { type CameraReply, type Heard, jsonReply, type Protocol, Unreadable } from './protocol.ts';
import { isYes, keyOf, membersOf, wordsOf } from './text.ts';
import { isNone, lacks, lacksTime } from './unread.ts';

const CODES: PlateCodes = {
  colours: { '1': 'blue', '2': 'yellow', '3': 'white', '4': 'black', '5': 'green', '6': 'yellow_green', '7': 'other' },
  // 11 and 12 are both new-energy; which is the large one is not told.
  typeColours: {
    ...{ '1': 'blue', '2': 'black', '3': 'yellow', '4': 'yellow', '5': 'white', '6': 'white', '8': 'white' },
    ...{ '9': 'white', '11': 'green', '12': 'green', '13': 'black', '14': 'black' },
  },
  plateless: [],
};

const reply = (info: 'ok' | 'no'): CameraReply =>
  jsonReply({ Response_AlarmInfoPlate: { info, content: 'retransfer_stop', is_pay: 'true', serialData: [] } });

/** Anything without `retransfer_stop` is sent again for ever, and `info: "ok"` opens: this is taken in and stays shut. */
const TAKEN = reply('no');

/** Here, too, `info: "ok"` would open, `shutoff` close and `snapnow` take a picture. */
const HEARTBEAT = jsonReply({
  Response_Heartbeat: { info: 'no', serialData: [], shutoff: 'no', snapnow: 'no' },
});

/** Inputs, serial data, pictures, and answers to commands: `Response_AddWhiteList` and the like. */
const NOTICE = /^(?:AlarmGioIn|SerialData|TriggerImage|Response_\w+)$/;

const NAMES = ['serialno', 'deviceName', 'ipaddr'];

/**
 * 千熠 (QianYi, Alphadigi) HTTP push: the envelope of 臻识 with a `serialno` of 32 hex digits and codes of its own. **The
 * reply opens**: for `info: "ok"`, be it to a plate or to a heartbeat. Every plate is answered with `retransfer_stop`.
 * The reason of a refusal is not sent: its display is driven by raw serial data that depends on the board behind it.
 */
export const qianyi: Protocol = {
  hear: async ({ body }) => {
    const message = messageOf(body);
    const alarm = alarmInfoPlateOf(message);
    if (alarm) return hearAlarm(alarm);
    if ('Heartbeat' in message) return notice(membersOf(message['Heartbeat']), HEARTBEAT);
    const known = Object.keys(message).find((name) => NOTICE.test(name));
    if (known === undefined) throw new Unreadable(isNone('AlarmInfoPlate, Heartbeat'), TAKEN);
    return notice(membersOf(message[known]), TAKEN);
  },
  // Unanswered, it sends again.
  failed: () => undefined,
};

const notice = (told: Readonly<Record<string, unknown>>, answer: CameraReply): Heard => ({
  sightings: [],
  identity: wordsOf(told, NAMES),
  reply: () => answer,
});

function hearAlarm(alarm: AlarmInfoPlate): Heard {
  const { told, serialno, license, triggerType, deviceTime, identity } = alarm;
  if (!('license' in told)) throw new Unreadable(lacks('PlateResult.license'), TAKEN);
  if (deviceTime === undefined) throw new Unreadable(lacksTime('timeStamp.Timeval.sec'), TAKEN);
  const sighting = sightingOf(alarm, CODES, {
    key: keyOf(serialno, Math.floor(deviceTime / 1000), license, triggerType),
    deviceTime,
    resent: isYes(told['isoffline']),
  });
  return { sightings: [sighting], identity, reply: ([verdict]) => reply(verdict?.open === true ? 'ok' : 'no') };
}
