/** What a picture in a ledger shows; the rest is told apart by where it is. */
export type PhotoSlot = 'list' | 'licence' | 'machine_plate' | 'engine_plate' | 'label' | 'other';

/** The kinds under which people file such pictures (evidence's `kind`), each with its Chinese name. */
const KINDS: Readonly<Record<Exclude<PhotoSlot, 'other'>, readonly string[]>> = {
  list: ['list', 'vehicle_list', '随车清单'],
  licence: [
    'licence',
    'license',
    'licence_front',
    'licence_back',
    'driving_licence',
    '行驶证',
    '行驶证正页',
    '行驶证副页',
  ],
  machine_plate: ['nameplate', 'machine_plate', 'machine_nameplate', '机械铭牌', '整机铭牌'],
  engine_plate: ['engine_plate', 'engine_nameplate', '发动机铭牌'],
  label: ['label', 'environmental_label', '环保标签', '机械环保信息标签'],
};

export function slotOf(kind: string): PhotoSlot {
  const named = kind.normalize('NFKC').trim().toLowerCase();
  const slots = Object.keys(KINDS) as (keyof typeof KINDS)[];
  return slots.find((slot) => KINDS[slot].includes(named)) ?? 'other';
}

const ENDINGS: Readonly<Record<string, string>> = {
  ...{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/avif': 'avif' },
  ...{ 'application/pdf': 'pdf', 'video/mp4': 'mp4' },
};

/** The name under which a picture lies in the archive of a ledger, such as `<visit>/in-1-head.jpg`; it holds no plate. */
export function photoName(folder: string, start: string, number: number, photo: { kind: string; mediaType: string }) {
  const kind = photo.kind.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 30);
  return `${folder}/${start}-${number}-${kind}.${ENDINGS[photo.mediaType] ?? 'bin'}`;
}
