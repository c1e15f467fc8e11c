import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Flex, Typography } from 'antd';
import { useRef } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Photo } from '../../parts/photo.tsx';
import { addUploads } from '../../parts/uploads/queue.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';

const W = {
  none: w('没有照片或附件。', 'No photos or files.'),
  add: w('上传照片或文件', 'Add a photo or file'),
  added: w('正在上传，离开本页也会继续。', 'On its way; it goes on when you leave this page.'),
  photo: w('照片', 'Photo'),
  file: w('附件', 'File'),
  original: w('原图', 'Full size'),
  forms: w(
    '支持 JPG、PNG、WebP、PDF、XLSX、MP4，单个不超过 20 MB。',
    'JPG, PNG, WebP, PDF, XLSX or MP4, up to 20 MB each.',
  ),
};

type Subject = Schema<'Evidence'>['subjectType'];
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,application/pdf,.xlsx,video/mp4';

/** What a file is as evidence where nobody says more of it. */
export const kindOf = (file: File): string => (file.type.startsWith('image/') ? 'photo' : 'document');

/** A file as the queue of uploads keeps it. */
const asUpload = (file: File) => ({ label: file.name, fileName: file.name, content: file });

export const useEvidence = (subjectType: Subject, subjectId: string) =>
  useQuery({
    queryKey: ['evidence', subjectType, subjectId],
    queryFn: () => told(api.GET('/api/v1/evidence', { params: { query: { subjectType, subjectId } } })),
  });

/** The photos and files about something, and a way to add some where that is allowed. */
export function Evidence({
  subjectType,
  subjectId,
  mayAdd = false,
  alt,
}: {
  readonly subjectType: Subject;
  readonly subjectId: string;
  readonly mayAdd?: boolean;
  /** What its photos show. */
  readonly alt: string;
}) {
  const t = useT();
  const evidence = useEvidence(subjectType, subjectId);
  const items = evidence.data?.items ?? [];
  return (
    <Flex vertical gap={12}>
      <PartFault of={evidence} />
      {evidence.data && items.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      {items.length > 0 && <Files items={items} alt={alt} />}
      {mayAdd && <AddFile subjectType={subjectType} subjectId={subjectId} />}
    </Flex>
  );
}

function Files({ items, alt }: { readonly items: readonly Schema<'Evidence'>[]; readonly alt: string }) {
  const t = useT();
  return (
    <Flex gap={12} wrap>
      {items.map(({ id, mediaType, fileName, kind }) => {
        const path = `/api/v1/evidence/${id}`;
        const picture = mediaType.startsWith('image/');
        return (
          <Flex vertical gap={4} key={id} style={{ maxWidth: 200 }}>
            {picture && <Photo path={`${path}/thumbnail`} alt={alt} width={200} height={150} />}
            <Download path={`${path}/content`} fileName={fileName ?? kind} size="small">
              {picture ? t(W.original) : (fileName ?? t(W.file))}
            </Download>
          </Flex>
        );
      })}
    </Flex>
  );
}

function AddFile({ subjectType, subjectId }: { readonly subjectType: Subject; readonly subjectId: string }) {
  const t = useT();
  const { id: userId } = useMe();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const add = async (files: readonly File[]) => {
    const about = { subjectType, subjectId };
    const added = files.map((file) => ({ ...about, kind: kindOf(file), ...asUpload(file) }));
    await addUploads(userId, added);
    void message.info(t(W.added));
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label={t(W.add)}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) void add(files);
        }}
      />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {t(W.add)}
      </Button>
      <Typography.Paragraph type="secondary" style={{ margin: '4px 0 0', fontSize: 12 }}>
        {t(W.forms)}
      </Typography.Paragraph>
    </div>
  );
}
