import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleFilled,
} from '@ant-design/icons';
import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { FILING_STATE_NAMES, type FilingState } from '../../../domain/machinery/filing.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  overdue: w('审核超期', 'Review overdue'),
  reviewBy: w('审核期限', 'To be reviewed by'),
  resubmitBy: w('补正期限', 'Resubmit by'),
  resubmitNote: w(
    '期限内重新提交的，仍按原提交时间；逾期的，按重新提交的时间。',
    'Resubmitted by then it keeps its date of submission; later, the new date counts.',
  ),
  reason: w('原因', 'Reason'),
  entered: w('已进场', 'On the site since'),
  exited: w('已离场', 'Left'),
};

const MEANS: Readonly<Record<FilingState, ReturnType<typeof w>>> = {
  submitted: w(
    '等待县区审核。机械须在提交时间之后进场（方案 2.4.6）。',
    'The county reviews it. The machine enters after the time of submission (clause 2.4.6).',
  ),
  accepted: w(
    '县区已受理，可以打印进场凭证。进场、离场后请及时报告。',
    'The county accepted it; print the site-entry slip. Report when the machine enters and leaves.',
  ),
  returned: w('县区退回，请按原因补正后重新提交。', 'The county returned it: mend what it asks for and resubmit.'),
  rejected: w(
    '县区未予受理。如仍需进场，请另行申报。',
    'The county did not accept it. File anew if the machine is still to come.',
  ),
  withdrawn: w('已撤回，不再有效。', 'Taken back; it no longer counts.'),
};

const LOOKS: Readonly<Record<FilingState, readonly [ReactNode, string, string]>> = {
  submitted: [<ClockCircleFilled key="icon" />, '#0958d9', '#eaf2ff'],
  accepted: [<CheckCircleFilled key="icon" />, '#1b6e2c', '#e9f6ec'],
  returned: [<ExclamationCircleFilled key="icon" />, '#8f4700', '#fff4e5'],
  rejected: [<CloseCircleFilled key="icon" />, '#b42318', '#fdeceb'],
  withdrawn: [<MinusCircleFilled key="icon" />, '#4b5563', '#eef1f1'],
};

/** Where a filing stands, in large, what that means, and until when something is to be done. */
export function FilingStanding({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const { status, reason, resubmitBy, reviewBy, overdue, enteredAt, exitedAt } = filing;
  const [icon, colour, ground] = LOOKS[status];
  return (
    <Card style={{ marginBottom: 16, background: ground, borderColor: colour }} styles={{ body: { padding: 16 } }}>
      <Flex align="center" gap={12} wrap>
        <span style={{ fontSize: 28, fontWeight: 700, color: colour, textTransform: 'capitalize' }}>
          {icon} {t(FILING_STATE_NAMES[status])}
        </span>
        {overdue && (
          <Typography.Text strong type="danger">
            {t(W.overdue)}
          </Typography.Text>
        )}
      </Flex>
      <div style={{ marginTop: 4 }}>{t(MEANS[status])}</div>
      {reason && (status === 'returned' || status === 'rejected') && (
        <div style={{ marginTop: 8, fontSize: 16 }}>
          <strong>{t(W.reason)}：</strong>
          {reason}
        </div>
      )}
      {status === 'returned' && resubmitBy && (
        <div style={{ marginTop: 4 }}>
          <strong>
            {t(W.resubmitBy)}：{resubmitBy}
          </strong>{' '}
          {t(W.resubmitNote)}
        </div>
      )}
      {status === 'submitted' && reviewBy && (
        <div style={{ marginTop: 4 }}>
          {t(W.reviewBy)}：{reviewBy}
        </div>
      )}
      {enteredAt && (
        <div style={{ marginTop: 4 }}>
          {t(W.entered)} <Instant at={enteredAt} />
          {exitedAt && (
            <>
              {' '}
              · {t(W.exited)} <Instant at={exitedAt} />
            </>
          )}
        </div>
      )}
    </Card>
  );
}
