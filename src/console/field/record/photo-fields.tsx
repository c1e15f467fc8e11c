import { CameraOutlined, DeleteOutlined } from '@ant-design/icons';
import { App, Button, Card, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { MACHINE_PHOTOS } from '../../../domain/machinery/machine-photos.ts';
import { newKey } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { change } from '../outbox/entries.ts';
import type { Entry, EntryPhoto } from '../outbox/entry.ts';
import { scaledPhoto } from './scaled-photo.ts';

const W = {
  title: w('照片', 'Photos'),
  unreadable: w('此照片格式无法识别，请改用相机拍照（JPEG）。', 'This photo cannot be read: take it as JPEG.'),
  remove: w('删除照片', 'Remove the photo'),
  sent: w('已上传', 'sent'),
};
const KINDS = { photo: w('现场照片', 'On the spot'), ...MACHINE_PHOTOS };

/** Photos of the machine and its plates, kept with the record until they are sent. */
export function PhotoFields({ entry }: { readonly entry: Entry }) {
  const t = useT();
  const { message } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState('photo');
  const add = async (files: readonly File[]) => {
    for (const file of files) {
      const picture = await scaledPhoto(file);
      if (!picture) void message.error(t(W.unreadable));
      else {
        const photo: EntryPhoto = { id: newKey(), kind, picture };
        await change(entry.id, (now) => ({ ...now, photos: [...now.photos, photo] }));
      }
    }
  };
  const remove = (id: string) =>
    void change(entry.id, (now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) }));
  return (
    <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
      <Flex gap={8} wrap>
        {Object.entries(KINDS).map(([value, word]) => (
          <Button
            key={value}
            icon={<CameraOutlined />}
            onClick={() => {
              setKind(value);
              picker.current?.click();
            }}
          >
            {t(word)}
          </Button>
        ))}
      </Flex>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        // The kit shows file fields of forms, whatever they say.
        style={{ display: 'none' }}
        aria-label={t(W.title)}
        onChange={({ target }) => {
          void add([...(target.files ?? [])]).finally(() => {
            target.value = '';
          });
        }}
      />
      {entry.photos.length > 0 && (
        <Flex gap={12} wrap component="ul" style={{ listStyle: 'none', padding: 0, margin: '12px 0 0' }}>
          {entry.photos.map((photo) => (
            <li key={photo.id} style={{ width: 132 }}>
              <Picture photo={photo} alt={t(KINDS[photo.kind as keyof typeof KINDS])} />
              <Flex justify="space-between" align="center">
                <span style={{ fontSize: 13 }}>
                  {photo.sent ? t(W.sent) : t(KINDS[photo.kind as keyof typeof KINDS])}
                </span>
                {!photo.sent && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t(W.remove)}
                    onClick={() => remove(photo.id)}
                  />
                )}
              </Flex>
            </li>
          ))}
        </Flex>
      )}
    </Card>
  );
}

function Picture({ photo, alt }: { readonly photo: EntryPhoto; readonly alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo.picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.picture]);
  return (
    <img
      src={url}
      alt={alt}
      width={132}
      height={100}
      style={{ objectFit: 'cover', borderRadius: 8, background: '#eef1f1' }}
    />
  );
}
