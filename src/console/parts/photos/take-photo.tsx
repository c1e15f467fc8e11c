import { CameraOutlined, PictureOutlined } from '@ant-design/icons';
import { App, Button, Flex } from 'antd';
import { useRef, useState } from 'react';
import { useT, w } from '../../session/language.ts';
import { prepare } from './preparing.ts';
import { PhotoFault, shrink } from './shrink.ts';

const W = {
  take: w('拍照', 'Take a photo'),
  choose: w('从相册选', 'From the album'),
  file: w('选择照片', 'Choose a photo'),
  failed: w('照片处理失败，请重试。', 'The photo could not be made ready. Try again.'),
};

/**
 * Takes a photo with the phone's camera, or one from its album, and hands it over scaled down as JPEG. `label` says what the
 * photo is to show; it is told to screen readers.
 */
export function TakePhoto({
  label,
  onTaken,
  size = 'middle',
}: {
  readonly label: string;
  readonly onTaken: (photo: Blob, fileName: string) => void;
  readonly size?: 'middle' | 'large';
}) {
  const t = useT();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const touch = matchMedia('(pointer: coarse)').matches;
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = '';
    if (!file) return;
    setBusy(true);
    try {
      onTaken(await prepare(() => shrink(file)), file.name.replace(/\.[^.]*$/, '.jpg'));
    } catch (error) {
      void message.error(t(error instanceof PhotoFault ? error.said : W.failed), 8);
    } finally {
      setBusy(false);
    }
  };
  const common = { type: 'file', accept: 'image/*,.heic,.heif', style: { display: 'none' } } as const;
  return (
    <Flex gap={8} wrap>
      {touch && (
        <Button
          type="primary"
          ghost
          size={size}
          icon={<CameraOutlined />}
          loading={busy}
          aria-label={`${t(W.take)}：${label}`}
          onClick={() => camera.current?.click()}
        >
          {t(W.take)}
        </Button>
      )}
      <Button
        size={size}
        icon={<PictureOutlined />}
        loading={busy && !touch}
        aria-label={`${t(touch ? W.choose : W.file)}：${label}`}
        onClick={() => album.current?.click()}
      >
        {t(touch ? W.choose : W.file)}
      </Button>
      <input
        ref={camera}
        {...common}
        aria-label={`${t(W.take)}：${label}`}
        capture="environment"
        onChange={(event) => void take(event.target)}
      />
      <input
        ref={album}
        {...common}
        aria-label={`${t(W.choose)}：${label}`}
        data-photo={label}
        onChange={(event) => void take(event.target)}
      />
    </Flex>
  );
}
