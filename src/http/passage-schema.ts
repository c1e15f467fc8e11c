import { z } from 'zod';
import type { PassageMessage } from '../actions/gates/record-passages.ts';
import { EMISSION_SUBSTAGES, emissionStageInput, withSubstage } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { normalisePlate } from '../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { USAGES, usageCodeInput } from '../domain/codes/usage.ts';
import { vehicleTypeInput } from '../domain/codes/vehicle-type.ts';
import { vinInput } from '../domain/codes/vin.ts';
import type { AssertedVehicle, Cargo } from '../domain/gates/passage.ts';
import { check, dayText, instantText, line, refuse, scaled } from './schemas.ts';

/** What gate software writes where it read no plate. */
const UNREADABLE = new Set(['', '无牌', '无牌车', '无号牌', '未识别', '未知', '无', 'UNKNOWN', 'NULL', 'NONE']);

/** A plate as read: anything, since cameras misread. */
export const plateText = z
  .string()
  .max(60)
  .superRefine(
    check((text: string) => !/\p{Cc}/u.test(text), {
      en: 'This must not hold control characters.',
      zh: '不得包含控制字符。',
    }),
  );

/** A vehicle as a gate asserts it; null is as good as absent. */
export const assertedVehicle = z
  .strictObject({
    vin: vinInput.nullish(),
    emissionStage: emissionStageInput.nullish(),
    emissionSubstage: z.enum(EMISSION_SUBSTAGES).nullish(),
    fuel: z.enum(FUELS).nullish(),
    usage: z.enum(USAGES).nullish(),
    usageCode: usageCodeInput.nullish(),
    vehicleType: vehicleTypeInput.nullish(),
    grossMassKg: z.int().min(1).max(1_000_000).nullish(),
    registeredOn: dayText.nullish(),
  })
  .transform((vehicle, context): AssertedVehicle | null => {
    const { emissionStage, emissionSubstage } = vehicle;
    const stage = emissionStage && withSubstage(emissionStage, emissionSubstage ?? undefined);
    if ((emissionStage && !stage) || (!emissionStage && emissionSubstage)) {
      refuse(
        context,
        {
          en: 'The substage does not go with this stage: only China VI has a and b.',
          zh: '子阶段与排放阶段不符：仅国六分 a、b。',
        },
        ['emissionSubstage'],
      );
      return z.NEVER;
    }
    return given(vehicle, { emissionStage: stage?.stage, emissionSubstage: stage?.substage });
  })
  .meta({ description: 'What the gate says of the vehicle. It never overwrites the register.' });

/** Cargo; `tonnes` has at most three decimals. */
export const cargo = z
  .strictObject({
    name: line(100).nullish(),
    bulk: z.boolean().nullish(),
    tonnes: scaled(3, { max: 1_000 }).nullish(),
    empty: z.boolean().nullish(),
  })
  .transform((told): Cargo | null => given(told, { tonnes: undefined, kg: told.tonnes }) as Cargo | null);

export const eventIdText = line(128);
export const plateColour = z.enum(PLATE_COLOURS);
export const direction = z.enum(['in', 'out']);
export const barrier = z.enum(['passed', 'refused', 'forced']);

/** A passage as a gate computer posts it. */
export const passageBody = z
  .strictObject({
    eventId: eventIdText,
    passedAt: instantText,
    direction,
    plate: plateText.nullish().meta({ description: 'Null where none could be read.' }),
    plateColour: plateColour.nullish(),
    confidence: scaled(4, { max: 1 }).nullish(),
    lane: z.int().min(0).max(1_000).nullish(),
    vehicle: assertedVehicle.nullish(),
    cargo: cargo.nullish(),
    barrier: barrier.nullish(),
    barrierReason: line(200).nullish(),
    decidedBy: z
      .strictObject({ list: z.int().min(1).max(2_000_000_000) })
      .nullish()
      .meta({ description: 'The version of the offline list by which the gate decided alone.' }),
  })
  .superRefine(({ barrier: result, barrierReason }, context) => {
    if (result === 'forced' && !barrierReason) refuse(context, REASON_NEEDED, ['barrierReason']);
  })
  .meta({ id: 'Passage' });

export const REASON_NEEDED = { en: 'A forced opening needs its reason.', zh: '强制放行必须填写原因。' };

/** The message of a checked body. */
export function messageOf(body: z.output<typeof passageBody>): PassageMessage {
  return {
    eventId: body.eventId,
    passedAt: body.passedAt,
    direction: body.direction,
    plateRaw: body.plate ?? null,
    plate: plateOf(body.plate),
    plateColour: body.plateColour ?? null,
    confidenceE4: body.confidence ?? null,
    lane: body.lane ?? null,
    vehicle: body.vehicle ?? null,
    cargo: body.cargo ?? null,
    barrier: body.barrier ?? null,
    barrierReason: body.barrierReason ?? null,
    listVersion: body.decidedBy?.list ?? null,
  };
}

/** The normalised plate of a reading; empty where none was read. */
export function plateOf(read: string | null | undefined): string {
  const plate = normalisePlate(read ?? '');
  return UNREADABLE.has(plate) ? '' : plate;
}

type Members = Readonly<Record<string, unknown>>;

/** The members that were given, those of `instead` in place of their namesakes; null where none was. */
function given(value: Members, instead: Members): Record<string, unknown> | null {
  const kept: Record<string, unknown> = {};
  let some = false;
  const keep = (name: string, member: unknown): void => {
    if (member === null || member === undefined) return;
    kept[name] = member;
    some = true;
  };
  for (const name in value) if (!(name in instead)) keep(name, value[name]);
  for (const name in instead) keep(name, instead[name]);
  return some ? kept : null;
}
