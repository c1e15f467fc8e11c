import { chinaText, chinaTime } from './china-time.ts';
import { plateColourOf } from './colour-words.ts';
import { laneOf } from './lane.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import {
  type CameraReply,
  type CameraRequest,
  type Heard,
  jsonReply,
  type Photo,
  type PhotoKind,
  type Protocol,
  type Sighting,
  Unreadable,
  type Verdict,
} from './protocol.ts';
import { base64Of, isNo, jsonOf, keyOf, membersOf, numberOf, textOf, wordOf, wordsOf } from './text.ts';
import { isNone, lacksTime } from './unread.ts';

/** `Result:true` ends the sending of an event for good; what we keep without understanding it has to be told so, too. */
const TAKEN: CameraReply = jsonReply({ Result: true, Message: 'Success', OpenStrobe: false });
const AGAIN: CameraReply = jsonReply({ Result: false, Message: 'Failure', OpenStrobe: false });

const IDENTITY = ['DeviceID', 'DeviceName', 'DeviceModel', 'DeviceType', 'Manufacturer', 'MACAddress', 'IPAddress'];

const PICTURES: readonly (readonly [name: string, kind: PhotoKind])[] = [
  ['NormalPic', 'body'],
  ['VehiclePic', 'head'],
  ['CutoutPic', 'plate'],
  ['CutouPic', 'plate'],
  ['CombinPic', 'other'],
];

/** Words of its own for plate colours. */
const COLOURS = new Map([
  ['yellowgreen', 'yellow_green'],
  ['shadowgreen', 'green'],
]);

type Members = Readonly<Record<string, unknown>>;

/**
 * 大华 ITSAPI below `/NotificationInfo/` (also Intelbras and CP Plus): DeviceInfo, KeepAlive, TollgateInfo, ParkingInfo,
 * AlarmInfo. Digest access is the camera's choice. An event is sent until `Result:true`, so that is said of everything
 * that is kept, and of nothing else.
 */
export const dahua: Protocol = {
  hear: async (request, _device, now) => hear(request, now),
  failed: () => AGAIN,
  // The first half of a digest handshake has no body; read as a message it could only be refused.
  digestRequired: ({ body }) => body.length === 0,
};

function hear({ path, body }: CameraRequest, now: number): Heard {
  const told = membersOf(jsonOf(body));
  switch (kindOf(path, told)) {
    case 'tollgateinfo':
      return passing(told);
    case 'keepalive': {
      const DeviceID = wordOf(told['DeviceID']);
      // The members that any of its firmwares look for.
      return quiet({ Active: true, DeviceID, Result: true, Message: 'Success', RspTime: chinaText(now) }, told);
    }
    case 'deviceinfo':
      return quiet({ Result: true, Message: 'Success' }, told);
    case 'parkinginfo':
    case 'alarminfo':
      return quiet({ Result: true, Message: 'Success', RspTime: chinaText(now) });
    default:
      throw new Unreadable(isNone('ITSAPI'), TAKEN);
  }
}

/** By the end of the path; those can be renamed in the camera, then by what the message holds. */
function kindOf(path: string, told: Members): string | undefined {
  const name = path.replace(/\/+$/, '').split('/').at(-1)?.toLowerCase() ?? '';
  if (KINDS.has(name)) return name;
  if ('Picture' in told || 'SnapInfo' in told) return 'tollgateinfo';
  if ('Active' in told) return 'keepalive';
  return 'DeviceModel' in told || 'DeviceName' in told ? 'deviceinfo' : undefined;
}
const KINDS = new Set(['deviceinfo', 'keepalive', 'tollgateinfo', 'parkinginfo', 'alarminfo']);

/** Nothing passed; what the device calls itself is noted where it tells. */
function quiet(reply: object, told: Members = {}): Heard {
  return { sightings: [], identity: wordsOf(told, IDENTITY), reply: () => jsonReply(reply) };
}

function passing(told: Members): Heard {
  const picture = membersOf(told['Picture']);
  const plate = membersOf(picture['Plate'] ?? told['Plate']);
  const snap = membersOf(picture['SnapInfo'] ?? told['SnapInfo']);
  const when = wordOf(snap['AccurateTime']) || wordOf(snap['SnapTime']);
  const deviceTime = chinaTime(when) ?? chinaTime(wordOf(snap['SnapTime']));
  if (deviceTime === undefined) throw new Unreadable(lacksTime('SnapInfo.AccurateTime, SnapInfo.SnapTime'), TAKEN);
  const sighting = sightingOf(picture, plate, snap, deviceTime);
  const DeviceID = wordOf(snap['DeviceID']);
  const reply = ([verdict]: readonly Verdict[]): CameraReply => {
    if (!verdict?.stored) return AGAIN;
    const open = verdict.open;
    const PlateNumber = sighting.plate;
    return jsonReply({ Result: true, DeviceID, PlateNumber, AllowUser: open, BlockUser: false, OpenStrobe: open });
  };
  return { sightings: [sighting], reply };
}

function sightingOf(picture: Members, told: Members, snap: Members, deviceTime: number): Sighting {
  const plateRaw = unhexed(wordOf(told['PlateNumber']));
  const plate = isNo(told['IsExist'] ?? told['IsExit']) ? '' : plateRead(plateRaw);
  const confidence = numberOf(told['Confidence']);
  const colour = wordOf(told['PlateColor']);
  return {
    // UploadNum and the names of pictures may differ from copy to copy.
    key: keyOf(wordOf(snap['DeviceID']), deviceTime, plate, wordOf(told['Channel'])),
    deviceTime,
    plateRaw: plateRaw === '' ? null : plateRaw,
    plate,
    plateColour: COLOURS.get(colour.toLowerCase()) ?? plateColourOf(colour),
    // Of 255, though some firmwares speak of hundredths; above 100 there is no doubt which.
    confidenceE4: confidenceOf(confidence !== undefined && confidence > 100 ? (confidence / 255) * 100 : confidence),
    lane: laneOf(snap['LanNo']),
    // The protocol has no word for it: a repeated event shows in its key, an old one in its time.
    resent: false,
    photos: photosOf(picture),
  };
}

/** A camera may be set to write plates as the hex digits of their bytes. */
function unhexed(plate: string): string {
  if (!/^(?:[0-9A-F]{2}){7,32}$/i.test(plate)) return plate;
  const text = textOf(Buffer.from(plate, 'hex'));
  return /^\p{Script=Han}[A-Z]/u.test(text) ? text : plate;
}

/** Faces are sent beside the vehicle and are not looked at. */
function photosOf(picture: Members): Photo[] {
  return PICTURES.flatMap(([name, kind]) =>
    [picture[name]].flat().flatMap((one): Photo[] => {
      const bytes = base64Of(membersOf(one)['Content']);
      return bytes ? [{ kind, bytes }] : [];
    }),
  );
}
