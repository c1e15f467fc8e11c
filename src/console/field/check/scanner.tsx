import { CameraOutlined, PictureOutlined, StopOutlined } from '@ant-design/icons';
import { Alert, Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useT, w } from '../../session/language.ts';
import { readCode } from './read-code.ts';

const W = {
  scan: w('扫描凭证或标签', 'Scan a slip or label'),
  stop: w('停止扫描', 'Stop'),
  photo: w('从照片识别', 'Read from a photo'),
  point: w('将二维码对准取景框', 'Hold the code into the frame'),
  camera: w('扫描画面', 'Camera picture'),
  denied: w(
    '无法使用摄像头，请改用“从照片识别”或手工输入编号。',
    'The camera cannot be used: read from a photo, or type the number.',
  ),
  none: w(
    '照片中没有识别到二维码，请靠近、对正后重拍，或手工输入编号。',
    'No code was found in the photo: come closer and take it straight on, or type the number.',
  ),
};

const PAUSE_MS = 150;

/** Reads the code on a slip or label, by the camera or from a photo. */
export function Scanner({ onText }: { readonly onText: (text: string) => void }) {
  const t = useT();
  const [scanning, setScanning] = useState(false);
  const [trouble, setTrouble] = useState<'denied' | 'none'>();
  const picker = useRef<HTMLInputElement>(null);
  const found = (text: string) => {
    setScanning(false);
    navigator.vibrate?.(60);
    onText(text);
  };
  const fromPhoto = async (file: File | undefined) => {
    if (!file) return;
    setTrouble(undefined);
    const picture = await createImageBitmap(file).catch(() => undefined);
    const text = picture && (await readCode(picture, picture.width, picture.height));
    if (text === undefined) setTrouble('none');
    else found(text);
  };
  return (
    <Flex vertical gap={12}>
      {scanning ? (
        <>
          <Camera
            onText={found}
            onDenied={() => {
              setScanning(false);
              setTrouble('denied');
            }}
          />
          <Button size="large" icon={<StopOutlined />} onClick={() => setScanning(false)}>
            {t(W.stop)}
          </Button>
        </>
      ) : (
        <Button
          type="primary"
          icon={<CameraOutlined />}
          style={{ height: 64, fontSize: 18 }}
          onClick={() => {
            setTrouble(undefined);
            setScanning(true);
          }}
        >
          {t(W.scan)}
        </Button>
      )}
      <Button icon={<PictureOutlined />} size="large" onClick={() => picker.current?.click()}>
        {t(W.photo)}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        aria-label={t(W.photo)}
        onChange={({ target }) => {
          void fromPhoto(target.files?.[0]);
          target.value = '';
        }}
      />
      {trouble && <Alert type="warning" showIcon title={t(W[trouble])} />}
    </Flex>
  );
}

function Camera({ onText, onDenied }: { readonly onText: (text: string) => void; readonly onDenied: () => void }) {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onText, onDenied });
  useEffect(() => {
    told.current = { onText, onDenied };
  });
  useEffect(() => {
    let over = false;
    let stream: MediaStream | undefined;
    const look = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      } catch {
        if (!over) told.current.onDenied();
        return;
      }
      const screen = video.current;
      if (over || !screen) return release(stream);
      screen.srcObject = stream;
      await screen.play().catch(() => undefined);
      while (!over) {
        const { videoWidth, videoHeight } = screen;
        const text = videoWidth > 0 ? await readCode(screen, videoWidth, videoHeight) : undefined;
        if (text !== undefined && !over) return told.current.onText(text);
        await new Promise((resume) => setTimeout(resume, PAUSE_MS));
      }
    };
    void look();
    return () => {
      over = true;
      release(stream);
    };
  }, []);
  return (
    <figure style={{ margin: 0 }}>
      <video
        ref={video}
        muted
        playsInline
        aria-label={t(W.camera)}
        style={{ width: '100%', maxHeight: '60vh', borderRadius: 12, background: '#10201e', objectFit: 'cover' }}
      />
      <figcaption style={{ textAlign: 'center', padding: 4 }}>{t(W.point)}</figcaption>
    </figure>
  );
}

function release(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
