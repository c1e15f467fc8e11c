import { ZoomInOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useT, w } from '../../session/language.ts';
import { LoadedPhoto } from './loaded-photo.tsx';

const W = { large: w('查看大图', 'Full size') };

/** A picture that is evidence: a small copy, and the picture itself when somebody wants to read what is on it. */
export function EvidencePhoto({
  evidenceId,
  alt,
  height = 120,
}: {
  readonly evidenceId: string;
  readonly alt: string;
  readonly height?: number;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const path = `/api/v1/evidence/${evidenceId}`;
  return (
    <div style={{ position: 'relative', height, overflow: 'hidden', borderRadius: 8, background: '#eef1f1' }}>
      <LoadedPhoto
        path={`${path}/thumbnail`}
        alt={alt}
        style={{ width: '100%', height: '100%', objectFit: 'contain', display: 'block' }}
      />
      <Button
        icon={<ZoomInOutlined />}
        aria-label={`${t(W.large)}：${alt}`}
        onClick={() => setOpen(true)}
        style={{ position: 'absolute', right: 6, bottom: 6 }}
      />
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={alt}
        width="min(1100px, 96vw)"
        destroyOnHidden
      >
        <LoadedPhoto
          path={`${path}/content`}
          alt={alt}
          style={{ maxWidth: '100%', maxHeight: '76vh', display: 'block', margin: '0 auto' }}
        />
      </Modal>
    </div>
  );
}
