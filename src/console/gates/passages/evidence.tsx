import { FileOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Select, Upload } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { api, type Row, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Photo } from '../../parts/photo.tsx';
import { addUploads } from '../../parts/uploads/queue.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { evidenceKind } from './evidence-kinds.ts';

const W = {
  none: w('还没有照片或文件。', 'No photo or file yet.'),
  add: w('上传照片或文件', 'Add a photo or file'),
  kind: w('照片内容', 'What it shows'),
  hint: w('每个文件不超过 20 MB；照片、PDF、表格或 MP4 视频。', 'At most 20 MB each: pictures, PDF, XLSX or MP4.'),
  original: w('下载原件', 'Original'),
};

type SubjectType = Schema<'Evidence'>['subjectType'];

/** The files about one thing, with a way to add more for those who may; `kinds` are what such a file can show. */
export function Evidence({
  subjectType,
  subjectId,
  kinds = PASSAGE_KINDS,
}: {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly kinds?: readonly string[];
}) {
  const t = useT();
  const may = useMay();
  const key = ['evidence', subjectType, subjectId, 'all'];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => told(api.GET('/api/v1/evidence', { params: { query: { subjectType, subjectId, limit: '100' } } })),
    enabled: may('evidence.read'),
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Flex vertical gap={12}>
      {data.items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />
      ) : (
        <Flex wrap gap={12}>
          {data.items.map((one) => (
            <File key={one.id} file={one} t={t} />
          ))}
        </Flex>
      )}
      {may('evidence.create') && <AddEvidence {...{ subjectType, subjectId, kinds }} />}
    </Flex>
  );
}

const PASSAGE_KINDS = ['photo', 'plate', 'head', 'body', 'tail', 'list', 'licence', 'document'] as const;

function File({ file, t }: { readonly file: Row<'/api/v1/evidence'>; readonly t: (message: Message) => string }) {
  const { id, kind, mediaType, fileName, createdAt } = file;
  const name = t(evidenceKind(kind));
  return (
    <Flex vertical gap={4} style={{ width: 160 }}>
      {mediaType.startsWith('image/') ? (
        <Photo path={`/api/v1/evidence/${id}/thumbnail`} alt={name} />
      ) : (
        <Flex
          justify="center"
          align="center"
          style={{ height: 120, background: '#eef1f1', borderRadius: 8, fontSize: 32 }}
        >
          <FileOutlined aria-hidden />
        </Flex>
      )}
      <span>{name}</span>
      <Instant at={createdAt} />
      <Download size="small" path={`/api/v1/evidence/${id}/content`} fileName={fileName ?? name}>
        {t(W.original)}
      </Download>
    </Flex>
  );
}

function AddEvidence({
  subjectType,
  subjectId,
  kinds,
}: {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly kinds: readonly string[];
}) {
  const t = useT();
  const { id: userId } = useMe();
  const [kind, setKind] = useState(kinds[0] ?? 'photo');
  return (
    <Flex vertical gap={8}>
      <Flex wrap gap={8}>
        <Select
          aria-label={t(W.kind)}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(evidenceKind(value)) }))}
          style={{ minWidth: 150 }}
        />
        <Upload
          showUploadList={false}
          accept="image/*,application/pdf,.xlsx,video/mp4"
          beforeUpload={(content) => {
            const label = t(evidenceKind(kind));
            void addUploads(userId, [{ subjectType, subjectId, kind, label, fileName: content.name, content }]);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{t(W.add)}</Button>
        </Upload>
      </Flex>
      <span style={{ fontSize: 12, color: 'rgba(0, 0, 0, 0.68)' }}>{t(W.hint)}</span>
    </Flex>
  );
}
