import type { Message } from '../domain/failure.ts';
import { chinaDigits } from './china-time.ts';
import { motorVehicle } from './gat1400-vehicle.ts';
import {
  type CameraReply,
  type CameraRequest,
  type Heard,
  jsonReply,
  type KnownDevice,
  type Protocol,
  type Sighting,
  Unreadable,
  type Verdict,
} from './protocol.ts';
import { jsonOf, membersOf, wordOf } from './text.ts';

const NO_OBJECTS: Message = { en: 'no list of objects in the message', zh: '报文中没有对象列表' };
const NONE_TIMED: Message = { en: 'no vehicle in the message has a time', zh: '报文中的车辆都没有时间' };
const ONE_UNTIMED: Message = { en: 'a vehicle in the message has no time', zh: '报文中有车辆没有时间' };
const MEDIA_TYPE = 'application/VIID+JSON;charset=UTF-8';

/** 状态码 of the standard; clients check that it is a whole number. */
const STATUS = {
  done: [0, 'OK'],
  busy: [2, 'Device Busy'],
  invalidOperation: [4, 'Invalid Operation'],
  badJson: [7, 'Invalid JSON Format'],
  badContent: [8, 'Invalid JSON Content'],
} as const;
type Status = keyof typeof STATUS;

type Members = Readonly<Record<string, unknown>>;
/** One object of a message: what its status is told of, and the vehicles in it, undefined where one could not be read. */
type Told = { readonly id: string; readonly vehicles: readonly (Sighting | undefined)[] };

/**
 * GA/T 1400.4 视图库 (VIID) below `/VIID/`: a device registers with digest access, keeps alive, and tells of vehicles by
 * itself (MotorVehicles) or through another platform (SubscribeNotifications). Persons, faces and the rest are answered and
 * not kept. No reply of this protocol opens a barrier.
 */
export const gat1400: Protocol = {
  hear: async (request, _device, now) => hear(request, now),
  failed: (request, now) => {
    const told = membersOf(jsonOf(request.body));
    const busy = (objectsIn(told) ?? []).map((object): [string, Status] => [idOf(object), 'busy']);
    return busy.length > 0
      ? statusList(request, now, busy)
      : status(request, now, wordOf(request.userIdentify), 'busy');
  },
  digestRequired: (request, device) => {
    const action = actionOf(request);
    // The first half of a digest handshake has no body; read as a message it could only be refused.
    const isHalf = request.body.length === 0 && (action === 'vehicles' || action === 'notifications');
    return action === 'register' || isHalf || (action !== 'time' && !isRegistered(device));
  },
};

/** Noted with what the device calls itself, so that it holds until the device leaves. */
const isRegistered = ({ identity }: KnownDevice): boolean => identity?.['registered'] === 'true';

type Action = 'register' | 'keepalive' | 'unregister' | 'time' | 'vehicles' | 'notifications' | 'other';
const ACTIONS = new Map<string, Action>([
  ['/system/register', 'register'],
  ['/system/keepalive', 'keepalive'],
  ['/system/unregister', 'unregister'],
  ['/system/time', 'time'],
  ['/motorvehicles', 'vehicles'],
  ['/subscribenotifications', 'notifications'],
]);
const actionOf = ({ path }: CameraRequest): Action =>
  ACTIONS.get(
    path
      .toLowerCase()
      .replace(/^\/viid(?=\/)/, '')
      .replace(/\/+$/, ''),
  ) ?? 'other';

function hear(request: CameraRequest, now: number): Heard {
  const action = actionOf(request);
  if (action === 'time') return { sightings: [], reply: () => systemTime(now) };
  const told = membersOf(jsonOf(request.body));
  const names = Object.keys(told).join();
  if (action === 'vehicles' || (action === 'other' && /(?:^|,)MotorVehicle/.test(names)))
    return passing(request, told, now, (object) => [object]);
  if (action === 'notifications' || (action === 'other' && /(?:^|,)SubscribeNotification/.test(names)))
    return passing(request, told, now, (object) => listed(membersOf(object)['MotorVehicleObjectList'], 'MotorVehicle'));
  if (action === 'other') return answered(request, told, now);
  // Some leave the body empty and say who they are in the header.
  const wrapped = Object.entries(told).find(([name]) => /^(?:un)?(?:register|keepalive)object$/i.test(name))?.[1];
  const object = membersOf(wrapped ?? told);
  const id = wordOf(object['DeviceID']) || wordOf(request.userIdentify);
  const identity = {
    ...(id === '' ? {} : { DeviceID: id.slice(0, 100) }),
    ...(action === 'keepalive' ? undefined : { registered: String(action === 'register') }),
  };
  return { sightings: [], identity, reply: () => status(request, now, id, 'done') };
}

