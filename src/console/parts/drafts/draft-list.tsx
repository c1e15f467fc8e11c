import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Popconfirm, Typography } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { formatInstant } from '../../../domain/time.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { Instant } from '../moments.tsx';
import { PartFault } from '../part-fault.tsx';
import { Section } from '../section.tsx';
import { type Draft, draftHere, draftsElsewhere, draftsHere, dropDraft, dropElsewhere, takeDraft } from './drafts.ts';

const W = {
  photos: w('个照片或文件', 'photos or files'),
  elsewhere: w('在另一台设备上填写，照片在那台设备上', 'Begun on another device; its photos are there'),
  go: w('继续填写', 'Go on'),
  drop: w('删除草稿', 'Remove the draft'),
  sure: w('删除后填写的内容和照片无法恢复。', 'What was typed and the photos are gone then.'),
};

/** What the user began and did not send, here or on another device; nothing where there is nothing. `but`: the one that is open. */
export function DraftList({
  kind,
  title,
  but,
  onOpen,
}: {
  readonly kind: string;
  readonly title: Message;
  readonly but?: string;
  readonly onOpen: (draft: Draft) => void;
}) {
  const t = useT();
  const { id } = useMe();
  const queries = useQueryClient();
  const here = useQuery({
    queryKey: ['drafts', 'here', kind],
    queryFn: () => draftsHere(id, kind),
    networkMode: 'always',
    gcTime: 0,
  });
  const elsewhere = useQuery({
    queryKey: ['drafts', 'elsewhere', kind],
    queryFn: () => draftsElsewhere(id, kind),
    gcTime: 0,
  });
  const again = () => void queries.invalidateQueries({ queryKey: ['drafts'] });
  const take = async (remoteId: string) => {
    const taken = await draftHere(await takeDraft(remoteId, id), id);
    if (taken) onOpen(taken);
  };
  const rows = [
    ...(here.data ?? []).map((draft) => ({
      ...{ key: draft.key, title: draft.title, at: formatInstant(draft.updatedAt) },
      note: draft.photos.length > 0 ? `${draft.photos.length} ${t(W.photos)}` : '',
      open: () => onOpen(draft),
      drop: () => void dropDraft(draft.key).then(again),
    })),
    ...(elsewhere.data ?? []).map(({ id: remoteId, title: name, updatedAt }) => ({
      ...{ key: remoteId, title: name, at: updatedAt, note: t(W.elsewhere) },
      open: () => void take(remoteId),
      drop: () => void dropElsewhere(remoteId).then(again),
    })),
  ].filter(({ key }) => key !== but);
  if (rows.length === 0) return <PartFault of={elsewhere} />;
  return (
    <Section title={t(title)}>
      <PartFault of={elsewhere} />
      {rows.map(({ key, title: name, at, note, open, drop }) => (
        <Flex key={key} justify="space-between" align="center" gap={8} wrap style={{ padding: '6px 0' }}>
          <div>
            <strong>{name}</strong>
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              <Instant at={at} /> {note}
            </Typography.Text>
          </div>
          <Flex gap={8}>
            <Button type="primary" ghost onClick={open} aria-label={`${t(W.go)}：${name}`}>
              {t(W.go)}
            </Button>
            <Popconfirm title={t(W.drop)} description={t(W.sure)} onConfirm={drop}>
              <Button icon={<DeleteOutlined />} aria-label={`${t(W.drop)}：${name}`} />
            </Popconfirm>
          </Flex>
        </Flex>
      ))}
    </Section>
  );
}
