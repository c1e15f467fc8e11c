import { Button, Upload } from 'antd';
import type { DraftPhoto } from '../../parts/drafts/drafts.ts';
import type { ChangePhotos } from '../../parts/drafts/use-draft-photos.ts';
import { useT, w } from '../../session/language.ts';
import { kindOf } from '../parts/evidence.tsx';

const W = { choose: w('选择文件', 'Choose files') };

/** The files that go with an appeal; they wait on the device until it is made. */
export function Files({ files, change }: { readonly files: readonly DraftPhoto[]; readonly change: ChangePhotos }) {
  const t = useT();
  return (
    <Upload
      multiple
      accept="image/jpeg,image/png,image/webp,application/pdf,.xlsx,video/mp4"
      fileList={files.map(({ fileName }, index) => ({ uid: String(index), name: fileName }))}
      beforeUpload={(file, chosen) => {
        // It is called for each of those that were chosen together.
        const added = chosen.map((one) => ({ kind: kindOf(one), fileName: one.name, content: one }));
        if (file === chosen[0]) change((now) => [...now, ...added]);
        return false;
      }}
      onRemove={({ uid }) => change((now) => now.filter((_, index) => String(index) !== uid))}
    >
      <Button>{t(W.choose)}</Button>
    </Upload>
  );
}
