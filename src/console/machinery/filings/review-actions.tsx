import { App, Button, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { actionRefusal, FILING_STATES } from '../../../domain/machinery/filing.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { acceptFiling } from './accept-filing.ts';

const W = {
  accept: w('受理', 'Accept'),
  acceptExtension: w('认可延期', 'Accept the extension'),
  return: w('退回补正', 'Return'),
  reject: w('驳回', 'Reject'),
  acceptWhat: w('受理后申报单位可打印进场凭证，受理不能撤销。', 'The slip can then be printed. It cannot be undone.'),
  returnWhat: w(
    '申报单位补正后重新提交；在期限内提交的，仍按原提交时间。',
    'They mend it and resubmit; in time, it keeps its date of submission.',
  ),
  rejectWhat: w('驳回后该申报终结，不能再提交。', 'The filing ends with it.'),
  accepted: w('已受理', 'Accepted'),
  returned: w('已退回', 'Returned'),
  rejected: w('已驳回', 'Rejected'),
};

const RETURN_REASONS = [
  w('照片不清晰，请重新拍摄。', 'A photo cannot be read; take it again.'),
  w('缺少整机铭牌照片。', 'The photo of the machine’s plate is missing.'),
  w('缺少环保信息标签照片。', 'The photo of the environmental label is missing.'),
  w('环保登记号码与照片不一致。', 'The environmental code is not the one in the photo.'),
  w('排放阶段与铭牌不一致。', 'The stage is not the one on the plate.'),
  w('计划日期有误。', 'The planned days are wrong.'),
];
const REJECT_REASONS = [
  w('该机械处于禁止使用状态。', 'The machine is under a prohibition.'),
  w('不符合工地所在低排放区要求。', 'It does not meet the low-emission zone.'),
  w('不属于非道路移动机械，无需申报。', 'It is no non-road machine and needs no filing.'),
];

export type Decision = 'accept' | 'return' | 'reject';

/** What an officer decides about a filing. With `keys`, A, R and X stand for the buttons. `onDone` follows a decision. */
export function ReviewActions({
  filing,
  keys = false,
  onDone,
}: {
  readonly filing: Schema<'Filing'>;
  readonly keys?: boolean;
  readonly onDone?: () => void;
}) {
  const t = useT();
  const { modal } = App.useApp();
  const [asking, setAsking] = useState<'return' | 'reject'>();
  const decide = useAct(
    ({ decision, reason }: { decision: Decision; reason: string }, key) => {
      if (decision === 'accept') return acceptFiling(filing.id, key);
      const params = { path: { id: filing.id }, header: keyed(key) };
      return decision === 'return'
        ? told(api.POST('/api/v1/filings/{id}/return', { params, body: { reason } }))
        : told(api.POST('/api/v1/filings/{id}/reject', { params, body: { reason } }));
    },
    {
      onDone: () => {
        setAsking(undefined);
        onDone?.();
      },
    },
  );
  const { message } = App.useApp();
  const take = (decision: Decision, reason = '') =>
    decide.mutate(
      { decision, reason },
      {
        onSuccess: () =>
          void message.success(t({ accept: W.accepted, return: W.returned, reject: W.rejected }[decision])),
      },
    );
  const standing = {
    status: filing.status,
    ...{ enteredAt: filing.enteredAt ? 0 : null, exitedAt: filing.exitedAt ? 0 : null },
    extensionUnreviewed: filing.warnings.some(({ code }) => code === 'extension_unreviewed'),
  };
  const mayAccept = actionRefusal('accept', standing) === undefined;
  const mayReturn = actionRefusal('return', standing) === undefined;
  const ofExtension = mayAccept && filing.status === FILING_STATES[1];
  const accept = () =>
    modal.confirm({
      title: t(ofExtension ? W.acceptExtension : W.accept),
      content: ofExtension ? null : t(W.acceptWhat),
      okText: t(ofExtension ? W.acceptExtension : W.accept),
      autoFocusButton: 'ok',
      onOk: () => take('accept'),
    });
  useEffect(() => {
    if (!keys) return undefined;
    const press = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const key = event.key.toLowerCase();
      if (key === 'a' && mayAccept) void accept();
      else if (key === 'r' && mayReturn) setAsking('return');
      else if (key === 'x' && mayReturn) setAsking('reject');
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  if (!mayAccept && !mayReturn) return null;
  return (
    <Flex gap={8} wrap className="no-print" style={keys ? {} : { marginBottom: 16 }}>
      {mayAccept && (
        <Button type="primary" size="large" loading={decide.isPending} onClick={() => void accept()}>
          {t(ofExtension ? W.acceptExtension : W.accept)}
          {keys && ' (A)'}
        </Button>
      )}
      {mayReturn && (
        <>
          <Button size="large" onClick={() => setAsking('return')}>
            {t(W.return)}
            {keys && ' (R)'}
          </Button>
          <Button size="large" danger onClick={() => setAsking('reject')}>
            {t(W.reject)}
            {keys && ' (X)'}
          </Button>
        </>
      )}
      {asking && (
        <ReasonDialog
          title={t(W[asking])}
          what={t(asking === 'return' ? W.returnWhat : W.rejectWhat)}
          needed
          danger={asking === 'reject'}
          common={asking === 'return' ? RETURN_REASONS : REJECT_REASONS}
          loading={decide.isPending}
          onOk={(reason) => take(asking, reason)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Flex>
  );
}

/** Whether a key is meant for the page: not typed into a field, not with another key, and no dialog is open. */
export function isCommand(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const at = event.target as HTMLElement;
  return (
    !at.closest('input, textarea, select, [contenteditable], [role=dialog]') &&
    !document.querySelector('.ant-modal-wrap:not([style*="display: none"])')
  );
}
