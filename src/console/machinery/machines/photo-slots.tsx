import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { MACHINE_PHOTO_KINDS, MACHINE_PHOTOS, type MachinePhoto } from '../../../domain/machinery/machine-photos.ts';
import { LocalPhoto } from '../../parts/photos/local-photo.tsx';
import { TakePhoto } from '../../parts/photos/take-photo.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  remove: w('删除', 'Remove'),
  asked: w('县区要求', 'Asked for'),
};

const HINTS: Readonly<Record<MachinePhoto, ReturnType<typeof w>>> = {
  photo_machine: w('站在侧前方，把整台机械拍全', 'From the front and the side, all of it in the picture'),
  photo_machine_plate: w('对准铭牌，字要看得清', 'Straight at the plate, so that it can be read'),
  photo_engine_plate: w('发动机舱内，字要看得清', 'In the engine bay, so that it can be read'),
  photo_environmental_label: w('标签或号牌，把号码拍全', 'Label or number plate, all of the number in it'),
};

/** What runs on electricity alone has no engine to show. */
export const photoKindsOf = (fuel: string | undefined): readonly MachinePhoto[] =>
  MACHINE_PHOTO_KINDS.filter((kind) => kind !== 'photo_engine_plate' || fuel !== 'electric');

/** One place for each photo that a record asks for. `shown` gives what is there of a kind, or nothing. */
export function PhotoSlots({
  kinds,
  shown,
  asked = [],
  onTaken,
}: {
  readonly kinds: readonly MachinePhoto[];
  readonly shown: (kind: MachinePhoto, title: string) => ReactNode;
  readonly asked?: readonly string[];
  readonly onTaken?: ((kind: MachinePhoto, photo: Blob, fileName: string) => void) | undefined;
}) {
  const t = useT();
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))' }}>
      {kinds.map((kind) => {
        const title = t(MACHINE_PHOTOS[kind]);
        const there = shown(kind, title);
        return (
          <Flex key={kind} vertical gap={8} style={{ border: '1px solid #d9dfdf', borderRadius: 8, padding: 12 }}>
            <Flex justify="space-between" gap={8} align="center">
              <strong>{title}</strong>
              {asked.includes(kind) && <Mark tone="warn">{t(W.asked)}</Mark>}
            </Flex>
            {there ?? <Typography.Text type="secondary">{t(HINTS[kind])}</Typography.Text>}
            {onTaken && (
              <TakePhoto label={title} size="large" onTaken={(photo, fileName) => onTaken(kind, photo, fileName)} />
            )}
          </Flex>
        );
      })}
    </div>
  );
}

/** A photo that was taken here and waits on the device, with a way to be rid of it. */
export function TakenPhoto({
  content,
  title,
  onRemove,
}: {
  readonly content: Blob;
  readonly title: string;
  readonly onRemove: () => void;
}) {
  const t = useT();
  return (
    <div style={{ position: 'relative' }}>
      <LocalPhoto blob={content} alt={title} width="100%" height={160} />
      <Button
        icon={<DeleteOutlined />}
        aria-label={`${t(W.remove)}：${title}`}
        onClick={onRemove}
        style={{ position: 'absolute', right: 6, top: 6 }}
      />
    </div>
  );
}
