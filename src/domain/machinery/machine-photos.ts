import type { Message } from '../failure.ts';

/** The pictures that a machine's record asks for (登记照片), by the kind of evidence that each is. */
export const MACHINE_PHOTOS = {
  photo_machine: { en: 'the whole machine', zh: '整机照片' },
  photo_machine_plate: { en: 'the plate of the machine', zh: '整机铭牌' },
  photo_engine_plate: { en: 'the plate of the engine', zh: '发动机铭牌' },
  photo_environmental_label: { en: 'the environmental-information label', zh: '环保信息标签' },
} as const satisfies Record<string, Message>;
export type MachinePhoto = keyof typeof MACHINE_PHOTOS;
export const MACHINE_PHOTO_KINDS = Object.keys(MACHINE_PHOTOS) as [MachinePhoto, ...MachinePhoto[]];

type Picture = { readonly id: string; readonly kind: string; readonly mediaType: string };

/** Whether a file is one of them. */
export function isMachinePhoto({ kind, mediaType }: Pick<Picture, 'kind' | 'mediaType'>): boolean {
  return Object.hasOwn(MACHINE_PHOTOS, kind) && mediaType.startsWith('image/');
}

/** Which of them are there, each with its newest picture, and which are lacking. Evidence comes oldest first. */
export function photosOf(evidence: readonly Picture[], fuel: string | null) {
  const pictures = evidence.filter(isMachinePhoto);
  const present = MACHINE_PHOTO_KINDS.flatMap((kind) => {
    const newest = pictures.findLast((picture) => picture.kind === kind);
    return newest ? [{ kind, evidenceId: newest.id }] : [];
  });
  // What runs on electricity alone has no engine.
  const asked = MACHINE_PHOTO_KINDS.filter((kind) => kind !== 'photo_engine_plate' || fuel !== 'electric');
  const lacking = asked.filter((kind) => !present.some((one) => one.kind === kind));
  return { present, lacking };
}
