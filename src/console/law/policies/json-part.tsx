import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { type Draft, useSaveDraft } from './draft.ts';
import { Faults } from './faults.tsx';
import { placeInJson } from './place-in-json.ts';

const W = {
  label: w('草案全文', 'Document of the draft'),
  save: w('保存并检查', 'Save and check'),
  saved: w('已保存', 'Saved'),
  notJson: w('不是有效的 JSON：', 'This is not JSON: '),
  hint: w('点击问题可定位到对应位置。', 'A fault leads to its place.'),
};

/** The document of a draft as text; what is wrong with it leads to its place. */
export function JsonPart({ draft, at }: { readonly draft: Draft; readonly at: string | undefined }) {
  const t = useT();
  const saveDraft = useSaveDraft(draft);
  const { message } = App.useApp();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => JSON.stringify(draft.document, null, 2));
  const [broken, setBroken] = useState<string>();
  const [check, setCheck] = useState<Schema<'PolicyCheck'>>();
  const save = useMutation({
    mutationFn: (document: Record<string, unknown>) => saveDraft(document),
    onSuccess: (saved) => {
      setCheck(saved.check);
      void message.success(t(W.saved));
    },
  });
  const show = (pointer: string) => {
    const field = area.current;
    const place = isJson(text) ? placeInJson(text, pointer) : undefined;
    if (!field || !place) return;
    field.focus();
    field.setSelectionRange(place[0], place[1]);
    const lines = text.slice(0, place[0]).split('\n').length;
    field.scrollTop = Math.max(0, (lines - 5) * 20);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current && at) show(at);
    begun.current = true;
  });
  const submit = () => {
    try {
      setBroken(undefined);
      save.mutate(JSON.parse(text) as Record<string, unknown>);
    } catch (error) {
      setBroken(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Flex vertical gap={12}>
      {broken !== undefined && <Alert role="alert" type="error" showIcon title={`${t(W.notJson)}${broken}`} />}
      {save.error && <Alert role="alert" type="error" showIcon title={save.error.message} />}
      {check && (
        <>
          <Typography.Text type="secondary">{t(W.hint)}</Typography.Text>
          <Faults check={check} onPlace={show} />
        </>
      )}
      <textarea
        ref={area}
        aria-label={t(W.label)}
        value={text}
        onChange={({ target }) => setText(target.value)}
        readOnly={!draft.writable}
        spellCheck={false}
        style={{
          width: '100%',
          boxSizing: 'border-box',
          height: '60vh',
          minHeight: 320,
          padding: 12,
          border: '1px solid #b8c2c2',
          borderRadius: 8,
          fontFamily: 'ui-monospace, Consolas, monospace',
          fontSize: 13,
          lineHeight: '20px',
          whiteSpace: 'pre',
          overflow: 'auto',
        }}
      />
      {draft.writable && (
        <div>
          <Button type="primary" loading={save.isPending} onClick={submit}>
            {t(W.save)}
          </Button>
        </div>
      )}
    </Flex>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
