import { useQuery } from '@tanstack/react-query';
import { Flex, Spin, Typography } from 'antd';
import type { Message } from '../../domain/failure.ts';
import { api, told } from '../api/client.ts';
import { Download } from '../parts/download.tsx';
import { minuteText } from '../parts/moments.tsx';
import { PartFault } from '../parts/part-fault.tsx';
import { Photo } from '../parts/photo.tsx';
import { useT } from '../session/language.ts';

type Subject = 'passage' | 'vehicle' | 'retirement_proof' | 'retirement_letter';

/** The evidence about one thing: pictures to look at, other files to download. */
export function EvidencePhotos({
  subjectType,
  subjectId,
  none,
}: {
  readonly subjectType: Subject;
  readonly subjectId: string;
  readonly none: Message;
}) {
  const t = useT();
  const evidence = useQuery({
    queryKey: ['evidence', subjectType, subjectId],
    queryFn: () => told(api.GET('/api/v1/evidence', { params: { query: { subjectType, subjectId } as never } })),
  });
  const { data } = evidence;
  if (evidence.isPending) return <Spin size="small" />;
  if (!data) return <PartFault of={evidence} />;
  if (data.items.length === 0) return <Typography.Text type="secondary">{t(none)}</Typography.Text>;
  return (
    <Flex gap={8} wrap>
      {data.items.map(({ id, kind, mediaType, createdAt, fileName }) =>
        mediaType.startsWith('image/') ? (
          <Photo key={id} path={`/api/v1/evidence/${id}/content`} alt={`${kind} ${minuteText(createdAt)}`} />
        ) : (
          <Download key={id} path={`/api/v1/evidence/${id}/content`} fileName={fileName ?? id}>
            {fileName ?? kind}
          </Download>
        ),
      )}
    </Flex>
  );
}