function passing(
  request: CameraRequest,
  told: Members,
  now: number,
  vehiclesIn: (object: unknown) => readonly unknown[],
): Heard {
  const objects = objectsIn(told);
  if (!objects) {
    const bad = jsonOf(request.body) === undefined ? 'badJson' : 'badContent';
    throw new Unreadable(NO_OBJECTS, status(request, now, request.userIdentify, bad));
  }
  const items = objects.map((object): Told => {
    const vehicles = vehiclesIn(object).map((one) => motorVehicle(one, request.userIdentify));
    return { id: idOf(object), vehicles };
  });
  const sightings = items.flatMap(({ vehicles }) => vehicles.filter((one) => one !== undefined));
  if (sightings.length === 0 && items.some(({ vehicles }) => vehicles.includes(undefined))) {
    const bad = items.map(({ id, vehicles }): [string, Status] => [id, vehicles.length > 0 ? 'badContent' : 'done']);
    throw new Unreadable(NONE_TIMED, statusList(request, now, bad));
  }
  const reply = (verdicts: readonly Verdict[]): CameraReply => {
    const stored = new Map(sightings.map((sighting, index) => [sighting, verdicts[index]?.stored === true]));
    return statusList(
      request,
      now,
      items.map(({ id, vehicles }) => {
        if (vehicles.includes(undefined)) return [id, 'badContent'];
        return [id, vehicles.every((one) => one && stored.get(one)) ? 'done' : 'busy'];
      }),
    );
  };
  const unread = items.some(({ vehicles }) => vehicles.includes(undefined));
  return { sightings, ...(unread ? { unread: ONE_UNTIMED } : {}), reply };
}

/** Cameras, tollgates, images, persons, faces: told politely that all is well, and dropped. */
function answered(request: CameraRequest, told: Members, now: number): Heard {
  const done = (objectsIn(told) ?? []).map((object): [string, Status] => [idOf(object), 'done']);
  const reply = () => {
    if (request.method === 'GET') return status(request, now, '', 'invalidOperation');
    return done.length > 0 ? statusList(request, now, done) : status(request, now, request.userIdentify, 'done');
  };
  return { sightings: [], reply };
}

/** The objects of a message such as `{XListObject:{XObject:[…]}}`, whatever X is; undefined where it holds no list. */
function objectsIn(told: Members): readonly unknown[] | undefined {
  const list = Object.entries(told).find(([name]) => /List(?:Object)?$/.test(name))?.[1];
  const single = Object.entries(told).find(([name]) => /Object$/.test(name))?.[1];
  return list === undefined ? (single === undefined ? undefined : [single].flat()) : listed(list, '');
}

/** What stands in a list: an array, one thing in place of an array, or either of them in a member `XObject`. */
function listed(list: unknown, noun: string): readonly unknown[] {
  const members = membersOf(list);
  const wrapped = Object.keys(members).find((name) => name.startsWith(noun) && /Object$/.test(name));
  if (wrapped !== undefined) return [members[wrapped]].flat();
  if (Array.isArray(list)) return list;
  return Object.keys(members).length > 0 ? [list] : [];
}

/** An object is known by the first of its own identifiers. */
function idOf(object: unknown): string {
  const members = membersOf(object);
  const name =
    OWN_IDS.find((own) => wordOf(members[own]) !== '') ?? Object.keys(members).find((own) => /ID$/i.test(own));
  return name === undefined ? '' : wordOf(members[name]).slice(0, 100);
}
const OWN_IDS = ['NotificationID', 'MotorVehicleID', 'NonMotorVehicleID', 'PersonID', 'FaceID', 'ApeID', 'TollgateID'];

function statusOf({ path }: CameraRequest, now: number, Id: string, name: Status): object {
  const [StatusCode, StatusString] = STATUS[name];
  return { Id, RequestURL: path, StatusCode, StatusString, LocalTime: chinaDigits(now) };
}

const status = (request: CameraRequest, now: number, id: string, name: Status): CameraReply =>
  jsonReply({ ResponseStatusObject: statusOf(request, now, id, name) }, MEDIA_TYPE);

function statusList(request: CameraRequest, now: number, told: readonly (readonly [string, Status])[]): CameraReply {
  const ResponseStatusObject = told.map(([id, name]) => statusOf(request, now, id, name));
  return jsonReply({ ResponseStatusListObject: { ResponseStatusObject } }, MEDIA_TYPE);
}

function systemTime(now: number): CameraReply {
  const clock = { VIIDServerID: '', TimeMode: '1', LocalTime: chinaDigits(now), TimeZone: 'Asia/Shanghai' };
  return jsonReply({ SystemTimeObject: clock }, MEDIA_TYPE);
}
