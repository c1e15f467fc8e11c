import { isTrailerPlate } from '../domain/codes/plate.ts';
import { isGoodsType, isTrailerType, parseVehicleType } from '../domain/codes/vehicle-type.ts';
import { parseInstant } from '../domain/time.ts';
import { chinaTime, epochTime } from './china-time.ts';
import { plateColourOf } from './colour-words.ts';
import { laneOf } from './lane.ts';
import { confidenceOf, plateRead } from './plate-read.ts';
import type { Photo, PhotoKind, Sighting } from './protocol.ts';
import { base64Of, codeOf, isNo, keyOf, membersOf, numberOf, wordOf } from './text.ts';

/** PlateColor (号牌颜色); grey, orange, purple and the like are no colours of plates. */
const COLOURS: Readonly<Record<string, string>> = {
  '1': 'black',
  '2': 'white',
  '3': 'other',
  '4': 'other',
  '5': 'blue',
  '6': 'yellow',
  '7': 'other',
  '8': 'other',
  '9': 'green',
  '10': 'other',
  '11': 'other',
  '12': 'other',
  '13': 'other',
};
/** PlateClass (号牌种类, GA/T 16.7) of new-energy plates: one green stands for both in PlateColor. */
const NEW_ENERGY: Readonly<Record<string, string>> = { '51': 'yellow_green', '52': 'green' };

/** Image types (图像类型). Occupants, persons and faces (04, 05, 10, 11) are not kept. */
const PICTURES: Readonly<Record<string, PhotoKind>> = {
  '1': 'body',
  '2': 'plate',
  '3': 'plate',
  '6': 'other',
  '7': 'other',
  '8': 'body',
  '9': 'head',
  '14': 'other',
  '100': 'other',
};

const TIMES = ['PassTime', 'AppearTime', 'MarkTime', 'DisappearTime'];

type Members = Readonly<Record<string, unknown>>;

/** One MotorVehicleObject (机动车对象), or undefined where it does not say when. `sender` is who sent the message. */
export function motorVehicle(object: unknown, sender: string): Sighting | undefined {
  const told = membersOf(object);
  const deviceTime = TIMES.map((name) => timeOf(wordOf(told[name]))).find((time) => time !== undefined);
  if (deviceTime === undefined) return undefined;
  const plateRaw = wordOf(told['PlateNo']);
  // A hyphen stands for a sign that could not be read: what is left may be another vehicle's plate.
  const plate = isNo(told['HasPlate']) || /[-‐‑–—－]/.test(plateRaw) ? '' : plateRead(plateRaw);
  const device = wordOf(told['DeviceID']) || wordOf(told['TollgateID']) || sender;
  const id = wordOf(told['MotorVehicleID']);
  const vehicleType = typeOf(wordOf(told['VehicleClass']), plate);
  return {
    key: id === '' ? keyOf(device, deviceTime, plate, wordOf(told['LaneNo'])) : keyOf(id),
    deviceTime,
    plateRaw: plateRaw === '' ? null : plateRaw,
    plate,
    plateColour: colourOf(wordOf(told['PlateColor']), wordOf(told['PlateClass'])),
    confidenceE4: confidenceOf(numberOf(told['PlateReliability'])),
    ...(vehicleType === undefined ? {} : { vehicleType }),
    lane: laneOf(told['LaneNo']),
    resent: false,
    photos: photosOf(told['SubImageList']),
  };
}

/** `yyyyMMddHHmmss` of China, with milliseconds or not; some send the epoch's milliseconds or an offset. */
function timeOf(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return epochTime(Number(text) / 1000);
  return chinaTime(text) ?? parseInstant(text);
}

/**
 * A camera's guess may make a vehicle a goods vehicle, but never excuses one: other classes are left out, and that of a
 * trailer is believed only beside a trailer's plate, since a lorry and what it draws are in one picture.
 */
function typeOf(told: string, plate: string): string | undefined {
  const type = parseVehicleType(told);
  if (type === undefined) return undefined;
  return isGoodsType(type) || (isTrailerType(type) && isTrailerPlate(plate)) ? type : undefined;
}

function colourOf(told: string, plateClass: string): string | null {
  const colour = codeOf(COLOURS, told.replace(/^0+(?=\d)/, '')) ?? (told === '99' ? 'other' : plateColourOf(told));
  const isOpen = colour === null || ['green', 'yellow', 'other'].includes(colour);
  return (isOpen ? codeOf(NEW_ENERGY, plateClass) : undefined) ?? colour;
}

function photosOf(list: unknown): Photo[] {
  const images = Array.isArray(list) ? list : [membersOf(list)['SubImageInfoObject'] ?? []].flat();
  return images.flatMap((image): Photo[] => {
    const { Type, Data }: Members = membersOf(image);
    const kind = codeOf(PICTURES, wordOf(Type).replace(/^0+(?=\d)/, '')) as PhotoKind | undefined;
    const bytes = kind && base64Of(Data);
    return kind && bytes ? [{ kind, bytes }] : [];
  });
}
