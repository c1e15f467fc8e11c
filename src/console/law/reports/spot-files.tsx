import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Upload } from 'antd';
import { api, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  choose: w('选择照片、视频或文件', 'Choose photos, films or files'),
  hint: w('照片、PDF、表格或 MP4 视频，每个不超过 20 MB。', 'Pictures, PDF, XLSX or MP4, at most 20 MB each.'),
  photo: w('核查照片', 'Photo of the check'),
  file: w('附件', 'File'),
};

/** The files that prove what was found, chosen in a form; they are sent when it is. */
export function FilesField({
  value = [],
  onChange,
}: {
  readonly value?: readonly File[];
  readonly onChange?: (files: readonly File[]) => void;
}) {
  const t = useT();
  return (
    <Upload
      multiple
      accept="image/*,application/pdf,.xlsx,video/mp4"
      fileList={value.map((file, at) => ({ uid: `${at} ${file.name}`, name: file.name }))}
      beforeUpload={(_, files) => {
        onChange?.([...value, ...files]);
        return Upload.LIST_IGNORE;
      }}
      onRemove={({ uid }) => onChange?.(value.filter((file, at) => `${at} ${file.name}` !== uid))}
    >
      <Button icon={<UploadOutlined />}>{t(W.choose)}</Button>
      <div style={{ fontSize: 12 }}>{t(W.hint)}</div>
    </Upload>
  );
}

/** What proves the result of one item; the files of a check are read once for all of its items. */
export function FilesOf({ checkId, ids }: { readonly checkId: string; readonly ids: readonly string[] }) {
  const t = useT();
  const evidence = useQuery({
    queryKey: ['evidence', 'spot_check', checkId],
    queryFn: () =>
      told(
        api.GET('/api/v1/evidence', {
          params: { query: { subjectType: 'spot_check', subjectId: checkId, limit: '200' } },
        }),
      ),
    enabled: ids.length > 0,
  });
  const files = evidence.data?.items.filter(({ id }) => ids.includes(id)) ?? [];
  if (files.length === 0) return ids.length > 0 ? <PartFault of={evidence} /> : null;
  return (
    <Flex gap={8} wrap style={{ marginTop: 4 }}>
      {files.map(({ id, mediaType, fileName }) =>
        mediaType.startsWith('image/') ? (
          <Photo key={id} path={`/api/v1/evidence/${id}/content`} alt={fileName ?? t(W.photo)} width={96} height={72} />
        ) : (
          <Download key={id} size="small" path={`/api/v1/evidence/${id}/content`} fileName={fileName ?? id}>
            {fileName ?? t(W.file)}
          </Download>
        ),
      )}
    </Flex>
  );
}
