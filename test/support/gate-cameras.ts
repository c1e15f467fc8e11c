import type { CameraReply, CameraRequest, Heard, Verdict } from '../../src/cameras/protocol.ts';
import { Unreadable } from '../../src/cameras/protocol.ts';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import type { DeviceProtocol } from '../../src/domain/gates/device.ts';
import { formatInstant } from '../../src/domain/time.ts';

/** What a camera says of a truck with a yellow plate. */
export type Seen = {
  readonly plate: string;
  /** The camera's clock, ms. */
  readonly at: number;
  /** Whatever the protocol counts events by. */
  readonly serial: number;
  /** Recorded while the line was down, or sent again; not every protocol has a word for it. */
  readonly offline?: boolean;
};

/** A message as it comes over the wire, below the device's URL. */
export type Spoken = { readonly path: string; readonly contentType: string; readonly body: Buffer | string };

const local = (at: number): string => formatInstant(at).slice(0, 19).replace('T', ' ');
const json = (value: unknown, path = '', contentType = 'application/json'): Spoken => ({
  ...{ path, contentType },
  body: JSON.stringify(value),
});

/** `AlarmInfoPlate` with anything else that its plate result shall hold. */
export const alarmInfo = ({ plate, at }: Pick<Seen, 'plate' | 'at'>, serialno: string, more: object = {}) => ({
  AlarmInfoPlate: {
    ...{ channel: 0, deviceName: 'IVS', ipaddr: '192.0.2.10', serialno },
    result: {
      PlateResult: {
        ...{ license: plate, colorType: 2, type: 3, confidence: 97, triggerType: 8 },
        timeStamp: { Timeval: { sec: Math.floor(at / 1000), usec: (at % 1000) * 1000 } },
        ...more,
      },
    },
  },
});

/** The least that each camera says of a passing truck. */
export const SPEAK: Readonly<Record<DeviceProtocol, (seen: Seen) => Spoken>> = {
  hikvision: ({ plate, at, serial, offline = false }) => ({
    ...{ path: '', contentType: 'application/xml' },
    body:
      `<EventNotificationAlert><macAddress>02:00:00:00:00:01</macAddress><dateTime>${formatInstant(at)}</dateTime>` +
      `<eventType>ANPR</eventType><ANPR><licensePlate>${plate}</licensePlate><plateColor>yellow</plateColor></ANPR>` +
      `<UUID>${serial}</UUID><isDataRetransmission>${offline}</isDataRetransmission></EventNotificationAlert>`,
  }),
  dahua: ({ plate, at, serial }) =>
    json(
      {
        Picture: {
          Plate: { IsExist: true, PlateNumber: plate, PlateColor: 'Yellow', Channel: serial },
          SnapInfo: { AccurateTime: `${local(at)}.${formatInstant(at).slice(20, 23)}`, DeviceID: 'd-1' },
        },
      },
      '/NotificationInfo/TollgateInfo',
    ),
  gat1400: ({ plate, at, serial }) =>
    json(
      {
        MotorVehicleListObject: {
          MotorVehicleObject: [
            { MotorVehicleID: `m-${serial}`, PlateNo: plate, PlateColor: '6', PassTime: local(at).replace(/\D/g, '') },
          ],
        },
      },
      '/VIID/MotorVehicles',
      'application/VIID+JSON;charset=UTF-8',
    ),
  vzenith: (seen) =>
    json(
      alarmInfo(seen, '00000000-00000001', { plateid: seen.serial, isoffline: seen.offline ? 1 : 0 }),
      '',
      'application/Json',
    ),
  qianyi: (seen) =>
    // It counts nothing: an event is its second, plate and trigger.
    json(alarmInfo(seen, `${'0'.repeat(31)}1`, { triggerType: seen.serial, isoffline: seen.offline ? 1 : 0 })),
  hxzx: ({ plate, at, serial, offline = false }) => ({
    ...{ path: '', contentType: 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...{ type: offline ? 'offline' : 'online', cam_id: `C${serial}`, plate_num: plate, plate_color: '黄' },
      start_time: String(Math.floor(at / 1000)),
    }).toString(),
  }),
  plain: ({ plate, at, serial, offline = false }) =>
    json({
      ...{ type: 'pass', serial: `s-${serial}`, passTime: local(at), plate: plate === '' ? null : plate },
      ...{ plateColour: 'yellow', offline },
    }),
};

/** Protocols with a word for an event that is sent later. */
export const TELL_OFFLINE: readonly DeviceProtocol[] = ['hikvision', 'vzenith', 'qianyi', 'hxzx', 'plain'];
/** Protocols whose reply can raise a barrier. */
export const OPEN_BY_REPLY: readonly DeviceProtocol[] = ['dahua', 'vzenith', 'qianyi', 'hxzx', 'plain'];

/** Whether a reply holds, anywhere in it, what any of the cameras takes for the command to open. */
export function opensIn(reply: string): boolean {
  if (/barrierGate|ctrlMode|openStrobe&/i.test(reply)) return true;
  let found = false;
  try {
    JSON.parse(reply, (key, value: unknown) => {
      found ||= key === 'info' && value === 'ok';
      found ||= (key === 'OpenStrobe' || key === 'AllowUser' || key === 'open') && value !== false;
      found ||= key === 'gpio_data' && Array.isArray(value) && value.length > 0;
      found ||= key === 'ivs_ioctrl';
      return value;
    });
  } catch {
    // What is no JSON is read by no camera that opens.
  }
  return found;
}

export const requestOf = ({ path, contentType, body }: Spoken, query = ''): CameraRequest => ({
  ...{ method: 'POST', path, query, contentType, userIdentify: '' },
  body: Buffer.from(body),
});

/** What a protocol makes of a message: what it heard, or the reply to what it could not read. */
export async function hearing(
  protocol: DeviceProtocol,
  spoken: Spoken | CameraRequest,
  now = 0,
): Promise<{ readonly heard: Heard | undefined; readonly reply: (verdicts?: readonly Verdict[]) => CameraReply }> {
  const request = 'method' in spoken ? spoken : requestOf(spoken);
  try {
    const heard = await PROTOCOLS[protocol].hear(request, { lane: null, identity: null }, now);
    return { heard, reply: (verdicts = []) => heard.reply(verdicts) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { heard: undefined, reply: () => error.reply };
  }
}

export const OPEN: Verdict = { stored: true, open: true, reason: '' };
export const SHUT: Verdict = { stored: true, open: false, reason: '' };
export const refused = (reason: string): Verdict => ({ ...SHUT, reason });
