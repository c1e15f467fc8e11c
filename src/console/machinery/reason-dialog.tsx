import { Flex, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import type { Message } from '../../domain/failure.ts';
import { useT, w } from '../session/language.ts';

const W = {
  reason: w('原因', 'Reason'),
  optional: w('说明（选填）', 'Reason (optional)'),
  needed: w('请写明原因', 'A reason is needed'),
  common: w('常用原因，点选填入', 'Common reasons'),
};

/** Asks once more before something binding, says what will happen, and takes a reason; common ones can be picked. */
export function ReasonDialog({
  title,
  what,
  needed,
  danger = false,
  common = [],
  loading,
  onOk,
  onClose,
}: {
  readonly title: string;
  readonly what: string;
  readonly needed: boolean;
  readonly danger?: boolean;
  readonly common?: readonly Message[];
  readonly loading: boolean;
  readonly onOk: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const lacking = needed && reason.trim() === '';
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading, danger }}
      onOk={() => (lacking ? setAsked(true) : onOk(reason.trim()))}
      onCancel={onClose}
    >
      <p>{what}</p>
      <Form layout="vertical">
        {common.length > 0 && (
          <Form.Item label={t(W.common)}>
            <Flex gap={8} wrap role="group" aria-label={t(W.common)}>
              {common.map((message) => {
                // Whoever is told the reason, and the receipt, read Chinese.
                const text = message.zh;
                return (
                  <Tag.CheckableTag
                    key={message.en}
                    checked={reason.includes(text)}
                    style={{ border: '1px solid #9fcac3', padding: '4px 10px', fontSize: 14, whiteSpace: 'normal' }}
                    onChange={(checked) =>
                      setReason(
                        checked ? [reason.trim(), text].filter(Boolean).join('') : reason.replace(text, '').trim(),
                      )
                    }
                  >
                    {t(message)}
                  </Tag.CheckableTag>
                );
              })}
            </Flex>
          </Form.Item>
        )}
        <Form.Item
          label={t(needed ? W.reason : W.optional)}
          htmlFor="reason-text"
          validateStatus={asked && lacking ? 'error' : ''}
          help={asked && lacking ? t(W.needed) : undefined}
        >
          <Input.TextArea
            id="reason-text"
            rows={3}
            maxLength={500}
            value={reason}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
