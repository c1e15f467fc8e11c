import { XMLParser } from 'fast-xml-parser';
import { parseInstant } from '../domain/time.ts';
import { chinaTime } from './china-time.ts';
import { laneOf } from './lane.ts';
import { type Part, partsOf } from './multipart.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import {
  type CameraReply,
  type CameraRequest,
  type Heard,
  type Photo,
  type PhotoKind,
  type Protocol,
  type Sighting,
  Unreadable,
} from './protocol.ts';
import { codeOf, isYes, jsonOf, keyOf, membersOf, numberOf, textOf, wordOf, wordsOf } from './text.ts';
import { lacks, lacksTime } from './unread.ts';

/** The camera looks at nothing but the status. It never opens its barrier for a reply. */
const RECEIVED: CameraReply = { status: 200, contentType: 'text/plain', body: '' };

const COLOURS: Readonly<Record<string, string>> = {
  blue: 'blue',
  yellow: 'yellow',
  white: 'white',
  black: 'black',
  newEnergyGreen: 'green',
  green: 'green',
  newEnergyYellowGreen: 'yellow_green',
  civilAviationBlack: 'black',
  civilAviationGreen: 'green',
  golden: 'other',
  orange: 'other',
  red: 'other',
  brown: 'other',
  mixedColor: 'other',
  other: 'other',
};
/** `plateColorByGAT`: used where `plateColor` says nothing. */
const GAT_COLOURS: Readonly<Record<string, string>> = {
  '0': 'white',
  '1': 'yellow',
  '2': 'blue',
  '3': 'black',
  '4': 'green',
  '9': 'other',
};

const PHOTO_KINDS: Readonly<Record<string, PhotoKind>> = {
  detectionPicture: 'body',
  vehiclePicture: 'head',
  licensePlatePicture: 'plate',
  plateBinaryPicture: 'plate',
};

const xml = new XMLParser({
  removeNSPrefix: true,
  // A plate such as 1E5 is no number.
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: false,
  isArray: (name) => name === 'pictureInfo' || name === 'PlateInfo',
});

/**
 * 海康威视 ISAPI ANPR: multipart with `anpr.xml` and pictures, or the XML alone; any namespace; heartbeats and other events are
 * answered and make no passage. The JSON form is read by the same names.
 */
export const hikvision: Protocol = {
  hear: async (request) => hear(request),
  // With `httpBroken` set the camera stores what met no answer, and sends it again marked as such.
  failed: () => undefined,
};

function hear(request: CameraRequest): Heard {
  const { alert, parts } = read(request);
  const eventType = wordOf(alert['eventType']);
  const identity = wordsOf(alert, ['macAddress', 'deviceID', 'ipAddress', 'channelName']);
  const told = membersOf(alert['ANPR']);
  // A notice of another event (heartBeat, videoloss …): the device lives, nothing passed.
  if (eventType.toUpperCase() !== 'ANPR') return { sightings: [], identity, reply: () => RECEIVED };
  const dateTime = wordOf(alert['dateTime']);
  const deviceTime = parseInstant(dateTime) ?? chinaTime(dateTime);
  if (deviceTime === undefined) throw new Unreadable(lacksTime('dateTime'), RECEIVED);
  if (!('licensePlate' in told)) throw new Unreadable(lacks('ANPR.licensePlate'), RECEIVED);
  return { sightings: [sightingOf(alert, told, deviceTime, parts)], identity, reply: () => RECEIVED };
}

type Alert = Readonly<Record<string, unknown>>;

function read({ contentType, body }: CameraRequest): { alert: Alert; parts: readonly Part[] } {
  const parts = /^multipart\//i.test(contentType) ? partsOf(contentType, body) : [];
  const documents = parts.length > 0 ? parts.filter(isDocument).map(({ bytes }) => bytes) : [body];
  for (const bytes of documents) {
    const alert = alertOf(bytes);
    if (alert) return { alert, parts };
  }
  throw new Unreadable(lacks('EventNotificationAlert'), RECEIVED);
}

const isDocument = ({ name, fileName, contentType }: Part): boolean =>
  /xml|json|text\/plain/i.test(contentType) || /\.(?:xml|json)$/i.test(name) || /\.(?:xml|json)$/i.test(fileName);

function alertOf(bytes: Buffer): Alert | undefined {
  const json = membersOf(jsonOf(bytes));
  const fromJson = 'EventNotificationAlert' in json ? membersOf(json['EventNotificationAlert']) : json;
  if ('eventType' in fromJson) return fromJson;
  try {
    const text = textOf(bytes);
    // Of a document cut short the plate may be, too.
    if (!/<\/(?:[\w.-]+:)?EventNotificationAlert\s*>\s*$/.test(text)) return undefined;
    const root = membersOf(xml.parse(text) as unknown);
    return 'EventNotificationAlert' in root ? membersOf(root['EventNotificationAlert']) : undefined;
  } catch {
    return undefined;
  }
}

function sightingOf(alert: Alert, told: Alert, deviceTime: number, parts: readonly Part[]): Sighting {
  const plateRaw = wordOf(decoded(wordOf(told['licensePlate'])));
  const plate = plateRead(plateRaw);
  const mac = wordOf(alert['macAddress']) || wordOf(alert['deviceID']);
  const gat = membersOf(alert['VehicleGATInfo'] ?? told['VehicleGATInfo']);
  const vehicleType = wordOf(gat['vehicleTypeByGAT']);
  return {
    key: keyOf(mac, wordOf(alert['UUID']), deviceTime, plate),
    deviceTime,
    plateRaw: plateRaw === '' ? null : plateRaw,
    plate,
    plateColour: codeOf(COLOURS, told['plateColor']) ?? codeOf(GAT_COLOURS, gat['plateColorByGAT']) ?? null,
    confidenceE4: confidenceOf(numberOf(told['confidenceLevel'])),
    ...(GAT_TYPES.has(vehicleType) ? { vehicleType } : {}),
    lane: laneOf(told['line']),
    resent: isYes(alert['isDataRetransmission']) || wordOf(told['alarmDataType']) === '1',
    photos: photosOf(told, parts),
  };
}

/** A camera's guess may make a vehicle a goods vehicle; it never excuses one, so other classes are left out. */
const GAT_TYPES = new Set(['H10', 'H20', 'H30', 'H11', 'H21', 'H31', 'Q11']);

function photosOf(told: Alert, parts: readonly Part[]): Photo[] {
  const listed = membersOf(told['pictureInfoList'])['pictureInfo'];
  const kinds = new Map(
    (Array.isArray(listed) ? listed : []).map((info) => {
      const { fileName, type } = membersOf(info);
      return [wordOf(fileName), kindOf(wordOf(type))] as const;
    }),
  );
  return parts.flatMap((part): Photo[] => {
    if (isDocument(part) || part.bytes.length === 0) return [];
    const byName = kindOf((part.name || part.fileName).replace(/\.\w+$/, ''));
    return [{ kind: kinds.get(part.fileName) ?? kinds.get(part.name) ?? byName, bytes: part.bytes }];
  });
}

const kindOf = (name: string): PhotoKind => (codeOf(PHOTO_KINDS, name) as PhotoKind | undefined) ?? 'other';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities are not expanded by the parser, lest a document name its own. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));/g,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return codeOf(ENTITIES, name) ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
