import { Button } from 'antd';
import { useState } from 'react';
import { useT, w } from '../../session/language.ts';
import { EvidencePhotos } from '../evidence-photos.tsx';

const W = { photos: w('看照片', 'Photos'), none: w('该次通行没有照片。', 'No photos of this passage.') };

/** The photos of a passage, fetched when asked for: each look at one is recorded. */
export function PassagePhotos({ id }: { readonly id: string }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  if (shown) return <EvidencePhotos subjectType="passage" subjectId={id} none={W.none} />;
  return (
    <Button
      size="small"
      type="link"
      style={{ alignSelf: 'flex-start', paddingInline: 0 }}
      onClick={() => setShown(true)}
    >
      {t(W.photos)}
    </Button>
  );
}
