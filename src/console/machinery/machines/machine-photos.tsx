import { Typography } from 'antd';
import { MACHINE_PHOTOS } from '../../../domain/machinery/machine-photos.ts';
import type { Schema } from '../../api/client.ts';
import { EvidencePhoto } from '../../parts/photos/evidence-photo.tsx';
import { LocalPhoto } from '../../parts/photos/local-photo.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/tags.tsx';
import { addUploads } from '../../parts/uploads/queue.ts';
import { useUploads } from '../../parts/uploads/use-uploads.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { PhotoSlots, photoKindsOf } from './photo-slots.tsx';

const W = {
  title: w('照片', 'Photos'),
  lacking: w('缺少', 'Lacking'),
  sending: w('正在上传', 'Being sent'),
  none: w('没有照片', 'No photo'),
};

/** The pictures that a machine's record asks for; those on their way among them. A new one takes the place of the old. */
export function MachinePhotos({ machine, mayAdd }: { readonly machine: Schema<'Machine'>; readonly mayAdd: boolean }) {
  const t = useT();
  const { id: userId } = useMe();
  const sending = useUploads(machine.id);
  const { present, lacking } = machine.photos;
  return (
    <Section
      title={t(W.title)}
      actions={
        lacking.length > 0 && (
          <Typography.Text type="warning">
            {t(W.lacking)}：{lacking.map((kind) => t(MACHINE_PHOTOS[kind])).join('、')}
          </Typography.Text>
        )
      }
    >
      <PhotoSlots
        kinds={photoKindsOf(machine.fuel)}
        shown={(kind, title) => {
          const coming = sending.find((one) => one.kind === kind);
          const there = present.find((one) => one.kind === kind);
          if (coming)
            return (
              <div>
                <LocalPhoto blob={coming.content} alt={title} width="100%" height={160} />
                <Mark tone="info">{t(W.sending)}</Mark>
              </div>
            );
          if (there) return <EvidencePhoto evidenceId={there.evidenceId} alt={title} height={160} />;
          return mayAdd ? undefined : <Typography.Text type="secondary">{t(W.none)}</Typography.Text>;
        }}
        onTaken={
          mayAdd
            ? (kind, content, fileName) =>
                void addUploads(userId, [
                  {
                    ...{ subjectType: 'machine', subjectId: machine.id, kind, fileName, content },
                    label: `${machine.name} · ${t(MACHINE_PHOTOS[kind])}`,
                  },
                ])
            : undefined
        }
      />
    </Section>
  );
}
