import { epochTime } from './china-time.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import type { Photo, Sighting } from './protocol.ts';
import { base64Of, codeOf, jsonOf, membersOf, numberOf, wordOf, wordsOf } from './text.ts';

type Members = Readonly<Record<string, unknown>>;

/** The envelope that 臻识 and 千熠 cameras share; what its codes mean differs. */
export type AlarmInfoPlate = {
  readonly serialno: string;
  /** `PlateResult`. */
  readonly told: Members;
  readonly license: string;
  readonly triggerType: string;
  /** The device's clock, ms; undefined where it told no time. */
  readonly deviceTime: number | undefined;
  /** What the device calls itself. */
  readonly identity: Readonly<Record<string, string>>;
};

/** How one maker's codes read: `colorType`, and `type` where the colour is not told. */
export type PlateCodes = {
  readonly colours: Readonly<Record<string, string>>;
  readonly typeColours: Readonly<Record<string, string>>;
  /** Values of `type` for a vehicle without a plate. */
  readonly plateless: readonly string[];
};

const NAMES = ['serialno', 'deviceName', 'ipaddr'];

/** The plate result in a parsed message, or undefined where it holds none. */
export function alarmInfoPlateOf(message: Members): AlarmInfoPlate | undefined {
  if (!('AlarmInfoPlate' in message)) return undefined;
  const info = membersOf(message['AlarmInfoPlate']);
  const told = membersOf(membersOf(info['result'])['PlateResult']);
  const { sec, usec } = membersOf(membersOf(told['timeStamp'])['Timeval']);
  return {
    serialno: wordOf(info['serialno']),
    told,
    license: wordOf(told['license']),
    triggerType: wordOf(told['triggerType']),
    // The local parts (decyear …) contradict it in a maker's own sample, and old firmware has none.
    deviceTime: epochTime(numberOf(sec), numberOf(usec)),
    identity: wordsOf(info, NAMES),
  };
}

/** The message as an object, in whatever charset and under whatever content type it came; empty where it is none. */
export const messageOf = (body: Buffer): Members => membersOf(jsonOf(body));

/** The sighting in a plate result, but for what differs between the makers. */
export function sightingOf(
  { told, license }: AlarmInfoPlate,
  { colours, typeColours, plateless }: PlateCodes,
  own: Pick<Sighting, 'key' | 'deviceTime' | 'resent' | 'vehicleType'>,
): Sighting {
  const type = wordOf(told['type']);
  return {
    ...own,
    plateRaw: license === '' ? null : license,
    plate: plateless.includes(type) ? '' : plateRead(license),
    plateColour: codeOf(colours, told['colorType']) ?? codeOf(typeColours, type) ?? null,
    confidenceE4: confidenceOf(numberOf(told['confidence'])),
    lane: null,
    photos: [...photo('body', told['imageFile']), ...photo('plate', told['imageFragmentFile'])],
  };
}

function photo(kind: Photo['kind'], value: unknown): Photo[] {
  const bytes = base64Of(value);
  return bytes ? [{ kind, bytes }] : [];
}
