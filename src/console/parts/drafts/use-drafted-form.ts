import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useMe } from '../../session/session-provider.tsx';
import { showFaults } from '../form-faults.ts';
import { addUploads } from '../uploads/queue.ts';
import { type Draft, dropDraft, keepDraft } from './drafts.ts';
import { useDraftPhotos } from './use-draft-photos.ts';
import { useWhenOnline } from './use-when-online.ts';

/** What stands in a form, and what it was last sent as: the same again, after an answer that got lost, goes under the same key. */
type Kept<Values> = { readonly values?: Values; readonly sent?: { readonly text: string; readonly key: string } };

/** What was typed into the form of a draft when it was left. */
export const keptValues = <Values>(draft: Draft | null): Values | undefined =>
  (draft?.content as Kept<Values> | undefined)?.values;

/**
 * A form that is kept on the device until it is sent, with the photos and files that become evidence of what it makes. Without a
 * network it is sent again by itself when there is one.
 */
export function useDraftedForm<Values, Body extends object>({
  draftKey,
  draft,
  kind,
  about = {},
  form,
  titleOf,
  subjectType,
  bodyOf,
  post,
  onMade,
}: {
  readonly draftKey: string;
  readonly draft: Draft | null;
  readonly kind: string;
  /** Kept beside what was typed. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly form: FormInstance<Values>;
  readonly titleOf: (values: Values) => string;
  /** What kind of thing it becomes, for the evidence. */
  readonly subjectType: string;
  readonly bodyOf: (values: Values) => Body;
  readonly post: (body: Body, key: string) => Promise<{ readonly id: string }>;
  readonly onMade: (id: string) => void;
}) {
  const { id: userId } = useMe();
  const queries = useQueryClient();
  const [files, changeFiles] = useDraftPhotos(draft?.photos ?? [], (next) => void keep(next));
  const [fault, setFault] = useState<string>();
  const sent = useRef((draft?.content as Kept<Values> | undefined)?.sent);
  const typed = () => form.getFieldsValue(true) as Values;
  const keep = (photos = files): Promise<void> => {
    const content = { ...about, values: typed(), ...(sent.current ? { sent: sent.current } : {}) };
    return keepDraft({ key: draftKey, userId, kind, title: titleOf(typed()), content, photos });
  };
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const body = bodyOf(typed());
      const text = JSON.stringify(body);
      if (sent.current?.text !== text) sent.current = { text, key: newKey() };
      await keep();
      return post(body, sent.current.key);
    },
    onSuccess: async ({ id }) => {
      const of = { subjectType, subjectId: id };
      await addUploads(
        userId,
        files.map((file) => ({ ...of, ...file, label: file.fileName })),
      );
      await dropDraft(draftKey);
      void queries.invalidateQueries();
      onMade(id);
    },
    onError: (error) => {
      if (!isOffline(error)) setFault(showFaults(form, error));
    },
  });
  const send = () => {
    setFault(undefined);
    sending.mutate();
  };
  const offline = isOffline(sending.error) && !sending.isPending;
  useWhenOnline(offline, send);
  return {
    files,
    changeFiles,
    keep: () => void keep(),
    send,
    sending: sending.isPending,
    /** Whether it waits for a network. */
    offline,
    /** What was wrong and belongs to no field. */
    fault,
  };
}

const isOffline = (error: unknown): boolean => error instanceof Problem && error.status === 0;
