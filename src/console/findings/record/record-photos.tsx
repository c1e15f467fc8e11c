import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import type { DraftPhoto } from '../../parts/drafts/drafts.ts';
import type { ChangePhotos } from '../../parts/drafts/use-draft-photos.ts';
import { LocalPhoto } from '../../parts/photos/local-photo.tsx';
import { TakePhoto } from '../../parts/photos/take-photo.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  label: w('现场照片', 'Photo of it'),
  remove: w('删除', 'Remove'),
};

/** The photos that were taken of it so far; they wait on the device until it is on record. */
export function RecordPhotos({
  photos,
  change,
}: {
  readonly photos: readonly DraftPhoto[];
  readonly change: ChangePhotos;
}) {
  const t = useT();
  return (
    <Flex vertical gap={12}>
      {photos.length > 0 && (
        <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' }}>
          {photos.map((photo, index) => (
            <div key={nameOf(photo)} style={{ position: 'relative' }}>
              <LocalPhoto blob={photo.content} alt={`${t(W.label)} ${index + 1}`} width="100%" height={110} />
              <Button
                icon={<DeleteOutlined />}
                aria-label={`${t(W.remove)}：${t(W.label)} ${index + 1}`}
                onClick={() => change((now) => now.filter((one) => one !== photo))}
                style={{ position: 'absolute', right: 6, top: 6 }}
              />
            </div>
          ))}
        </div>
      )}
      <TakePhoto
        label={t(W.label)}
        size="large"
        onTaken={(content, fileName) => {
          const taken = { kind: 'photo', fileName, content };
          // The same from the album is there already.
          change((now) => (now.some((one) => nameOf(one) === nameOf(taken)) ? now : [...now, taken]));
        }}
      />
    </Flex>
  );
}

const nameOf = ({ fileName, content }: DraftPhoto): string => `${fileName} ${content.size}`;
